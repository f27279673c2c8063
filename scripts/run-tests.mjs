// Runs the given test files, and those under the given folders, with Node's test runner, and fails where no test ran. `--except FOLDER`
// leaves one out.
import { run as runTests } from 'node:test';
import { spec } from 'node:test/reporters';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './lib/process.mjs';
import { filesUnder } from './lib/setup.mjs';

const { values: flags, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: { gpu: { type: 'boolean', default: false }, except: { type: 'string' } },
});
const pattern = flags.gpu ? /\.gpu\.test\.ts$/ : /(?<!\.gpu)\.test\.ts$/;
const files = folders
  .map((folder) => path.join(root, folder))
  .filter((folder) => existsSync(folder))
  .flatMap((place) => (statSync(place).isDirectory() ? filesUnder(place, pattern) : [place]))
  .filter((file) => flags.except === undefined || !file.startsWith(path.join(root, flags.except) + path.sep));

process.chdir(root);
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --import tsx`.trim();
// The compilers and libraries of the project's own environment are found the way a user's would be.
process.env.VIRTUAL_ENV ??= path.join(root, '.venv');
process.env.PYTHON ??= path.join(root, '.venv', process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');

let passed = 0;
let failed = 0;
let skipped = 0;
const stream = runTests({ files, concurrency: 2, timeout: 15 * 60_000 });
stream.on('test:pass', (event) => {
  if (event.details.type === 'suite') return;
  if (event.skip !== undefined) skipped += 1;
  else passed += 1;
});
stream.on('test:fail', (event) => {
  if (event.details.type !== 'suite') failed += 1;
});
stream.on('end', () => {
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  if (passed === 0) console.error(`No test ran in ${folders.join(', ')}.`);
  if (passed === 0 || failed > 0) process.exitCode = 1;
});
stream.compose(spec).pipe(process.stdout);
