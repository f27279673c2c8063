// Makes the VSIX. It is staged in build/package, so that the bundles in dist/ keep their source maps.
import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npmProgram, root, run } from './process.mjs';
import { ensureAddon, ensureNodeModules } from './setup.mjs';

/** VS Code's name of this platform, as `vsce package --target` takes it. */
const target = `${process.platform}-${process.arch}`;

/** Keys of package.json that only the repository needs. */
const developmentKeys = ['bin', 'binary', 'devDependencies', 'private', 'scripts'];

/** Packages the extension and gives the VSIX's path. Builds what it needs. */
export async function packageExtension({ withAddon = true } = {}) {
  ensureNodeModules();
  if (withAddon) ensureAddon();
  // Here, because the file is read before the packages of the project are there.
  const { listFiles } = await import('@vscode/vsce');
  const stage = path.join(root, 'build', withAddon ? 'package' : 'package-without-addon');
  rmSync(stage, { recursive: true, force: true });
  run(process.execPath, [
    'scripts/bundle.mjs',
    '--package',
    '--outdir',
    path.relative(root, path.join(stage, 'dist')),
    ...(withAddon ? [] : ['--without-addon']),
  ]);
  const listed = await listFiles({ cwd: root, dependencies: false });
  const sources = listed.filter((file) => !file.startsWith('dist/') && file !== 'package.json');
  for (const file of [...sources, '.vscodeignore']) copyInto(stage, file);
  writeFileSync(path.join(stage, 'package.json'), manifest());

  const vsix = path.join(root, 'build', `warpfold-${withAddon ? target : 'without-addon'}.vsix`);
  mkdirSync(path.dirname(vsix), { recursive: true });
  const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', vsix];
  run(
    process.execPath,
    [npmProgram('@vscode/vsce', 'vsce'), 'package', ...options, ...(withAddon ? ['--target', target] : [])],
    { cwd: stage, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  console.log(`${path.relative(root, vsix)}: ${(statSync(vsix).size / 1e6).toFixed(2)} MB`);
  return vsix;
}

function manifest() {
  const whole = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const kept = Object.entries(whole).filter(([key]) => !developmentKeys.includes(key));
  return JSON.stringify(Object.fromEntries(kept), undefined, 2);
}

function copyInto(stage, file) {
  const copy = path.join(stage, file);
  mkdirSync(path.dirname(copy), { recursive: true });
  copyFileSync(path.join(root, file), copy);
}
