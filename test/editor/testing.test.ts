import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { poll } from '../support/poll';
import { editorTests } from './support/editor-test';
import { examples } from './support/examples';
import { TestExplorer } from './support/test-explorer';

const { '01_dot_product.reduce': example, ...others } = examples(['01_dot_product.reduce', '03_euclidean_norm.reduce']);
const wrong = Buffer.from(example ?? '')
  .toString()
  .replace('expect = 21253400', 'expect = 21000000');

const test = editorTests({ files: { ...others, 'wrong.reduce': wrong } });

test('lists the cases of files that nobody has opened', async ({ workbench }) => {
  const explorer = await TestExplorer.open(workbench);
  await explorer.item('wrong.reduce').waitFor();
  await explorer.item('03_euclidean_norm.reduce').waitFor();
});

test('runs them all: one passes, and the wrong one shows both values when it is opened later', async ({
  workbench,
}) => {
  const explorer = await TestExplorer.open(workbench);
  await workbench.runCommand('Test: Run All Tests');
  await explorer.item(/03_euclidean_norm.*\(Passed\)/).waitFor();
  await explorer.item(/wrong.*\(Failed\)/).waitFor();
  const editor = await workbench.openFile('wrong.reduce');
  await editor.inlineText('case cookbook', /^✗ 21253400, expected 21000000$/);
});

test('shows the difference at what was expected, beside the result on the case’s line', async ({ workbench }) => {
  const editor = await workbench.openFile('wrong.reduce');
  await TestExplorer.open(workbench);
  await workbench.runCommand('Test: Run All Tests');
  // VS Code's own words for a difference.
  const message = editor.testMessage('21253400 != 21000000');
  await message.waitFor();
  await editor.inlineText('case cookbook', /^✗ 21253400, expected 21000000$/);
  await poll('the message on the line of the expectation', async () =>
    (await editor.lineBeside(message)).includes('expect = 21000000'),
  );
});

test('a run that a lens started is a test result too', async ({ workbench, server }) => {
  const file = path.join(server.folder, 'wrong.reduce');
  writeFileSync(file, readFileSync(file, 'utf8').replace('21000000', '21253400'));
  const editor = await workbench.openFile('wrong.reduce');
  await editor.line('expect = 21253400');
  await editor.clickLens('Run', 'case cookbook');
  await editor.inlineText('case cookbook', /^✓ 21.?253.?400/);
  const explorer = await TestExplorer.open(workbench);
  await explorer.item(/wrong.*\(Passed\)/).waitFor();
});
