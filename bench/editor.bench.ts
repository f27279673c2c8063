// In the real VS Code, with the packaged extension: what its activation costs, by VS Code's own account, beside that of the
// built-in CSS extension in the same window; and from the key of Run Kernel to the frame that draws the result, on the CPU.
import { cpus } from 'node:os';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../test/support/chromium';
import { poll } from '../test/support/poll';
import { readClipboard } from '../test/editor/support/clipboard';
import { examples } from '../test/editor/support/examples';
import { drawnTexts } from '../test/editor/support/in-page';
import { release, VsCodeServer } from '../test/editor/support/server';
import { Workbench } from '../test/editor/support/workbench';
import { quantiles, table } from './support/statistics';

const WINDOWS = 5;
const RUNS = 20;
/** Runs before those that count: the runner starts, and the kernel is compiled. */
const WARM_UP = 3;
const EXAMPLE = '01_dot_product.reduce';
/** Milliseconds. */
const GOALS = { activate: 30, run: 400 };

/** Milliseconds, by VS Code's page “Startup Performance”. */
interface Activation {
  readonly load: number;
  /** Until `activate()` returned. */
  readonly call: number;
  /** Until what it returned was settled. */
  readonly finish: number;
}

const extensions = { ours: 'warpfold.warpfold', css: 'vscode.css-language-features' } as const;
type Extension = keyof typeof extensions;

async function measure(): Promise<void> {
  const browser = await launchChromium();
  const server = await VsCodeServer.start({
    files: { ...examples([EXAMPLE]), 'style.css': 'a { color: red; }\n' },
    settings: { 'warpfold.device': 'cpu' },
  });
  const activations: Record<Extension, Activation[]> = { ours: [], css: [] };
  let runs: readonly number[] = [];
  try {
    for (let window = 0; window < WINDOWS; window++) {
      const workbench = await openWindow(browser, server);
      const stats = await startupStatistics(workbench);
      for (const extension of ['ours', 'css'] as const) activations[extension].push(activationOf(stats, extension));
      if (window === 0) runs = await timeRuns(workbench);
      await workbench.page.close();
    }
  } finally {
    await browser.close();
    server.stop();
  }
  print(activations, runs);
}

/** A new window, in which both extensions have something to do. */
async function openWindow(browser: Browser, server: VsCodeServer): Promise<Workbench> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(60_000);
  const workbench = await Workbench.open(page, server.url);
  await workbench.openFile('style.css');
  const editor = await workbench.openFile(EXAMPLE);
  await poll('the lenses', async () => (await editor.lens('Run').count()) === 3, 60);
  return workbench;
}

/** The text of VS Code's page, which knows an extension once its activation has ended. */
function startupStatistics(workbench: Workbench): Promise<string> {
  return poll(
    'the times of both activations',
    async () => {
      await workbench.runCommand('Developer: Startup Performance');
      const editor = workbench.editor();
      await editor.line('# System Info');
      await workbench.page.keyboard.press('Control+a');
      await workbench.page.keyboard.press('Control+c');
      const text = await readClipboard(workbench.page);
      await workbench.runCommand('View: Close Editor');
      return Object.values(extensions).every((id) => rowOf(text, id) !== undefined) && text;
    },
    60,
  );
}

/** `| extension | eager | load | call | finish | event | by |`, the cells in Markdown. */
function rowOf(statistics: string, id: string): readonly string[] | undefined {
  const line = statistics.split('\n').find((each) => each.startsWith('|') && each.includes(id));
  return line?.split('|').map((cell) => cell.trim());
}

function activationOf(statistics: string, extension: Extension): Activation {
  const [load, call, finish] = (rowOf(statistics, extensions[extension]) ?? []).slice(3, 6).map(Number);
  if (load === undefined || call === undefined || finish === undefined || Number.isNaN(load + call + finish)) {
    throw new Error(`VS Code lists activations in another way than expected:\n${statistics}`);
  }
  return { load, call, finish };
}

/** Runs the cookbook's case by the key, again and again: milliseconds from the key to the frame that draws the result. */
async function timeRuns(workbench: Workbench): Promise<readonly number[]> {
  const { page } = workbench;
  const editor = await workbench.openFile(EXAMPLE);
  await editor.cursorTo('case cookbook');
  const times: number[] = [];
  for (let run = 0; run < WARM_UP + RUNS; run++) {
    await workbench.runCommand('Warpfold: Clear Inline Results');
    await poll('no inline result', async () => (await editor.inlineTexts()).length === 0);
    await page.evaluate(timeFromKeyToResult);
    await editor.press('Control+Enter');
    times.push(await page.evaluate<number>('globalThis.timeOfRun'));
  }
  return times.slice(WARM_UP);
}

/** In the page: sets `timeOfRun`, a promise. Each frame after the key looks for a passed case. */
const timeFromKeyToResult = `void (globalThis.timeOfRun = new Promise((resolve) => {
  const onKey = ({ key }) => {
    if (key !== 'Enter') return;
    removeEventListener('keydown', onKey, true);
    performance.mark('key');
    const look = () => {
      const isShown = ${drawnTexts}.some(({ text }) => text.startsWith('✓'));
      if (isShown) resolve(performance.measure('run', 'key').duration);
      else requestAnimationFrame(look);
    };
    look();
  };
  addEventListener('keydown', onKey, true);
}))`;

function print(activations: Readonly<Record<Extension, readonly Activation[]>>, runs: readonly number[]): void {
  const row = (name: string, of: (activation: Activation) => number, goal?: number): readonly string[] => {
    const [ours, css] = [quantiles(activations.ours.map(of)), quantiles(activations.css.map(of))];
    return [name, ...[ours.p50, ours.p95, css.p50, css.p95].map(milliseconds), goal === undefined ? '' : `${goal} ms`];
  };
  console.log(
    `${cpus()[0]?.model ?? 'Unknown processor'}, Node ${process.versions.node}, VS Code ${release.vscode}, ${WINDOWS} windows\n`,
  );
  console.log(
    table([
      ['activation', 'median', 'p95', 'CSS median', 'CSS p95', 'goal'],
      row('loading the code', ({ load }) => load),
      row('until activate() returns', ({ call }) => call, GOALS.activate),
      row('until it is settled', ({ finish }) => finish),
    ]),
  );
  const { p50, p95 } = quantiles(runs);
  console.log(
    `\n${table([
      ['Run Kernel, CPU, warm', 'median', 'p95', 'goal'],
      ['from the key to the drawn result', milliseconds(p50), milliseconds(p95), `${GOALS.run} ms`],
    ])}`,
  );
}

function milliseconds(time: number): string {
  return `${time.toFixed(0)} ms`;
}

measure().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
