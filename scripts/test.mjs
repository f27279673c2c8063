// npm test: installs what is missing, then runs every check. `--only NAME` runs one stage, `--list` names them.
import { parseArgs } from 'node:util';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { reportFailure } from './lib/failure.mjs';
import { packageExtension } from './lib/package.mjs';
import { npmProgram, root, run } from './lib/process.mjs';
import {
  ensureAddon,
  ensureBundles,
  ensureExampleData,
  ensureNodeModules,
  ensurePython,
  filesUnder,
  pythonTool,
} from './lib/setup.mjs';
import { ensureExtension, releases } from './lib/vscode-in-browser.mjs';

const { values: flags } = parseArgs({ options: { only: { type: 'string' }, list: { type: 'boolean' } } });

const node = (program, args) => run(process.execPath, [program, ...args]);
const cppFiles = () =>
  ['native', 'codegen/cpu/shim']
    .map((folder) => path.join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => filesUnder(folder, /\.(cpp|h)$/));

/** Stages in the order that finds mistakes soonest. */
const stages = {
  setup() {
    ensureNodeModules();
    ensurePython();
    ensureAddon();
    ensureBundles();
    ensureExampleData();
  },
  format() {
    node('scripts/format.mjs', ['--check']);
  },
  types() {
    for (const project of ['.', 'client/webview', 'test/webview', 'bench/webview']) {
      node(npmProgram('typescript', 'bin/tsc'), ['-p', project, '--noEmit']);
    }
  },
  lint() {
    node(npmProgram('eslint', 'bin/eslint.js'), ['.', '--max-warnings', '0']);
  },
  architecture() {
    node('scripts/check-architecture.mjs', []);
  },
  unused() {
    node(npmProgram('knip', 'bin/knip.js'), []);
  },
  'lint-cpp'() {
    const sources = cppFiles().filter(
      (file) =>
        file.endsWith('.cpp') &&
        file.includes(`${path.sep}native${path.sep}`) &&
        !file.includes(`${path.sep}test${path.sep}`),
    );
    run(process.execPath, ['scripts/lint-cpp.mjs', pythonTool('clang-tidy'), ...sources]);
  },
  unit() {
    node('scripts/run-tests.mjs', [
      'protocol',
      'language',
      'codegen',
      'native',
      'runner',
      'server',
      'client',
      'cli',
      'scripts',
    ]);
  },
  system() {
    node('scripts/run-tests.mjs', ['test', '--except', 'test/editor']);
  },
  async editor() {
    const packages = [await packageExtension(), await packageExtension({ withAddon: false })];
    for (const [name, release] of Object.entries(releases)) {
      console.log(`VS Code ${release.vscode}`);
      // Before the tests, which run side by side.
      for (const vsix of packages) ensureExtension(release, vsix);
      // The oldest runs them all; the newest, what everybody does.
      const files = name === 'newest' ? ['test/editor/language.test.ts', 'test/editor/run.test.ts'] : ['test/editor'];
      run(process.execPath, ['scripts/run-tests.mjs', ...files], {
        env: { ...process.env, WARPFOLD_VSCODE: name },
      });
    }
  },
};

try {
  if (flags.list) {
    console.log(Object.keys(stages).join('\n'));
  } else {
    const chosen = flags.only === undefined ? Object.keys(stages) : [flags.only];
    for (const name of chosen) {
      const stage = stages[name];
      if (stage === undefined)
        throw new Error(`There is no stage "${name}". Stages: ${Object.keys(stages).join(', ')}.`);
      const begin = performance.now();
      console.log(`\n── ${name}`);
      await stage();
      console.log(`── ${name}: ${((performance.now() - begin) / 1000).toFixed(1)} s`);
    }
  }
} catch (error) {
  reportFailure(error);
}
