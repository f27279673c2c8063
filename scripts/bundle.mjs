// Bundles the programs into dist/, and puts the addon beside them. `--package` makes what the extension's package holds:
// minified, without source maps and the terminal's program, with the notices of what is bundled. `--outdir` puts it
// elsewhere; `--without-addon` leaves the addon out, and the runner then says that it is not there.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { root } from './lib/process.mjs';
import { noticesOf } from './lib/notices.mjs';

const { values: flags } = parseArgs({
  options: {
    package: { type: 'boolean', default: false },
    outdir: { type: 'string', default: 'dist' },
    'without-addon': { type: 'boolean', default: false },
  },
});
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const outdir = path.join(root, flags.outdir);

const codicons = 'node_modules/@vscode/codicons/dist/';

/** What every bundle has in common. */
const common = {
  absWorkingDir: root,
  outdir,
  bundle: true,
  minify: flags.package,
  sourcemap: !flags.package,
  metafile: true,
  legalComments: flags.package ? 'none' : 'linked',
  logLevel: 'warning',
};

// Without comments always: what is tested and timed is as large as what people get, and of one byte a character, since
// esbuild writes strings in ASCII.
const names = flags.package ? ['runner', 'server'] : ['cli', 'runner', 'server'];
const programs = await build({
  ...common,
  minifyWhitespace: true,
  minifySyntax: true,
  entryPoints: {
    extension: 'client/extension.ts',
    ...Object.fromEntries(names.map((name) => [name, `launch/${name}.ts`])),
    ...Object.fromEntries(names.map((name) => [`programs/${name}`, `${name}/main.ts`])),
  },
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  loader: { '.h': 'text' },
  external: ['*.node', 'vscode'],
  // It replaces functions of `fs` and `process`, which are those of every extension in the editor's process.
  alias: { 'graceful-fs': 'node:fs' },
  define: {
    'process.env.WARPFOLD_BUNDLED': '"1"',
    'process.env.WARPFOLD_VERSION': JSON.stringify(version),
    ...(flags['without-addon'] ? { 'process.env.WARPFOLD_WITHOUT_ADDON': '"1"' } : {}),
  },
});

// The view of the Results panel runs in a browser: VS Code 1.100 has Chromium 132. It is minified always, so that what is
// tested and timed is what people get.
const view = await build({
  ...common,
  minify: true,
  entryPoints: { webview: 'client/webview/main.ts' },
  platform: 'browser',
  target: ['chrome132', 'safari17'],
  format: 'iife',
});

mkdirSync(outdir, { recursive: true });
for (const file of ['codicon.css', 'codicon.ttf']) {
  copyFileSync(path.join(root, codicons, file), path.join(outdir, file));
}
if (flags.package) {
  const inputs = [...[programs, view].flatMap(({ metafile }) => Object.keys(metafile.inputs)), codicons];
  writeFileSync(path.join(outdir, 'THIRD-PARTY-NOTICES.txt'), noticesOf(inputs));
}
if (!flags['without-addon']) {
  const addon = ['build/Release/warpfold.node', 'build/Debug/warpfold.node']
    .map((file) => path.join(root, file))
    .find((file) => existsSync(file));
  if (addon === undefined) throw new Error('The native addon is not built: run npm run build.');
  copyFileSync(addon, path.join(outdir, 'warpfold.node'));
}
