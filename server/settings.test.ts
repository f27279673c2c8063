import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readInitializationOptions, readSettings } from './settings';

test('nothing runs unless the client says that it may', () => {
  for (const input of [undefined, null, {}, { trusted: 'yes' }, { trusted: 1 }, [], 'trusted']) {
    assert.equal(readInitializationOptions(input).value.trusted, false);
  }
  assert.equal(readInitializationOptions({ trusted: true }).value.trusted, true);
});

test('settings may come in their section or by themselves', () => {
  assert.equal(readSettings({ warpfold: { compilerErrors: false } })?.value.compilerErrors, false);
  assert.equal(readSettings({ compilerErrors: false })?.value.compilerErrors, false);
  assert.equal(readSettings({ warpfold: null })?.value.compilerErrors, true);
});

test('settings of others leave ours as they are', () => {
  for (const input of [undefined, null, {}, { python: { compilerErrors: false } }, 7]) {
    assert.equal(readSettings(input), undefined);
  }
});

function settingsOf(input: unknown): NonNullable<ReturnType<typeof readSettings>> {
  const settings = readSettings(input);
  assert.ok(settings);
  return settings;
}

test('a setting of the wrong type is named and left out; the others hold', () => {
  const { value, problems } = settingsOf({ compilerErrors: 'no', nvccPath: '/opt/nvcc', inlayHints: { dtypes: 3 } });
  assert.equal(value.compilerErrors, true);
  assert.equal(value.nvccPath, '/opt/nvcc');
  assert.equal(value.inlayHints.dtypes, true);
  assert.deepEqual(
    problems.map((problem) => problem.split(':')[0]),
    ['compilerErrors', 'inlayHints.dtypes'],
  );
});

test('an empty path is no path', () => {
  assert.equal(readSettings({ compilerPath: '' })?.value.compilerPath, undefined);
  assert.equal(readSettings({ compilerPath: null })?.value.compilerPath, undefined);
});

test('no value throws', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (input) => {
      readSettings(input);
      readSettings({ warpfold: input, inlayHints: input });
      readInitializationOptions({ settings: input, commands: input });
    }),
  );
});
