// Checks the import invariants, after proving that the check can fail: it plants one violation of each rule in a
// scratch tree and must find every one of them there.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { root } from './lib/process.mjs';

const rules = createRequire(import.meta.url)('./architecture.cjs');
const rooms = ['protocol', 'language', 'codegen', 'native', 'runner', 'server', 'launch', 'cli', 'client'];

/** What each planted file imports, and the rule that must object. */
const planted = [
  ['language/planted-core.ts', "import 'node:fs';", 'language-is-pure'],
  ['language/planted-room.ts', "import '../protocol/target';", 'language-imports'],
  ['protocol/planted.ts', "import '../language/target';", 'protocol-imports'],
  ['codegen/planted.ts', "import '../native/target';", 'codegen-imports'],
  ['native/planted.ts', "import '../codegen/target';", 'native-imports'],
  [
    'native/planted-type.ts',
    "import type { target } from '../language/target'; export type T = typeof target;",
    'native-imports',
  ],
  ['runner/client/planted.ts', "import '../../native/target';", 'runner-client-imports'],
  ['runner/planted.ts', "import '../cli/target';", 'runner-imports'],
  ['server/planted.ts', "import '../native/target';", 'server-imports'],
  ['launch/planted.ts', "import '../server/target';", 'launch-imports'],
  ['cli/planted.ts', "import '../runner/target';", 'cli-imports'],
  ['client/planted.ts', "import '../language/target';", 'client-imports'],
  ['cli/planted-addon.ts', "import '../native/load';", 'only-runner-loads-the-addon'],
  ['server/planted-vscode.ts', "import 'vscode';", 'only-client-imports-vscode'],
  ['protocol/planted-lsp.ts', "import 'vscode-languageserver/node';", 'only-server-knows-lsp'],
  ['language/planted-wire.ts', "import 'vscode-jsonrpc/node';", 'language-has-no-wire'],
  ['cli/cycle-one.ts', "import './cycle-two'; export const one = 1;", 'no-cycles'],
  ['cli/cycle-two.ts', "import './cycle-one'; export const two = 2;", undefined],
];

async function violationsIn(folder, inputs) {
  const { forbidden, options } = rules;
  const result = await cruise(
    inputs,
    { ...options, tsConfig: undefined, baseDir: folder, validate: true, ruleSet: { forbidden } },
    undefined,
    { tsConfig: extractTSConfig(path.join(root, 'tsconfig.json')) },
  );
  return { modules: result.output.modules.length, violations: result.output.summary.violations };
}

async function proveThatViolationsAreFound() {
  const folder = mkdtempSync(path.join(tmpdir(), 'warpfold-architecture-'));
  try {
    const files = new Map(planted.map(([file, text]) => [file, text]));
    for (const room of rooms) files.set(`${room}/target.ts`, 'export const target = 1;');
    files.set('native/load.ts', 'export const load = 1;');
    for (const fake of ['vscode', 'vscode-languageserver', 'vscode-jsonrpc']) {
      files.set(
        `node_modules/${fake}/package.json`,
        JSON.stringify({ name: fake, version: '1.0.0', main: 'index.js' }),
      );
      files.set(`node_modules/${fake}/index.js`, '');
      files.set(`node_modules/${fake}/node.js`, '');
    }
    for (const [file, text] of files) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    const { violations } = await violationsIn(folder, rooms);
    const missed = planted.filter(
      ([file, , rule]) => rule && !violations.some((v) => v.from === file && v.rule.name === rule),
    );
    if (missed.length > 0) {
      throw new Error(
        `The check does not see planted violations: ${missed.map(([file, , rule]) => `${file} (${rule})`).join(', ')}.`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await proveThatViolationsAreFound();
const { modules, violations } = await violationsIn(
  root,
  rooms.filter((room) => existsSync(path.join(root, room))),
);
if (modules < 20) throw new Error(`The check saw only ${modules} modules: it is not looking at the program.`);
for (const violation of violations) console.error(`${violation.from} imports ${violation.to}: ${violation.rule.name}`);
if (violations.length > 0) process.exitCode = 1;
else console.log(`${modules} modules keep the import invariants; ${planted.length} planted violations were found.`);
