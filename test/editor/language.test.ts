import assert from 'node:assert/strict';
import { poll } from '../support/poll';
import { editorTests } from './support/editor-test';
import { examples } from './support/examples';

const test = editorTests({
  files: {
    ...examples(['01_dot_product.reduce']),
    'unfinished.reduce':
      'kernel unfinished {\n    dtype_out = float32;\n    arguments = const float *weights;\n    \n}\n',
  },
});

test('offers to run and profile each kernel and case', async ({ workbench }) => {
  const editor = await workbench.openFile('01_dot_product.reduce');
  // The editor draws lenses anew while the language server starts, so they are counted until both counts hold.
  for (const title of ['Run', 'Profile'])
    await poll(`“${title}” above the kernel and its two cases`, async () => (await editor.lens(title).count()) === 3);
});

test('points at a mistake as it is typed, and mends it by a quick fix', async ({ workbench, page }) => {
  const editor = await workbench.openFile('01_dot_product.reduce');
  await editor.replace('* y[i]', '* z[i]');
  const problem = (await workbench.problems()).filter({ hasText: '‘z’ is not defined' });
  await problem.waitFor();
  assert.match(await problem.innerText(), /undefined-name/);

  await editor.cursorTo('* z');
  await editor.press('ArrowLeft');
  await editor.press('Control+.');
  await page.locator('.action-widget .focused').getByText('Declare ‘const float *z’').waitFor();
  await editor.press('Enter');
  await editor.line('const float *x, const float *y, const float *z');
  await problem.waitFor({ state: 'detached' });
});

test('completes a field, and an argument where it is used', async ({ workbench }) => {
  const editor = await workbench.openFile('unfinished.reduce');
  await editor.cursorTo('*weights;');
  await editor.press('ArrowDown');
  await editor.press('End');
  await editor.type('map');
  await editor.suggestions.filter({ hasText: 'map_expr' }).first().click();
  await editor.line('map_expr');
  await editor.type('2 * we');
  await editor.suggestions.filter({ hasText: 'weights' }).first().click();
  await editor.line('2 * weights[i]');
});
