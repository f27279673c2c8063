import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { root } from '../support/root';
import { zipNames } from './support/zip';

const platform = path.join(root, 'build', `warpfold-${process.platform}-${process.arch}.vsix`);
const everywhere = path.join(root, 'build', 'warpfold-without-addon.vsix');

/** The files of the extension itself, in the package, sorted: the packager writes them in no fixed order. */
function files(vsix: string): readonly string[] {
  return zipNames(readFileSync(vsix))
    .flatMap((name) => (name.startsWith('extension/') ? [name.slice('extension/'.length)] : []))
    .sort();
}

describe('the package', () => {
  test('holds what runs, what it links to, and no source', () => {
    const held = files(platform);
    const folders = new Set(held.map((file) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '')));
    assert.deepEqual([...folders].sort(), ['', 'dist', 'docs', 'examples', 'media', 'syntaxes']);
    for (const file of [
      'dist/extension.js',
      'dist/server.js',
      'dist/runner.js',
      'dist/programs/server.js',
      'dist/programs/runner.js',
      'dist/webview.js',
      'dist/warpfold.node',
    ])
      assert.ok(held.includes(file), `${file} is missing`);
    for (const file of ['docs/diagnostics.md', 'dist/THIRD-PARTY-NOTICES.txt', 'LICENSE.txt', 'changelog.md'])
      assert.ok(held.includes(file), `${file} is missing`);
    assert.deepEqual(
      held.filter((file) => /\.(ts|map|vsix)$|node_modules|\.npy$/.test(file)),
      [],
    );
  });

  test('is under 3 MB', () => {
    for (const vsix of [platform, everywhere]) assert.ok(statSync(vsix).size < 3e6, `${vsix} is too large`);
  });

  test('differs from the one for every platform by the addon', () => {
    assert.deepEqual(
      files(platform).filter((file) => file !== 'dist/warpfold.node'),
      files(everywhere),
    );
  });

  test('holds every file that its README and its manifest name', () => {
    const held = files(platform);
    const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => target);
    const manifest = readFileSync(path.join(root, 'package.json'), 'utf8');
    const named = [...manifest.matchAll(/"(?:path|configuration|main|markdown|svg|image|icon)": "(\.?[^"$]+\.\w+)"/g)];
    const wanted = [...links, ...named.map(([, target = '']) => target.replace(/^\.\//, ''))];
    assert.ok(links.length > 3 && named.length > 2, 'The links were not found.');
    assert.deepEqual(
      wanted.filter((target) => !held.some((file) => file === target || file.startsWith(`${target}/`))),
      [],
    );
  });
});
