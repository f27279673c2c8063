// Pictures of every view in three themes, in docs/images: `VIEW-THEME.png`. Started by npm run screenshots.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { poll } from '../support/poll';
import { root } from '../support/root';
import { launchChromium } from '../support/chromium';
import { examples } from './support/examples';
import { ResultsPanel } from './support/results-panel';
import { VsCodeServer } from './support/server';
import { TestExplorer } from './support/test-explorer';
import { Workbench } from './support/workbench';

const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'high-contrast': 'Default High Contrast',
} as const;

const { '01_dot_product.reduce': example, ...others } = examples([
  '01_dot_product.reduce',
  '03_euclidean_norm.reduce',
  '07_min_and_max.reduce',
]);
const wrong = Buffer.from(example ?? '')
  .toString()
  .replace('expect = 21253400', 'expect = 21000000');

const files = { ...others, '01_dot_product.reduce': example ?? '', 'wrong.reduce': wrong };
const folder = path.join(root, 'docs', 'images');

/** In the page: what fades out, as the command palette does, is gone. */
const animationsEnd = `Promise.allSettled(document.getAnimations()
  .filter((animation) => Number.isFinite(animation.effect.getComputedTiming().endTime))
  .map((animation) => animation.finished)).then(() => undefined)`;

/** Takes one picture after the other; each leaves the window ready for the next. */
async function takePictures(workbench: Workbench, theme: string): Promise<void> {
  const take = async (view: string): Promise<void> => {
    await workbench.page.mouse.move(0, 0);
    await workbench.page.evaluate(animationsEnd);
    await workbench.page.screenshot({ path: path.join(folder, `${view}-${theme}.png`) });
  };

  const editor = await workbench.openFile('01_dot_product.reduce');
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await editor.clickLens('Run', 'case cookbook');
  await editor.inlineText('case cookbook', /^✓/);
  await editor.clickLens('Run', 'case large');
  await editor.inlineText('case large', /s$/);
  await take('inline');

  await editor.cursorTo('case cookbook');
  await workbench.runCommand('Warpfold: Set Baseline');
  const panel = await ResultsPanel.show(workbench);
  await editor.clickLens('Profile', 'case cookbook');
  await poll('the profile', async () => (await panel.rows().count()) === 3, 90);
  await panel.section('Samples').locator('svg').waitFor();
  await workbench.dismissNotifications();
  await workbench.runCommand('View: Toggle Maximized Panel');
  await take('panel');
  await panel.section('Samples').scrollIntoViewIfNeeded();
  await take('panel-samples');
  await workbench.runCommand('View: Toggle Maximized Panel');
  await workbench.runCommand('View: Hide Panel');

  await editor.cursorTo('map_expr');
  await workbench.runCommand('Warpfold: Show Generated CUDA');
  await workbench.page.locator('.editor-group-container').nth(1).getByText('x[i] * y[i]').first().waitFor();
  await take('generated');
  await workbench.runCommand('View: Close All Editors');

  const failing = await workbench.openFile('wrong.reduce');
  await failing.line('case cookbook');
  const explorer = await TestExplorer.open(workbench);
  await workbench.runCommand('Test: Run All Tests');
  await explorer.item(/wrong.*\(Failed\)/).waitFor();
  await workbench.status('cpu').waitFor();
  await failing.testMessage('21253400 != 21000000').waitFor();
  await take('tests');
}

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await launchChromium();
  try {
    for (const [name, theme] of Object.entries(themes)) {
      const server = await VsCodeServer.start({ files, settings: { 'workbench.colorTheme': theme } });
      try {
        const page = await browser.newPage({ viewport: { width: 1000, height: 640 } });
        page.setDefaultTimeout(60_000);
        await takePictures(await Workbench.open(page, server.url), name);
        await page.close();
      } finally {
        server.stop();
      }
      console.log(`Pictures in ${theme}`);
    }
  } finally {
    await browser.close();
  }
}

void main();
