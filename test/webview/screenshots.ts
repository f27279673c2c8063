// Writes pictures of the panel in three themes, wide and narrow: tsx test/webview/screenshots.ts [FOLDER] [ONLY]
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium';
import { PanelPage, type PanelOptions } from './support/panel-page';
import { cpuRun, errorRun, experiment, failedRun, structRun } from './support/runs';
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

const scenes: Readonly<Record<string, PanelOptions>> = {
  profile: { runs, ...(baseline === undefined ? {} : { baseline }), width: 1280, height: 1500 },
  panel: { runs, ...(baseline === undefined ? {} : { baseline }), width: 1400, height: 420 },
  narrow: { runs, ...(baseline === undefined ? {} : { baseline }), width: 340, height: 900 },
  error: { runs, state: { shown: 'error', chosen: ['error'] }, width: 1000, height: 420 },
  failed: { runs, state: { shown: 'failed', chosen: ['failed'] }, width: 1000, height: 900 },
  cpu: { runs, state: { shown: 'cpu-run', chosen: ['cpu-run'] }, width: 1000, height: 900 },
  empty: { runs: [], width: 700, height: 300 },
};

async function takeAll(only = ''): Promise<void> {
  const browser = await launchChromium();
  for (const theme of Object.keys(themes) as ThemeName[]) {
    for (const [name, options] of Object.entries(scenes)) {
      if (`${name}-${theme}`.startsWith(only)) await take(browser, name, { ...options, theme }, theme);
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
