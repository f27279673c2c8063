import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import { panelHtml } from '../../../client/panel/html';
import { fromViewSchema, type ActiveRow, type FromView, type ToView } from '../../../client/panel/messages';
import { runDetail } from '../../../client/panel/run-detail';
import { runRow } from '../../../client/panel/run-row';
import { inSlices } from '../../../client/panel/slices';
import type { Run } from '../../../protocol/report';
import { poll } from '../../support/poll';
import { root } from '../../support/root';
import { themes, type ThemeName } from './themes';

const origin = 'https://panel.test';

export interface PanelOptions {
  /** Newest first. */
  readonly runs?: readonly Run[];
  readonly baseline?: Run;
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** What the view had remembered. */
  readonly state?: unknown;
  /** The list is in the page already, so that no other process has a part in how soon it is shown. */
  readonly answersInPage?: boolean;
}

/** The built view in a plain page, with the extension's answers made by the extension's own functions. */
export class PanelPage {
  /** Everything that the view said, validated. */
  readonly said: FromView[] = [];
  /** What the page's policy refused, and the errors of its script. */
  readonly complaints: string[] = [];

  private constructor(
    readonly page: Page,
    private options: PanelOptions,
  ) {}

  static async open(browser: Browser, options: PanelOptions = {}): Promise<PanelPage> {
    const { width = 1100, height = 700, theme = 'dark', state, answersInPage = false } = options;
    const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
    page.setDefaultTimeout(10_000);
    const panel = new PanelPage(page, options);
    await panel.serve();
    page.on('pageerror', (error) => panel.complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') panel.complaints.push(message.text());
    });
    await page.exposeFunction('sayToExtension', (message: unknown) => panel.hear(message));
    // The TypeScript loader of the tests wraps functions in a helper, which the page has to have too.
    await page.addInitScript('globalThis.__name = (wrapped) => wrapped;');
    const list = answersInPage ? panel.listMessages() : [];
    await page.addInitScript(actAsEditor, { ...themes[theme], state, list });
    await page.goto(origin);
    return panel;
  }

  /** Speaks as the extension does. */
  async tell(message: ToView): Promise<void> {
    await this.page.evaluate((data) => {
      window.postMessage(data, '*');
    }, message);
  }

  /** A run ends: it heads the list. */
  async end(run: Run): Promise<void> {
    this.options = { ...this.options, runs: [run, ...(this.options.runs ?? [])] };
    await this.tell({
      type: 'ended',
      kernel: run.kernel,
      ...(run.case === undefined ? {} : { case: run.case }),
      row: runRow(run, this.options.baseline),
    });
  }

  async show(active: readonly ActiveRow[]): Promise<void> {
    await this.tell({ type: 'active', active: [...active] });
  }

  /** What the view remembered last. */
  state(): Promise<unknown> {
    return this.page.evaluate(() => (window as unknown as { rememberedState: unknown }).rememberedState);
  }

  /** The last message of a type, once the view has sent it. */
  heard<Type extends FromView['type']>(type: Type): Promise<Extract<FromView, { type: Type }>> {
    return poll(`a message “${type}”`, () =>
      this.said.findLast((message): message is Extract<FromView, { type: Type }> => message.type === type),
    );
  }

  private async hear(message: unknown): Promise<void> {
    const heard = v.parse(fromViewSchema, message);
    this.said.push(heard);
    if (heard.type === 'ready' && this.options.answersInPage !== true) {
      for (const message of this.listMessages()) await this.tell(message);
    }
    if (heard.type === 'select') await this.sendDetail(heard.id);
  }

  private listMessages(): ToView[] {
    const { runs = [], baseline } = this.options;
    return [...inSlices(runs)].map(({ items, isFirst, isLast }) => ({
      type: 'runs',
      rows: items.map((run) => runRow(run, baselineOf(run, baseline))),
      isFirst,
      isLast,
    }));
  }

  private async sendDetail(id: string): Promise<void> {
    const { runs = [], baseline } = this.options;
    const run = runs.find((candidate) => candidate.id === id);
    if (run === undefined) await this.tell({ type: 'missing', id });
    else {
      const known = { runs, baseline: baselineOf(run, baseline), hash: '1792b9bc8c234d' };
      await this.tell({ type: 'detail', detail: runDetail(run, known) });
    }
  }

  private async serve(): Promise<void> {
    const page = panelHtml({
      cspSource: origin,
      nonce: 'c3VyZWx5IHJhbmRvbQ==',
      script: `${origin}/webview.js`,
      stylesheet: `${origin}/webview.css`,
      codicons: `${origin}/codicon.css`,
    });
    await this.page.route(`${origin}/**`, (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: page });
      if (pathname === '/favicon.ico') return route.fulfill({ status: 204 });
      const types: Readonly<Record<string, string>> = {
        '.js': 'text/javascript',
        '.css': 'text/css',
        '.ttf': 'font/ttf',
      };
      const contentType = types[path.extname(pathname)] ?? 'application/octet-stream';
      return route.fulfill({ contentType, body: readFileSync(path.join(root, 'dist', pathname)) });
    });
  }
}

function baselineOf(run: Run, baseline: Run | undefined): Run | undefined {
  const isOf = run.kernel === baseline?.kernel && run.case === baseline.case && run.device?.id === baseline.device?.id;
  return isOf ? baseline : undefined;
}

/** In the page, before its script: what VS Code gives a webview. */
function actAsEditor({
  className,
  variables,
  state,
  list,
}: {
  className: string;
  variables: Readonly<Record<string, string>>;
  state: unknown;
  list: readonly unknown[];
}): void {
  const page = window as unknown as {
    rememberedState: unknown;
    sayToExtension: (message: unknown) => Promise<void>;
    acquireVsCodeApi: () => unknown;
  };
  const sheet = new CSSStyleSheet();
  const declarations = Object.entries(variables).map(([name, value]) => `--vscode-${name}: ${value};`);
  sheet.replaceSync(
    `:root { ${declarations.join(' ')} background: var(--vscode-panel-background); } :where(body) { padding: 0 20px; }`,
  );
  document.adoptedStyleSheets = [sheet];
  document.addEventListener('DOMContentLoaded', () => {
    document.body.classList.add(className);
  });
  page.rememberedState = state;
  page.acquireVsCodeApi = () => ({
    postMessage: (message: { readonly type: string }) => {
      if (message.type === 'ready') for (const slice of list) window.postMessage(slice, '*');
      void page.sayToExtension(message);
    },
    getState: () => page.rememberedState,
    setState: (remembered: unknown) => {
      page.rememberedState = remembered;
    },
  });
}
