import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { parseGrammarTestCase, runGrammarTestCase, type TestFailure } from 'vscode-tmgrammar-test/dist/unit/index.js';
import { root } from '../support/root';
import { registry, tokenize } from './tokenize';

const cases = path.join(root, 'test/grammar/cases');
const snapshots = path.join(root, 'test/grammar/snapshots');
const examples = path.join(root, 'examples');

function reduceFiles(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.reduce'));
  assert.ok(names.length > 0, `no .reduce file in ${folder}`);
  return names.sort();
}

function describeFailure(file: string, source: readonly string[], failure: TestFailure): string {
  const text = (source[failure.srcLine] ?? '').slice(failure.start, failure.end);
  const missing = failure.missing.length > 0 ? ` lacks ${failure.missing.join(' ')}` : '';
  const unexpected = failure.unexpected.length > 0 ? ` must not have ${failure.unexpected.join(' ')}` : '';
  return `${file}:${failure.line + 1}: ‘${text}’${missing}${unexpected}; it has ${failure.actual.join(' ')}`;
}

describe('scopes of each construct', () => {
  for (const name of reduceFiles(cases)) {
    test(name, async () => {
      const testCase = parseGrammarTestCase(readFileSync(path.join(cases, name), 'utf8'));
      assert.ok(testCase.assertions.length > 0, 'the file asserts nothing');
      const failures = await runGrammarTestCase(registry, testCase);
      assert.deepEqual(
        failures.map((failure) => describeFailure(name, testCase.source, failure)),
        [],
      );
    });
  }

  test('an assertion that is not met fails', async () => {
    const wrong = parseGrammarTestCase(
      '// SYNTAX TEST "source.reduce"\nkernel k {\n// <------ comment.line\n//     ^ - meta.kernel.reduce\n',
    );
    assert.equal((await runGrammarTestCase(registry, wrong)).length, 2);
  });
});

describe('examples are highlighted as recorded', () => {
  for (const name of reduceFiles(examples)) {
    test(name, async () => {
      const lines = await tokenize(readFileSync(path.join(examples, name), 'utf8'));
      const record = `${lines
        .flatMap((tokens) => tokens.filter(({ text }) => text.trim() !== ''))
        .map(({ text, scopes }) => `${text.trim().padEnd(24)} ${scopes.slice(1).join(' ')}`.trimEnd())
        .join('\n')}\n`;
      const file = path.join(snapshots, `${name}.snap`);
      if (process.env['UPDATE']) writeFileSync(file, record);
      else assert.equal(record, readFileSync(file, 'utf8'), 'UPDATE=1 records the scopes anew');
    });
  }
});

describe('Markdown', () => {
  const markdown = (text: string) => tokenize(text, 'text.html.markdown');
  const rootsOf = async (text: string, word: string) =>
    (await markdown(text)).flat().find((token) => token.text.trim() === word)?.scopes ?? [];

  test('a fence of reduce is highlighted, and no longer than to its end', async () => {
    for (const fence of ['```', '~~~~']) {
      const text = `${fence}reduce\nkernel k {\n    neutral = 0\n${fence}\nkernel in prose`;
      assert.ok((await rootsOf(text, 'neutral')).includes('support.type.property-name.reduce'));
      assert.deepEqual(await rootsOf(text, 'kernel in prose'), ['text.html.markdown']);
    }
  });

  test('fences of other languages are left alone', async () => {
    for (const language of ['', 'reducer', 'cpp']) {
      assert.deepEqual(await rootsOf(`\`\`\`${language}\nkernel\n\`\`\``, 'kernel'), ['text.html.markdown']);
    }
  });
});
