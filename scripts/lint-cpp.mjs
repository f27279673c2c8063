// Runs clang-tidy over the addon's sources with the flags of its real build, and keeps a stamp of what passed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { root } from './lib/process.mjs';
import { filesUnder } from './lib/setup.mjs';

const [clangTidy, ...sources] = process.argv.slice(2);
if (sources.length === 0) throw new Error('There is no C++ source to lint.');
const database = path.join(root, 'build', 'compile_commands.json');
if (!existsSync(database))
  throw new Error('build/compile_commands.json is missing: build the addon first (npm run build).');

const stamp = path.join(root, 'build', 'lint-cpp.stamp');
const hash = createHash('sha256').update(readFileSync(path.join(root, '.clang-tidy')));
for (const file of filesUnder(path.join(root, 'native'), /\.(cpp|h)$/)) hash.update(readFileSync(file));
const fingerprint = hash.digest('hex');
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) {
  console.log('Nothing changed since the last clean run.');
  process.exit(0);
}

const compiled = new Set(
  JSON.parse(readFileSync(database, 'utf8')).map((entry) => path.resolve(entry.directory, entry.file)),
);
const queue = sources.filter((file) => compiled.has(path.resolve(file)));
if (queue.length === 0) throw new Error('No source of the compilation database is among those to lint.');
let failures = 0;

async function worker() {
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    const source = file;
    const code = await new Promise((resolve, reject) => {
      const child = spawn(clangTidy, ['-p', path.dirname(database), '--quiet', '--warnings-as-errors=*', source], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      child.stdout.on('data', (data) => (output += data));
      child.stderr.on('data', (data) => (output += data));
      child.on('error', reject);
      child.on('close', (status) => {
        if (status !== 0) console.error(`${path.relative(root, source)}\n${output}`);
        resolve(status);
      });
    });
    if (code !== 0) failures += 1;
  }
}

await Promise.all(Array.from({ length: availableParallelism() }, worker));
if (failures > 0) process.exitCode = 1;
else writeFileSync(stamp, fingerprint);
