import assert from 'node:assert/strict';
import { poll } from '../support/poll';
import { editorTests } from './support/editor-test';
import { examples } from './support/examples';
import { ResultsPanel } from './support/results-panel';
import { Workbench } from './support/workbench';

const test = editorTests({ files: examples(['01_dot_product.reduce']) });

test('two windows of a workspace show each other’s runs as they end, each once', async ({
  workbench,
  page,
  server,
}) => {
  const shown = await ResultsPanel.show(workbench);
  const earlier = await shown.rows().count();
  const otherPage = await page.context().newPage();
  otherPage.setDefaultTimeout(30_000);
  try {
    const other = await Workbench.open(otherPage, server.url);
    const panels = [shown, await ResultsPanel.show(other)] as const;
    for (const [at, window] of [workbench, other, workbench].entries()) {
      const editor = await window.openFile('01_dot_product.reduce');
      await editor.clickLens('Run', 'case cookbook');
      for (const panel of panels) {
        await poll(`run ${at + 1} in both`, async () => (await panel.rows().count()) === earlier + at + 1, 60);
      }
    }
    await workbench.reload();
    const reloaded = await ResultsPanel.show(workbench);
    await poll('all of them after a reload', async () => (await reloaded.rows().count()) === earlier + 3, 60);
    assert.equal(await panels[1].rows().count(), earlier + 3);
  } finally {
    await otherPage.close();
  }
});
