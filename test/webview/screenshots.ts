// Writes pictures of the panel in four themes, wide and narrow: tsx test/webview/screenshots.ts [FOLDER] [ONLY]
// ONLY is how the names of the pictures begin, such as `error`, or a regular expression between slashes.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import type { Run } from '../../protocol/report';
import { launchChromium } from '../support/chromium';
import { PanelPage, type PanelOptions } from './support/panel-page';
import {
  cancelledRun,
  checkedRun,
  countedRun,
  cpuRun,
  errorRun,
  experiment,
  failedRun,
  faultedRun,
  findingRun,
  hugeStructRun,
  longNamesRun,
  manyRuns,
  outOfMemoryRun,
  sanitizerRun,
  structRun,
  timeoutRun,
  uncountedRun,
  untunedRun,
} from './support/runs';
import { themes, type ThemeName } from './support/themes';

const folder = process.argv[2] ?? 'build/panel-pictures';
mkdirSync(folder, { recursive: true });

const history = experiment();
const baseline = history[10];
const runs = [...history, errorRun, failedRun, structRun, cpuRun];
const active = [
  {
    id: 1,
    kernel: 'softmax_denominator',
    case: 'large',
    isProfile: true,
    startedAt: Date.now() - 4000,
    stage: 'running',
  },
  { id: 2, kernel: 'variance', isProfile: false, startedAt: Date.now(), stage: 'queued' },
] as const;

/** Runs that are looked at one by one, and how high the view is that shows each whole. */
const special: Readonly<Record<string, readonly [run: Run, height: number]>> = {
  error: [errorRun, 420],
  failed: [failedRun, 900],
  cpu: [cpuRun, 900],
  cancelled: [cancelledRun, 420],
  timeout: [timeoutRun, 420],
  faulted: [faultedRun, 480],
  'out-of-memory': [outOfMemoryRun, 480],
  finding: [findingRun, 480],
  sanitizer: [sanitizerRun, 480],
  checked: [checkedRun, 800],
  untuned: [untunedRun, 1900],
  counted: [countedRun, 2500],
  uncounted: [uncountedRun, 1900],
  struct: [hugeStructRun, 1700],
  names: [longNamesRun, 900],
};

function ofOne(name: string, run: Run, height: number): (readonly [string, PanelOptions])[] {
  const options = { runs: [run, ...runs.filter(({ id }) => id !== run.id)] };
  return [
    [name, { ...options, width: 1400, height }],
    [`${name}-narrow`, { ...options, width: 340, height: Math.min(2000, height + 500) }],
  ];
}

const scenes: Readonly<Record<string, PanelOptions>> = {
  profile: { runs, ...(baseline === undefined ? {} : { baseline }), width: 1280, height: 1500 },
  panel: { runs, ...(baseline === undefined ? {} : { baseline }), width: 1400, height: 420 },
  narrow: { runs, ...(baseline === undefined ? {} : { baseline }), width: 340, height: 900 },
  many: { runs: manyRuns(500), width: 1400, height: 420 },
  'many-narrow': { runs: manyRuns(500), width: 340, height: 700 },
  empty: { runs: [], width: 700, height: 300 },
  ...Object.fromEntries(Object.entries(special).flatMap(([name, [run, height]]) => ofOne(name, run, height))),
};

async function takeAll(only = ''): Promise<void> {
  const wanted = only.startsWith('/') ? new RegExp(only.slice(1, -1)) : new RegExp(`^${only}`);
  const browser = await launchChromium();
  for (const theme of Object.keys(themes) as ThemeName[]) {
    for (const [name, options] of Object.entries(scenes)) {
      if (wanted.test(`${name}-${theme}`)) await take(browser, name, { ...options, theme }, theme);
    }
  }
  await browser.close();
}

async function take(browser: Browser, name: string, options: PanelOptions, theme: ThemeName): Promise<void> {
  const panel = await PanelPage.open(browser, options);
  if (name === 'panel') await panel.show(active);
  await panel.page.locator(name === 'empty' ? '#welcome-title' : '#detail-title').waitFor();
  await panel.page.evaluate(() => document.fonts.ready.then(() => undefined));
  await panel.page.screenshot({ path: path.join(folder, `${name}-${theme}.png`) });
  for (const complaint of panel.complaints) console.error(`${name}, ${theme}: ${complaint}`);
  await panel.page.close();
}

takeAll(process.argv[3]).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
