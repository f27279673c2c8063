import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
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

/**
 * One VS Code for the tests of a file, with the packaged extension and a window. The tests share it, in their order. Where
 * one fails, a picture of the window says more than its message: it is written to build/editor-tests.
 */
export function editorTests(options: ServerOptions): EditorTest {
  let browser: Browser | undefined;
  let server: VsCodeServer | undefined;
  let session: Session | undefined;

  before(async () => {
    browser = await launchChromium();
    server = await VsCodeServer.start(options);
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.setDefaultTimeout(30_000);
    session = { server, page, workbench: await Workbench.open(page, server.url) };
  });

  after(async () => {
    await browser?.close();
    server?.stop();
  });

  return (name, body) => {
    test(`${name} (VS Code ${release.vscode})`, async (context) => {
      if (session === undefined) throw new Error('VS Code did not open.');
      try {
        await body(session);
      } catch (error) {
        context.diagnostic(await picture(session.page, name));
        throw error;
      }
    });
  };
}

async function picture(page: Page, name: string): Promise<string> {
  const folder = path.join(root, 'build', 'editor-tests');
  const file = path.join(folder, `${name.replace(/\W+/g, '-')}-${release.vscode}.png`);
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: file }).catch(() => undefined);
  return `The window: ${path.relative(root, file)}`;
}
