// npm test: installs what is missing, then runs every check, side by side. `--only NAME` runs one stage after those that it
// needs, `--list` names them.
import { parseArgs } from 'node:util';
import path from 'node:path';
import { reportFailure } from './lib/failure.mjs';
import { packageExtension } from './lib/package.mjs';
import { npmProgram, root, run } from './lib/process.mjs';
import { runStages } from './lib/run-stages.mjs';
import {
  ensureAddon,
  ensureBundles,
  ensureExampleData,
  ensureNodeModules,
  ensurePython,
  filesUnder,
  pythonTool,
} from './lib/setup.mjs';
import { ensureExtension, ensureVsCode, releases } from './lib/vscode-in-browser.mjs';

const node = (program, args, options) => run(process.execPath, [program, ...args], options);
const tests = (...args) => node('scripts/run-tests.mjs', args);

/** All tests of the editor, in one process: so they share a VS Code where they can. */
function editorTests(version) {
  node('scripts/run-tests.mjs', ['--together', 'test/editor', '--processes', '1'], {
    env: { ...process.env, WARPFOLD_VSCODE: version },
  });
}

/** What there is to do, and what must be done before. In the order that finds mistakes soonest. */
const stages = {
  packages: { needs: [], run: ensureNodeModules },
  python: { needs: [], run: ensurePython },
  addon: { needs: ['packages'], run: ensureAddon },
  vscode: { needs: [], run: () => Object.values(releases).forEach(ensureVsCode) },
  programs: {
    needs: ['addon'],
    run() {
      ensureBundles();
      ensureExampleData();
    },
  },
  format: { needs: ['packages', 'python'], run: () => node('scripts/format.mjs', ['--check']) },
  types: {
    needs: ['packages'],
    run() {
      for (const project of ['.', 'client/webview', 'test/webview', 'bench/webview']) {
        node(npmProgram('typescript', 'bin/tsc'), ['-p', project, '--noEmit']);
      }
    },
  },
  architecture: { needs: ['packages'], run: () => node('scripts/check-architecture.mjs', []) },
  unused: { needs: ['packages'], run: () => node(npmProgram('knip', 'bin/knip.js'), []) },
  extension: {
    // After the programs: the repository's files are listed, while nothing else writes into dist/.
    needs: ['programs', 'vscode'],
    async run() {
      const packages = [await packageExtension(), await packageExtension({ withAddon: false })];
      // Before the tests, which run side by side.
      for (const release of Object.values(releases)) for (const vsix of packages) ensureExtension(release, vsix);
    },
  },
  'editor-oldest': { needs: ['extension'], run: () => editorTests('oldest') },
  'editor-newest': { needs: ['extension'], run: () => editorTests('newest') },
  lint: {
    needs: ['packages'],
    run: () => node(npmProgram('eslint', 'bin/eslint.js'), ['.', '--max-warnings', '0']),
  },
  'lint-cpp': {
    needs: ['addon', 'python'],
    run() {
      const sources = filesUnder(path.join(root, 'native'), /\.cpp$/).filter(
        (file) => !file.includes(`${path.sep}test${path.sep}`),
      );
      node('scripts/lint-cpp.mjs', [pythonTool('clang-tidy'), ...sources]);
    },
  },
  unit: {
    needs: ['programs', 'python'],
    run() {
      const pure = ['language', 'client', 'protocol'];
      tests(...pure.flatMap((room) => ['--together', room]), 'codegen', 'native', 'runner', 'server', 'cli');
    },
  },
  system: { needs: ['programs', 'python'], run: () => tests('test', '--except', 'test/editor') },
};

/** A stage's needs and theirs, each before what needs it. */
function withNeeds(name, found = new Set()) {
  for (const needed of stages[name].needs) withNeeds(needed, found);
  return found.add(name);
}

try {
  const { values: flags } = parseArgs({
    options: {
      only: { type: 'string' },
      // What it needs is there already.
      'needs-nothing': { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  });
  const { only } = flags;
  if (flags.list) console.log(Object.keys(stages).join('\n'));
  else if (only === undefined)
    await runStages(stages, (name) => ['scripts/test.mjs', '--only', name, '--needs-nothing']);
  else if (!Object.hasOwn(stages, only)) {
    throw new Error(`There is no stage "${only}". Stages: ${Object.keys(stages).join(', ')}.`);
  } else for (const name of flags['needs-nothing'] ? [only] : withNeeds(only)) await stages[name].run();
} catch (error) {
  reportFailure(error);
}
