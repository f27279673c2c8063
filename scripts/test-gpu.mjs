// npm run test:gpu: the tests that need an NVIDIA GPU. WARPFOLD_PREBUILT=1 runs what dist/ holds and builds nothing,
// for a machine that has a GPU and no npm.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { reportFailure } from './lib/failure.mjs';
import { root, run } from './lib/process.mjs';
import { ensureAddon, ensureBundles, ensureExampleData, ensureNodeModules, filesUnder } from './lib/setup.mjs';

try {
  if (process.env.WARPFOLD_PREBUILT === undefined) {
    ensureNodeModules();
    ensureAddon();
    ensureBundles();
    run(process.execPath, ['scripts/bundle-gpu.mjs']);
  }
  ensureExampleData();
  const folder = path.join(root, 'dist', 'gpu');
  const tests = existsSync(folder) ? filesUnder(folder, /\.test\.js$/) : [];
  if (tests.length === 0)
    throw new Error('There are no GPU tests in dist/gpu: run npm run test:gpu without WARPFOLD_PREBUILT.');
  run(process.execPath, ['--test', '--test-concurrency=1', ...tests], { env: { ...process.env, WARPFOLD_GPU: '1' } });
} catch (error) {
  reportFailure(error);
}
