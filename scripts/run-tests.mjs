// Runs the given test files, and those under the given folders, with Node's test runner, and fails where no test ran. `--except FOLDER`
// leaves one out. The files under `--together FOLDER` share processes, `--processes N` of them: most of the time that a small test takes
// is the start of one.
import { run as runTests } from 'node:test';
import { spec } from 'node:test/reporters';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { root } from './lib/process.mjs';
import { filesUnder } from './lib/setup.mjs';

const { values: flags, positionals: places } = parseArgs({
  allowPositionals: true,
  options: {
    except: { type: 'string' },
    together: { type: 'string', multiple: true, default: [] },
    processes: { type: 'string', default: '2' },
  },
});

/** The test files at a place, which is one of them or a folder. */
function testsAt(place) {
  const file = path.join(root, place);
  if (!existsSync(file)) throw new Error(`There is no ${place} to test.`);
  return statSync(file).isDirectory() ? filesUnder(file, /(?<!\.gpu)\.test\.ts$/) : [file];
}

/** One file that holds all tests of a room, or as many as there are to be processes. */
function bundlesOf(room, processes = Number(flags.processes)) {
  const files = testsAt(room);
  const folder = path.join(root, 'build', 'tests');
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: Math.min(processes, files.length) }, (_, part) => {
    const bundle = path.join(folder, `${room.replaceAll('/', '-')}-${part + 1}.test.cjs`);
    const own = files.filter((_file, index) => index % processes === part);
    writeFileSync(bundle, own.map((file) => `require(${JSON.stringify(file)});\n`).join(''));
    return bundle;
  });
}

const files = [...flags.together.flatMap((room) => bundlesOf(room)), ...places.flatMap(testsAt)].filter(
  (file) => flags.except === undefined || !file.startsWith(path.join(root, flags.except) + path.sep),
);

process.chdir(root);
const preload = pathToFileURL(path.join(root, 'scripts', 'lib', 'test-preload.mjs'));
process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --import ${preload}`.trim();
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
  if (passed === 0) console.error(`No test ran in ${[...flags.together, ...places].join(', ')}.`);
  if (passed === 0 || failed > 0) process.exitCode = 1;
});
stream.compose(spec).pipe(process.stdout);
