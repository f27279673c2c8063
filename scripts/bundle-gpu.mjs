// Bundles the GPU tests and the benchmarks into dist/, so that a machine without npm can run them.
import path from 'node:path';
import { build } from 'esbuild';
import { root } from './lib/process.mjs';
import { filesUnder } from './lib/setup.mjs';

const rooms = ['native', 'codegen', 'runner', 'cli', 'test'];
const tests = rooms.flatMap((room) => filesUnder(path.join(root, room), /\.gpu\.test\.ts$/));
const benchmarks = filesUnder(path.join(root, 'bench'), /\.bench\.ts$/);
const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: 'inline',
  loader: { '.h': 'text' },
  external: ['*.node', 'playwright-core'],
  define: { 'process.env.WARPFOLD_BUNDLED': '"1"', 'import.meta.url': 'scriptUrl' },
  // The scripts that come along find the repository from their own place: they are started from its root.
  banner: { js: `const scriptUrl = require('node:url').pathToFileURL('scripts/lib/process.mjs').href;` },
  logLevel: 'warning',
  entryNames: '[name]',
};
await build({ ...shared, entryPoints: tests, outdir: 'dist/gpu' });
await build({ ...shared, entryPoints: benchmarks, outdir: 'dist/bench' });
