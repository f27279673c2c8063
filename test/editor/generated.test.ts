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
