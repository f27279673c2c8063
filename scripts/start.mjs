// npm start: builds what is missing, then runs the examples in the terminal.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { reportFailure } from './lib/failure.mjs';
import { root, run } from './lib/process.mjs';
import { ensureAddon, ensureBundles, ensureExampleData, ensureNodeModules } from './lib/setup.mjs';

try {
  ensureNodeModules();
  ensureAddon();
  ensureBundles();
  ensureExampleData();
  const examples = readdirSync(path.join(root, 'examples'))
    .filter((file) => file.endsWith('.reduce'))
    .map((file) => path.join('examples', file));
  run(process.execPath, ['dist/cli.js', 'run', ...examples]);
} catch (error) {
  reportFailure(error);
}
