import assert from 'node:assert/strict';
import { editorTests } from './support/editor-test';
import { examples } from './support/examples';
import { descendants } from './support/processes';

const test = editorTests({ files: examples(['01_dot_product.reduce']), trusted: false });

test('checks the files of a workspace that is not trusted', async ({ workbench }) => {
  const editor = await workbench.openFile('01_dot_product.reduce');
  await editor.replace('* y[i]', '* z[i]');
  await (await workbench.problems()).filter({ hasText: '‘z’ is not defined' }).waitFor();
  await editor.replace('* z[i]', '* y[i]');
});

test('refuses to tune there', async ({ workbench, server }) => {
  const editor = await workbench.openFile('01_dot_product.reduce');
  await editor.cursorTo('map_expr');
  await workbench.runCommand('Warpfold: Tune Kernel');
  await workbench.notification('Tuning a kernel executes code of this workspace').waitFor();
  assert.deepEqual(descendants(server.processId, 'dist/runner.js'), []);
});

// Last: newer versions show that page in front of all others, where it takes their clicks.
test('refuses to run there, says why, and leads to the page that changes it', async ({ workbench, page, server }) => {
  const editor = await workbench.openFile('01_dot_product.reduce');
  await editor.clickLens('Run', 'case cookbook');
  const notification = workbench.notification('the workspace is not trusted');
  await notification.waitFor();
  assert.deepEqual(descendants(server.processId, 'dist/runner.js'), []);
  assert.deepEqual(await editor.inlineTexts(), []);

  await notification.getByRole('button', { name: 'Manage Workspace Trust' }).click();
  // In a tab, or in newer versions in front of the others.
  await page.getByText('You are in Restricted Mode').waitFor();
});
