// Brings a fresh checkout to the state that the other scripts need. Each step does nothing where its result is there.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { capture, npmProgram, root, run } from './process.mjs';

const at = (...parts) => path.join(root, ...parts);

/** Installs the npm packages of the lock file. */
export function ensureNodeModules() {
  const installed = at('node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(at('package-lock.json')).mtimeMs) return;
  console.log('Installing npm packages …');
  run('npm', ['ci', '--no-audit', '--no-fund'], { shell: process.platform === 'win32' });
}

/** Builds the native addon where a source of it is newer than the last build. */
export function ensureAddon() {
  const stamp = at('build', 'addon.stamp');
  const fingerprint = fingerprintOf([at('CMakeLists.txt'), ...filesUnder(at('native'), /\.(cpp|h|in)$/)]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return;
  requireTool(
    'cmake',
    ['--version'],
    'CMake builds the native addon. Install it: apt-get install cmake, brew install cmake or winget install Kitware.CMake.',
  );
  console.log('Building the native addon …');
  mkdirSync(at('build'), { recursive: true });
  run(process.execPath, [npmProgram('cmake-js', 'bin/cmake-js'), 'compile', '--out', 'build', '--log-level', 'warn'], {
    env: {
      ...process.env,
      CMAKE_BUILD_PARALLEL_LEVEL: process.env.CMAKE_BUILD_PARALLEL_LEVEL ?? '4',
    },
  });
  writeFileSync(stamp, fingerprint);
}

/** Bundles the programs into `dist/`. Fast enough to be done every time. */
export function ensureBundles() {
  run(process.execPath, [at('scripts', 'bundle.mjs')]);
}

/** Writes the data files that the examples read. */
export function ensureExampleData() {
  run(process.execPath, [at('scripts', 'example-data.mjs')]);
}

/** Path of the project's Python, after making its virtual environment with everything in requirements.txt. */
export function ensurePython() {
  const python = process.platform === 'win32' ? at('.venv', 'Scripts', 'python.exe') : at('.venv', 'bin', 'python');
  const stamp = at('.venv', 'requirements.stamp');
  const wanted = readFileSync(at('requirements.txt'), 'utf8');
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python;
  const system = process.platform === 'win32' ? 'python' : 'python3';
  requireTool(
    system,
    ['--version'],
    'Python 3 holds the tools of the tests (NVRTC, NumPy, clang-format). Install it from your system.',
  );
  console.log('Making the Python environment …');
  run(system, ['-m', 'venv', '.venv']);
  run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', 'requirements.txt']);
  writeFileSync(stamp, wanted);
  return python;
}

/** A program of the virtual environment. */
export function pythonTool(name) {
  return process.platform === 'win32' ? at('.venv', 'Scripts', `${name}.exe`) : at('.venv', 'bin', name);
}

/** Every file under a folder whose path matches, in a fixed order. */
export function filesUnder(folder, pattern) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => pattern.test(file))
    .sort();
}

function fingerprintOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function requireTool(program, args, advice) {
  if (capture(program, args) === undefined) throw new Error(`${program} was not found. ${advice}`);
}
