import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { poll } from '../support/poll';
import { readClipboard } from './support/clipboard';
import { editorTests } from './support/editor-test';
import { examples } from './support/examples';
import { ResultsPanel } from './support/results-panel';

const test = editorTests({ files: examples(['01_dot_product.reduce', '07_min_and_max.reduce']) });

/** Bytes as characters, so that beginnings of any format can be compared. */
function writtenTo(file: string): Promise<string> {
  return poll(`${file}, written`, () => (existsSync(file) ? readFileSync(file, 'latin1') : '') || undefined);
}

test('says how to get a first result while there is none, and gives it', async ({ workbench }) => {
  await workbench.openFile('01_dot_product.reduce');
  const panel = await ResultsPanel.show(workbench);
  await panel.content.getByRole('heading', { name: 'No runs yet' }).waitFor();
  await panel.content.getByText('Run Kernel').click();
  await panel.rows('dot_product').first().waitFor();
});

test('shows the value, what was expected, and where the time went', async ({ workbench }) => {
  const panel = await ResultsPanel.show(workbench);
  await panel
    .section('Value')
    .getByText(/21.?253.?400/)
    .first()
    .waitFor();
  assert.match(await panel.section('Value').innerText(), /Expected\s+21.?253.?400/);
  const phases = await panel.section('Phases').getByRole('table').innerText();
  for (const phase of ['Compile', 'Kernel']) assert.match(phases, new RegExp(phase));
  await panel.section('Phases').locator('svg').waitFor();
});

test('shows the parts of a struct as a table', async ({ workbench }) => {
  const editor = await workbench.openFile('07_min_and_max.reduce');
  await editor.clickLens('Run', 'kernel ');
  const panel = await ResultsPanel.show(workbench);
  await panel.section('Value').getByRole('table', { name: 'Value' }).waitFor();
  assert.equal(await panel.rows().count(), 2);
});

test('a profile opens the panel, leaves the focus where it was, and draws its samples', async ({ workbench, page }) => {
  const editor = await workbench.openFile('01_dot_product.reduce');
  await workbench.runCommand('View: Hide Panel');
  await editor.clickLens('Profile', 'case cookbook');
  const panel = await ResultsPanel.shown(workbench);
  assert.notEqual(await page.evaluate<string>('document.activeElement.tagName'), 'IFRAME');
  await poll('three runs', async () => (await panel.rows().count()) === 3, 60);
  await panel.section('Samples').locator('svg').waitFor();
});

test('compares a run with the baseline and gives a verdict', async ({ workbench }) => {
  const editor = await workbench.openFile('01_dot_product.reduce');
  await editor.cursorTo('case cookbook');
  await workbench.runCommand('Warpfold: Set Baseline');
  await workbench.notification('is compared with').waitFor();
  await editor.clickLens('Profile', 'case cookbook');
  const panel = await ResultsPanel.show(workbench);
  await poll('four runs', async () => (await panel.rows().count()) === 4, 60);
  const comparison = panel.section('Against the baseline');
  await comparison.locator('.verdict').waitFor();
  assert.match(await comparison.locator('.verdict').innerText(), /faster|slower|same|noise/i);
});

test('exports the chosen run as JSON and as CSV', async ({ workbench, server }) => {
  const panel = await ResultsPanel.show(workbench);
  await panel.rows('dot_product').first().click();
  for (const format of ['json', 'csv'] as const) {
    const file = path.join(server.folder, `run.${format}`);
    await panel.button(`Export the chosen runs as ${format.toUpperCase()}`).click();
    await workbench.saveAs(file);
    const text = await writtenTo(file);
    if (format === 'csv') assert.match(text, /^id,[^\n]*\n[^\n]*dot_product[^\n]*\n$/);
    else assert.equal((JSON.parse(text) as { runs: { kernel: string }[] }).runs[0]?.kernel, 'dot_product');
  }
});

test('exports a plot as SVG and as PNG', async ({ workbench, server }) => {
  const panel = await ResultsPanel.show(workbench);
  const beginnings = { svg: '<svg ', png: '\u0089PNG\r\n' } as const;
  for (const [format, beginning] of Object.entries(beginnings)) {
    const file = path.join(server.folder, `samples.${format}`);
    await panel
      .section('Samples')
      .getByRole('button', { name: `Save as ${format.toUpperCase()}` })
      .click();
    await workbench.saveAs(file);
    assert.ok((await writtenTo(file)).startsWith(beginning), `${file} is no ${format}`);
  }
});

test('copies the value', async ({ workbench, page }) => {
  const panel = await ResultsPanel.show(workbench);
  await panel.button('Copy the Value').click();
  await poll('the value in the clipboard', async () => (await readClipboard(page)) === '21253400');
});

test('axe finds nothing wrong with the panel', async ({ workbench }) => {
  const panel = await ResultsPanel.show(workbench);
  await panel.section('Samples').waitFor();
  assert.deepEqual(await panel.accessibilityViolations(), []);
});

test('finds the results again after the window was reloaded', async ({ workbench }) => {
  await workbench.reload();
  const editor = await workbench.openFile('01_dot_product.reduce');
  await editor.inlineText('case cookbook', /^✓ 21.?253.?400 · /);
  const panel = await ResultsPanel.show(workbench);
  await poll('the four runs', async () => (await panel.rows().count()) === 4);
});
