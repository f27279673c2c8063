import assert from 'node:assert/strict';
import { poll } from '../support/poll';
import { editorTests } from './support/editor-test';
import { examples } from './support/examples';
import { ResultsPanel } from './support/results-panel';

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

test('shows everything about a run where the mouse rests on its result, with links that work', async ({
  workbench,
}) => {
  const editor = await workbench.openFile('01_dot_product.reduce');
  await editor.clickLens('Run', 'case cookbook');
  await editor.inlineText('case cookbook', /^✓ 21.?253.?400/);
  const hover = await editor.hoverInlineText('kernel dot_product');
  const table = await hover.getByRole('table').innerText();
  for (const row of [
    /Result\s+21253400 \(float32\)/,
    /Expected\s+21253400/,
    /Kernel\s+[\d.]+\s[nµm]s/,
    /Elements\s+400/,
  ]) {
    assert.match(table, row);
  }
  await hover.getByText('Show in panel').click();
  const panel = await ResultsPanel.shown(workbench);
  await panel.detail.getByRole('heading', { name: 'dot_product · cookbook' }).waitFor();
});

test('clears the inline results of a file, and shows the next one', async ({ workbench }) => {
  const editor = await workbench.openFile('01_dot_product.reduce');
  await editor.inlineText('case cookbook', /^✓/);
  await workbench.runCommand('Warpfold: Clear Inline Results');
  await poll('no inline result', async () => (await editor.inlineTexts()).length === 0);
  await editor.clickLens('Run', 'case cookbook');
  await editor.inlineText('case cookbook', /^✓ 21.?253.?400/);
});

test('shows a result above its line too, where the end of the line is out of sight', async ({ workbench }) => {
  const editor = await workbench.openFile('01_dot_product.reduce');
  await editor.clickLens('Run', 'case cookbook');
  await editor.inlineText('kernel dot_product', /^= 21.?253.?400 · .*n = /);
  await editor.replace('kernel dot_product {', `kernel dot_product { // ${'a long comment '.repeat(7)}`);
  await editor.lens('= 21.?253.?400 · .*n = .*').first().waitFor();
  await editor.inlineText('kernel dot_product', /^= 21.?253.?400 · [^=]*$/);
});
