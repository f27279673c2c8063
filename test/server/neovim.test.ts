/** The set-up of docs/editors.md in a real Neovim: nothing but what a person would write stands between it and the server. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import * as v from 'valibot';
import { cliEntry } from '../support/cli';
import { root } from '../support/root';
import { workspace } from '../support/workspace';

/** `[major, minor]`, or undefined where Neovim is not installed. */
function versionOfNeovim(): readonly [number, number] | undefined {
  const { status, stdout } = spawnSync('nvim', ['--version'], { encoding: 'utf8' });
  const [, major, minor] = /NVIM v(\d+)\.(\d+)/.exec(status === 0 ? stdout : '') ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor)];
}

/** The Lua that the page gives for a version. */
function documentedSetup([major, minor]: readonly [number, number]): string {
  const page = readFileSync(path.join(root, 'docs/editors.md'), 'utf8');
  const name = major > 0 || minor >= 11 ? 'neovim-0.11' : 'neovim-0.8';
  const [, block] = new RegExp(`^\`\`\`lua ${name.replace('.', '\\.')}\\n(.*?)^\`\`\`$`, 'ms').exec(page) ?? [];
  assert.ok(block, `docs/editors.md has no block "lua ${name}".`);
  return block;
}

const seen = v.object({
  filetype: v.string(),
  diagnostics: v.array(v.object({ line: v.number(), severity: v.number(), message: v.string() })),
  hover: v.object({ contents: v.object({ kind: v.string(), value: v.string() }) }),
  completion: v.object({ items: v.array(v.object({ label: v.string() })) }),
});

const version = versionOfNeovim();
const reason = 'Neovim is not installed: apt-get install neovim, brew install neovim or winget install Neovim.Neovim';

test('the documented set-up works in Neovim', { skip: version === undefined && reason }, (context) => {
  assert.ok(version);
  const example = readFileSync(path.join(root, 'examples/01_dot_product.reduce'), 'utf8');
  const text = example.replace('reduce_expr', 'reduce_exp ');
  const lines = text.split('\n');
  const line = lines.findIndex((each) => each.includes('map_expr'));
  const folder = workspace(context, {
    'dot_product.reduce': text,
    'setup.lua': documentedSetup(version),
    // `warpfold` on the path, as `npm link` puts it there.
    'bin/warpfold': `#!/bin/sh\nexec "${process.execPath}" "${cliEntry}" "$@"\n`,
  });
  chmodSync(path.join(folder, 'bin/warpfold'), 0o755);
  const result = path.join(folder, 'result.json');
  execFileSync('nvim', ['--headless', '-n', '-u', path.join(root, 'test/server/neovim.lua'), 'dot_product.reduce'], {
    cwd: folder,
    timeout: 120_000,
    stdio: 'pipe',
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      PATH: [path.join(folder, 'bin'), process.env['PATH']].join(path.delimiter),
      XDG_CONFIG_HOME: path.join(folder, 'config'),
      XDG_STATE_HOME: path.join(folder, 'state'),
      XDG_CACHE_HOME: path.join(folder, 'cache'),
      SETUP: path.join(folder, 'setup.lua'),
      RESULT: result,
      CURSOR: JSON.stringify({ line, character: (lines[line] ?? '').indexOf('x[i]') }),
    },
  });
  const { filetype, diagnostics, hover, completion } = v.parse(seen, JSON.parse(readFileSync(result, 'utf8')));
  assert.equal(filetype, 'reduce');
  const [diagnostic] = diagnostics;
  assert.equal(
    diagnostic?.line,
    lines.findIndex((each) => each.includes('reduce_exp ')),
  );
  assert.match(diagnostic.message, /did you mean ‘reduce_expr’/);
  assert.match(hover.contents.value, /\bx\b/);
  assert.ok(completion.items.some(({ label }) => label === 'y'));
});
