import { describe } from 'node:test';
import path from 'node:path';
import { root } from '../support/root';
import { editorTests } from './support/editor-test';
import { examples } from './support/examples';

const files = examples(['01_dot_product.reduce']);

describe('without a GPU', () => {
  const test = editorTests({ files, settings: { 'warpfold.device': 'cuda:0' } });

  test('a run on the GPU says what is missing and what to do', async ({ workbench }) => {
    const editor = await workbench.openFile('01_dot_product.reduce');
    await editor.clickLens('Run', 'case cookbook');
    await workbench.notification(/NVIDIA driver/).waitFor();
  });

  test('Show Devices lists what was looked for', async ({ workbench }) => {
    await workbench.runCommand('Warpfold: Show Devices');
    const report = workbench.editor();
    await report.line('# Warpfold: devices');
    await report.line('cpu');
    await report.line('What was looked for');
  });
});

describe('without a compiler', () => {
  const test = editorTests({
    files,
    settings: { 'warpfold.device': 'cpu', 'warpfold.compilerPath': '/nowhere/c++' },
  });

  test('a run on the CPU says what to install', async ({ workbench }) => {
    const editor = await workbench.openFile('01_dot_product.reduce');
    await editor.clickLens('Run', 'case cookbook');
    await workbench.notification(/compiler/).waitFor();
  });
});

describe('with the package for every platform', () => {
  const test = editorTests({ files, vsix: path.join(root, 'build', 'warpfold-without-addon.vsix') });

  test('a run says that this package cannot run, and which can', async ({ workbench }) => {
    const editor = await workbench.openFile('01_dot_product.reduce');
    await editor.clickLens('Run', 'case cookbook');
    await workbench.notification(/has no native addon/).waitFor();
  });
});
