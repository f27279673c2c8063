// Bundles the programs into dist/, and puts the addon beside them.
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { root } from './lib/process.mjs';

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

await build({
  absWorkingDir: root,
  entryPoints: {
    cli: 'cli/main.ts',
    runner: 'runner/main.ts',
    server: 'server/main.ts',
    extension: 'client/extension.ts',
  },
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  sourcemap: true,
  legalComments: 'linked',
  loader: { '.h': 'text' },
  external: ['*.node', 'vscode'],
  define: {
    'process.env.WARPFOLD_BUNDLED': '"1"',
    'process.env.WARPFOLD_VERSION': JSON.stringify(version),
  },
  logLevel: 'warning',
});

const addon = ['build/Release/warpfold.node', 'build/Debug/warpfold.node']
  .map((file) => path.join(root, file))
  .find((file) => existsSync(file));
if (addon === undefined) throw new Error('The native addon is not built: run npm run build.');
mkdirSync(path.join(root, 'dist'), { recursive: true });
copyFileSync(addon, path.join(root, 'dist', 'warpfold.node'));
