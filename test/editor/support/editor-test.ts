import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { root } from '../../support/root';
import { launchChromium } from '../../support/chromium';
import { VsCodeServer, release, type ServerOptions } from './server';
import { Workbench } from './workbench';

/** What a test of the editor is handed. */
export interface Session {
  readonly server: VsCodeServer;
  readonly page: Page;
  readonly workbench: Workbench;
}

/** Declares a test in the file's VS Code. */
export type EditorTest = (name: string, body: (session: Session) => Promise<void>) => void;

export interface EditorTestOptions extends ServerOptions {
  /** For tests that count or end processes. */
  readonly hasOwnServer?: boolean;
}

/**
 * One window of VS Code, with the packaged extension and a workspace of its own, for the tests of a file. The tests share it,
 * in their order. It opens with the first of them: files that run in one process and ask for the same VS Code share that
 * too, since its first window takes several times as long as any other. Where a test fails, a picture of the window says
 * more than its message: it is written to build/editor-tests. It gets a second try, as a busy machine makes a window lose a
 * key or a click now and then; the first failure is told all the same.
 */
export function editorTests(options: EditorTestOptions): EditorTest {
  let opened: Promise<Session> | undefined;
  return (name, body) => {
    test(`${name} (VS Code ${release.vscode})`, async (context) => {
      opened ??= openWindow(options);
      const session = await opened;
      try {
        await body(session);
      } catch (error) {
        context.diagnostic(await picture(session.page, name));
        context.diagnostic(`It failed at first, and is tried again in a reloaded window: ${String(error)}`);
        await session.workbench.reload();
        await body(session);
      }
    });
  };
}

/** A VS Code that runs, and the browser's profile that its windows share: what they load, they load once. */
interface RunningEditor {
  readonly server: VsCodeServer;
  readonly profile: BrowserContext;
}

const running = new Map<string, Promise<RunningEditor>>();
let browser: Promise<Browser> | undefined;

after(async () => {
  await (await browser)?.close();
  for (const editor of await Promise.allSettled(running.values())) {
    if (editor.status === 'fulfilled') editor.value.server.stop();
  }
});

async function openWindow({ hasOwnServer, ...options }: EditorTestOptions): Promise<Session> {
  const { files, ...rest } = options;
  const key = hasOwnServer === true ? `own ${running.size}` : JSON.stringify(rest);
  let editor = running.get(key);
  if (editor === undefined) running.set(key, (editor = start(options)));
  const { server: first, profile } = await editor;
  const server = first.withWorkspace(files);
  // The windows of the tests before: they would go on working.
  for (const context of profile.browser()?.contexts() ?? []) {
    for (const page of context.pages()) await page.close();
  }
  const page = await profile.newPage();
  page.setDefaultTimeout(30_000);
  return { server, page, workbench: await Workbench.open(page, server.url) };
}

async function start(options: ServerOptions): Promise<RunningEditor> {
  browser ??= launchChromium();
  const profile = await (await browser).newContext({ viewport: { width: 1280, height: 900 } });
  return { server: await VsCodeServer.start(options), profile };
}

async function picture(page: Page, name: string): Promise<string> {
  const folder = path.join(root, 'build', 'editor-tests');
  const file = path.join(folder, `${name.replace(/\W+/g, '-')}-${release.vscode}.png`);
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: file }).catch(() => undefined);
  return `The window: ${path.relative(root, file)}`;
}
