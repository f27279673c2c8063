import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { codes } from '../language/diagnostics/codes';
import { filesOf } from '../runner/client/node-files';
import { annotate, check } from './check';
import { parseFixture } from './fixture';

const folder = fileURLToPath(new URL('fixtures/', import.meta.url));
const fixtures = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.reduce'))
  .sort();

for (const name of fixtures) {
  test(name, () => {
    const file = path.join(folder, name);
    const options = { files: filesOf(pathToFileURL(file).href) };
    const source = readFileSync(file, 'utf8');
    if (process.env['UPDATE']) writeFileSync(file, annotate(source, options));
    else check(source, options);
  });
}

test('every diagnostic has a fixture that shows it', () => {
  const shown = new Set(
    fixtures.flatMap((name) =>
      parseFixture(readFileSync(path.join(folder, name), 'utf8')).annotations.map((annotation) => annotation.code),
    ),
  );
  const missing = Object.keys(codes).filter((code) => !shown.has(code));
  assert.deepEqual(missing, [], `Without a fixture: ${missing.join(', ')}`);
});

test('a fixture fails when a diagnostic is not annotated, and when an annotation is not met', () => {
  const unclosed = 'kernel sum {\n// <----------\n';
  assert.throws(() => check(unclosed), /Not annotated, line 1/);
  assert.throws(() => check('// nothing here\n//  ^^ error[unclosed-brace]\n'), /Not reported, line 1/);
  assert.throws(() => check('$0}\n// <- error[unexpected-text]: another message\n'), /Not reported/);
  assert.equal(check('$0}\n// <- error[unexpected-text]\n').cursor, 0);
});
