// Formats TypeScript, JSON and Markdown with prettier and C++ with clang-format; `--check` only reports.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { reportFailure } from './lib/failure.mjs';
import { npmProgram, root, run } from './lib/process.mjs';
import { ensureNodeModules, ensurePython, filesUnder, pythonTool } from './lib/setup.mjs';

const check = process.argv.includes('--check');
try {
  ensureNodeModules();
  ensurePython();
  run(process.execPath, [
    npmProgram('prettier', 'bin/prettier.cjs'),
    '--log-level',
    'warn',
    check ? '--check' : '--write',
    '.',
  ]);
  const cpp = ['native', 'codegen/cpu/shim', 'bench']
    .map((folder) => path.join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => filesUnder(folder, /\.(cpp|h|cu)$/));
  if (cpp.length > 0) run(pythonTool('clang-format'), [...(check ? ['--dry-run', '-Werror'] : ['-i']), ...cpp]);
} catch (error) {
  reportFailure(error);
}
