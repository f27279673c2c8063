import { poll } from '../support/poll';
import { editorTests } from './support/editor-test';
import { examples } from './support/examples';

const test = editorTests({ files: examples(['01_dot_product.reduce']) });

test('shows the generated CUDA beside the source, and follows its edits', async ({ workbench, page }) => {
  const editor = await workbench.openFile('01_dot_product.reduce');
  await editor.cursorTo('x[i] * y');
  await workbench.runCommand('Warpfold: Show Generated CUDA');
  await page.getByRole('tab', { name: /dot_product.*\.cu/ }).waitFor();
  const code = page.locator('.editor-group-container').nth(1);
  await code.getByText('x[i] * y[i]').first().waitFor();

  await editor.replace('x[i] * y[i]', '3.5f * x[i]');
  await workbench.runCommand('Warpfold: Show Generated CUDA');
  await code.getByText('3.5f').first().waitFor();
});

test('shows PTX and SASS of the kernel in its place, each with the lines of the cursor’s expression', async ({
  workbench,
  page,
}) => {
  const editor = await workbench.openFile('01_dot_product.reduce');
  await editor.cursorTo('reduce_expr');
  const code = page.locator('.editor-group-container').nth(1);
  for (const [command, tab, instruction] of [
    ['Warpfold: Show PTX', /dot_product.*\.ptx/, /ld\.global|add\.f32|fma\.rn\.f32/],
    ['Warpfold: Show SASS', /dot_product.*\.sass/, /FADD|FFMA/],
  ] as const) {
    await workbench.runCommand(command);
    await page.getByRole('tab', { name: tab }).waitFor();
    await code.locator('.view-line', { hasText: instruction }).first().waitFor();
    await code.locator('.cdr').first().waitFor({ state: 'attached' });
  }
});

test('links instructions and sub-expressions both ways', async ({ workbench, page }) => {
  const editor = await workbench.openFile('01_dot_product.reduce');
  await editor.cursorTo('reduce_expr');
  await workbench.runCommand('Warpfold: Show SASS');
  await page.getByRole('tab', { name: /dot_product.*\.sass/ }).waitFor();
  const code = page.locator('.editor-group-container').nth(1);

  // From the instruction to the expression: its range is marked in the source.
  const addition = code.locator('.view-line', { hasText: /FADD|FFMA/ }).first();
  await addition.waitFor();
  const marks = page.locator('.editor-group-container').nth(0).locator('[class*="ced-"][class*="cdr"]');
  const before = await marks.count();
  await addition.click();
  await poll('a mark in the source', async () => (await marks.count()) > before);

  await workbench.runCommand('View: Close Editor');
  await poll('the mark to go with its listing', async () => (await marks.count()) <= before);
});
