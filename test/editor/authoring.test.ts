import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { poll } from '../support/poll';
import { writeClipboard } from './support/clipboard';
import { editorTests } from './support/editor-test';
import { examples } from './support/examples';

const test = editorTests({
  files: { ...examples(['01_dot_product.reduce', '03_euclidean_norm.reduce']), 'empty.reduce': '// Kernels.\n' },
  settings: { 'warpfold.runOnSave': true, 'files.autoSave': 'off', 'warpfold.device': 'auto' },
});

const python = `import numpy as np
dot = ReductionKernel(np.float32, neutral="0", reduce_expr="a+b", map_expr="x[i]*y[i]",
                      arguments="const float *x, const float *y")
`;

test('the walkthrough opens, with a picture for each of its steps', async ({ workbench, page }) => {
  // Newer versions leave the pictures out of narrow windows.
  const viewport = page.viewportSize();
  await page.setViewportSize({ width: 1700, height: 900 });
  await workbench.runCommand('Welcome: Open Walkthrough...');
  await workbench.option('Run your first reduction kernel').first().click();
  const steps = page.locator('.getting-started-step');
  await poll('its four steps', async () => (await steps.count()) === 4);
  const picture = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame').locator('svg');
  for (const [index, shown] of ['each element', 'Profile', 'Samples', 'baseline'].entries()) {
    await steps.nth(index).click();
    await picture.filter({ hasText: shown }).waitFor();
  }
  if (viewport !== null) await page.setViewportSize(viewport);
  await workbench.runCommand('View: Close All Editors');
});

test('adds a kernel from a template to the file', async ({ workbench }) => {
  const editor = await workbench.openFile('empty.reduce');
  await editor.line('// Kernels.');
  await workbench.runCommand('Warpfold: New Kernel from Template');
  await workbench.quickInput.getByText('The dot product of two vectors.').click();
  await editor.line('kernel dot');
  await editor.line('reduce_expr');
  await poll('its lenses', async () => (await editor.lens('Run').count()) > 0);
});

test('turns PyCUDA code that is pasted into a kernel', async ({ workbench, page }) => {
  const editor = await workbench.openFile('03_euclidean_norm.reduce');
  await editor.cursorTo('case three_four');
  await writeClipboard(page, python);
  await editor.press('Control+End');
  await editor.press('Control+v');
  await editor.line('kernel dot');
  await editor.line('x[i] * y[i]');
  const lines = await editor.lines();
  assert.ok(!lines.join('').includes('ReductionKernel'));
  assert.equal(lines[lines.indexOf('kernel dot {') - 1], '', 'A blank line separates it from what is above.');
});

test('runs the cases whose kernel changed when the file is saved', async ({ workbench }) => {
  const editor = await workbench.openFile('01_dot_product.reduce');
  await editor.replace('x[i] * y[i]', 'x[i] * y[i] + 0');
  await editor.save();
  await editor.inlineText('case cookbook', /^✓ 21.?253.?400/);
  assert.ok((await editor.inlineTexts()).every(({ line }) => !line.includes('case large')));
});

test('selects the device from the status bar, for this workspace', async ({ workbench, server }) => {
  await workbench.openFile('01_dot_product.reduce');
  await workbench.status('auto').or(workbench.status('cpu')).click();
  await workbench.option('cpu').click();
  const settings = path.join(server.folder, '.vscode', 'settings.json');
  await poll(
    'the setting',
    () => existsSync(settings) && readFileSync(settings, 'utf8').includes('"warpfold.device": "cpu"'),
  );
  await workbench.status('cpu').waitFor();
});
