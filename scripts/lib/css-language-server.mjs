// The peer of the language server's benchmark: VS Code's CSS language server, in the package that other editors use.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './process.mjs';

const packages = { 'vscode-langservers-extracted': '4.10.0', 'vscode-css-languageservice': '6.3.10' };

/**
 * Path of the CSS language server. It is installed at its first use and not with everything else: its package holds four
 * more servers and weighs 96 MB. Bundled, as VS Code and this project do with theirs: that starts sooner.
 */
export async function ensureCssLanguageServer() {
  const folder = path.join(root, '.cache', 'css-language-server');
  const bundle = path.join(folder, `server-${Object.values(packages).join('-')}.js`);
  if (existsSync(bundle)) return bundle;
  console.log('Installing the CSS language server …');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: packages }));
  run('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'], {
    shell: process.platform === 'win32',
  });
  // Here, because the file is read before the packages of the project are there.
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: folder,
    entryPoints: ['node_modules/vscode-langservers-extracted/lib/css-language-server/node/cssServerMain.js'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  return bundle;
}
