import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { root } from '../support/root';

interface Pattern {
  readonly pattern: string;
}

interface OnEnterRule {
  readonly beforeText: Pattern;
  readonly afterText?: Pattern;
  readonly previousLineText?: Pattern;
  readonly action: { readonly indent: string; readonly appendText?: string };
}

interface LanguageConfiguration {
  readonly wordPattern: string;
  readonly indentationRules: Readonly<Record<string, string>>;
  readonly onEnterRules: readonly OnEnterRule[];
  readonly folding: { readonly markers: { readonly start: string; readonly end: string } };
}

const file = path.join(root, 'syntaxes/language-configuration.json');
const configuration = JSON.parse(readFileSync(file, 'utf8')) as LanguageConfiguration;

describe('a word is what a double click selects', () => {
  const wordsOf = (text: string) =>
    [...text.matchAll(new RegExp(configuration.wordPattern, 'g'))].map(([word]) => word);

  test('names, without their qualifiers and members', () => {
    assert.deepEqual(wordsOf('x[i]*pycuda::abs(v->re_2)-y.w'), ['x', 'i', 'pycuda', 'abs', 'v', 're_2', 'y', 'w']);
  });

  test('numbers, whole', () => {
    assert.deepEqual(wordsOf("1.5e-6f+.5-0x1.8p-3f*1'000ull"), ['1.5e-6f', '.5', '0x1.8p-3f', "1'000ull"]);
    assert.deepEqual(wordsOf('slice = 12::-24'), ['slice', '12', '24']);
  });
});

describe('indentation', () => {
  const is = (rule: string, line: string) => new RegExp(configuration.indentationRules[rule] ?? '^(?!)').test(line);

  test('grows behind an open bracket', () => {
    for (const line of ['kernel k {', '    x = uniform(-1, 1,', '    y = [1,', 'kernel k { // why {'])
      assert.ok(is('increaseIndentPattern', line), line);
    for (const line of ['    map_expr = f(x[i]);', '// kernel k {', 'case c of k { n = 1; }'])
      assert.ok(!is('increaseIndentPattern', line), line);
  });

  test('shrinks before a closing bracket', () => {
    for (const line of ['}', '    ]);']) assert.ok(is('decreaseIndentPattern', line), line);
    assert.ok(!is('decreaseIndentPattern', '    x[i] }'));
  });

  test('grows for the line that goes on with a value', () => {
    for (const line of ['    map_expr =', '    map_expr = f(x[i]) +'])
      assert.ok(is('indentNextLinePattern', line), line);
    for (const line of ['    neutral = 0;', '    a == b', '// n = 1'])
      assert.ok(!is('indentNextLinePattern', line), line);
  });
});

describe('the Enter key', () => {
  /** What the first rule that fits does; undefined where none does. */
  function enter(before: string, after = '', previous = ''): OnEnterRule['action'] | undefined {
    const fits = (pattern: Pattern | undefined, text: string) => !pattern || new RegExp(pattern.pattern).test(text);
    return configuration.onEnterRules.find(
      (rule) => fits(rule.beforeText, before) && fits(rule.afterText, after) && fits(rule.previousLineText, previous),
    )?.action;
  }

  test('carries a comment on inside it, and behind its second line', () => {
    assert.equal(enter('// Dot product', ' of two vectors.')?.appendText, '// ');
    assert.equal(enter('// of two vectors', '', '// Dot product')?.appendText, '// ');
    assert.equal(enter('// Dot product of two vectors.'), undefined);
    assert.equal(enter('//', '', '// Dot product'), undefined);
  });

  test('opens brackets', () => {
    for (const [open, close] of ['{}', '()', '[]']) assert.equal(enter(`x = ${open}`, close)?.indent, 'indentOutdent');
    assert.equal(enter('/*', ' */')?.indent, 'indentOutdent');
  });

  test('does nothing special in an expression', () =>
    assert.equal(enter('    map_expr = x[i]', ' * y[i];'), undefined));
});

test('regions fold', () => {
  const { start, end } = configuration.folding.markers;
  assert.match('// #region norms', new RegExp(start));
  assert.match('    //endregion', new RegExp(end));
});
