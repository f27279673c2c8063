import assert from 'node:assert/strict';
import { editorTests } from './support/editor-test';
import { examples } from './support/examples';

const test = editorTests({ files: examples(['01_dot_product.reduce', '03_euclidean_norm.reduce']) });

test('runs a case by its lens and shows the result behind its line and the kernel’s', async ({ workbench }) => {
  const editor = await workbench.openFile('01_dot_product.reduce');
  await editor.clickLens('Run', 'case cookbook');
  await editor.inlineText('case cookbook', /^✓ 21.?253.?400 · [\d.]+ [nµm]s$/);
  await editor.inlineText('kernel dot_product', /^= 21.?253.?400 · .*n = 400$/);
});

test('marks the result stale when the text changes, and fresh when the old text is back', async ({ workbench }) => {
  const editor = await workbench.openFile('01_dot_product.reduce');
  await editor.replace('x[i] * y[i]', 'x[i] + y[i]');
  await editor.inlineText('case cookbook', /stale$/);
  await editor.replace('x[i] + y[i]', 'x[i] * y[i]');
  await editor.inlineText('case cookbook', /^✓ 21.?253.?400 · [\d.]+ [nµm]s$/);
});

test('runs the kernel under the cursor by Ctrl+Enter', async ({ workbench }) => {
  const editor = await workbench.openFile('03_euclidean_norm.reduce');
  await editor.cursorTo('post_map_expr');
  await editor.press('Control+Enter');
  await editor.inlineText('kernel euclidean_norm', /^= 5 · /);
  await editor.inlineText('case three_four', /^✓ 5 · /);
});

test('a comment leaves a result fresh; an edit makes it stale until it runs again', async ({ workbench }) => {
  const editor = await workbench.openFile('03_euclidean_norm.reduce');
  await editor.replace('accumulated in double', 'accumulated in twice');
  await editor.replace('sqrt(a)', 'sqrt(a) + 1');
  await editor.inlineText('case three_four', /^✓ 5 · .*stale$/);
  await editor.press('Control+Enter');
  await editor.inlineText('kernel euclidean_norm', /^= 6 · /);
});

test('runs every case of the file from the command palette', async ({ workbench }) => {
  const editor = await workbench.openFile('03_euclidean_norm.reduce');
  await workbench.runCommand('Warpfold: Run All Cases');
  await editor.inlineText('kernel euclidean_norm', /^= 1.?025 · /);
  assert.equal(await workbench.offersCommand('Warpfold: Cancel Runs'), false);
});
