// npm run bench [-- NAME]: the benchmarks, each beside its peers in the same run. `--gpu` chooses those that need an
// NVIDIA GPU. WARPFOLD_PREBUILT=1 runs what dist/ holds and builds nothing.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ensureCssLanguageServer } from './lib/css-language-server.mjs';
import { reportFailure } from './lib/failure.mjs';
import { root, run } from './lib/process.mjs';
import { ensureAddon, ensureBundles, ensureNodeModules, ensurePython, filesUnder } from './lib/setup.mjs';

const gpu = process.argv.includes('--gpu');
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const isWanted = (benchmark) => names.length === 0 || names.some((name) => benchmark.startsWith(name));
try {
  const env = { ...process.env };
  if (process.env.WARPFOLD_PREBUILT === undefined) {
    ensureNodeModules();
    ensureAddon();
    ensureBundles();
    run(process.execPath, ['scripts/bundle-gpu.mjs']);
    if (!gpu && isWanted('editor')) run(process.execPath, ['scripts/package.mjs']);
    if (!gpu && isWanted('cpu-engine')) env.PYTHON = ensurePython();
    if (!gpu && isWanted('language-server')) env.CSS_LANGUAGE_SERVER = await ensureCssLanguageServer();
  }
  const folder = path.join(root, 'dist', 'bench');
  const benchmarks = (existsSync(folder) ? filesUnder(folder, /\.bench\.js$/) : []).filter(
    (file) => /\.gpu\.bench\.js$/.test(file) === gpu && isWanted(path.basename(file)),
  );
  if (benchmarks.length === 0)
    throw new Error(`There is no such benchmark${names.length === 0 ? '' : `: ${names.join(', ')}`}.`);
  for (const file of benchmarks) run(process.execPath, ['--expose-gc', file], { env });
} catch (error) {
  reportFailure(error);
}
