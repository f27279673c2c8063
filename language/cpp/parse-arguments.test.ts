import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Findings } from '../diagnostics/diagnostic';
import { parseArguments } from './parse-arguments';
import { printType } from './print';

function parse(text: string) {
  const findings = new Findings();
  const span = { start: 0, end: text.length };
  const list = parseArguments(text, span, { isTypeName: (name) => name === 'Pair', findings });
  return { list, findings: findings.all };
}

function summary(text: string): string[] {
  return parse(text).list.map(({ type, name, role, isConst }) => {
    return `${isConst ? 'const ' : ''}${role} ${name.text}: ${printType(type)}`;
  });
}

test('C argument lists are read with their types and roles', () => {
  const table: [string, string[]][] = [
    ['', []],
    ['  /* none */ ', []],
    ['const float *x', ['const vector x: const float *']],
    ['float const *const y', ['const vector y: const float *']],
    ['float *const y', ['vector y: float *']],
    ['float x[], int k[4]', ['vector x: float *', 'vector k: int *']],
    ['unsigned long long s', ['scalar s: unsigned long long']],
    ['long int unsigned s', ['scalar s: unsigned long']],
    ['const double w', ['const scalar w: const double']],
    ['pycuda::complex<float> *z', ['vector z: pycuda::complex<float> *']],
    ['float *__restrict__ x', ['vector x: float *']],
    ['const float * __restrict x', ['const vector x: const float *']],
    ['volatile int *flags', ['vector flags: volatile int *']],
    ['struct foo *p', ['vector p: foo *']],
    ['Pair p, Other *q', ['scalar p: Pair', 'vector q: Other *']],
    [
      'std::pair<int,float> *p, std::array<std::pair<int, int>, 2> q',
      ['vector p: std::pair<int, float> *', 'scalar q: std::array<std::pair<int, int>, 2>'],
    ],
    ['::ns::T *x', ['vector x: ::ns::T *']],
    [
      'const float *x, // first\n  const float *y /* second */',
      ['const vector x: const float *', 'const vector y: const float *'],
    ],
    [
      'int s, int tid, float acc, float out, float smem, float linux, float a, float half',
      ['s', 'tid', 'acc', 'out', 'smem', 'linux', 'a', 'half'].map(
        (name) => `scalar ${name}: ${['s', 'tid'].includes(name) ? 'int' : 'float'}`,
      ),
    ],
  ];
  for (const [text, expected] of table) {
    assert.deepEqual(
      parse(text).findings.map(({ code }) => code),
      [],
      text,
    );
    assert.deepEqual(summary(text), expected, text);
  }
});

test('each malformed declarator is one diagnostic, and its name is known all the same', () => {
  const table: [text: string, diagnostics: string[], names: string[]][] = [
    ['x', ['argument-type-missing x'], ['x']],
    ['float *x, y', ['argument-type-missing y'], ['x', 'y']],
    ['*x', ['argument-type-missing x'], ['x']],
    ['auto x', ['argument-type-missing auto'], ['x']],
    ['const float *', ['argument-name-missing const float *'], ['']],
    ['float, int y', ['argument-name-missing float'], ['', 'y']],
    ['struct', ['missing-type struct'], ['']],
    ['const', ['missing-type const'], ['']],
    ['float **x', ['argument-pointer-depth x'], ['x']],
    ['float *x[3]', ['argument-pointer-depth x'], ['x']],
    ['float x[2][3]', ['argument-pointer-depth x'], ['x']],
    ['float &x', ['argument-reference &'], ['x']],
    ['const float *&&x', ['argument-reference &&'], ['x']],
    ['float x,', ['argument-missing ,'], ['x']],
    [', float x', ['argument-missing ,'], ['x']],
    ['float x,, float y', ['argument-missing ,'], ['x', 'y']],
    ['float x; float y', ['argument-semicolon ;'], ['x', 'y']],
    ['float x = 3, float y', ['argument-default = 3'], ['x', 'y']],
    ['float x = {1, 2}, float y', ['argument-default = {1, 2}'], ['x', 'y']],
    ['float (*f)(int, int), float y', ['argument-function-pointer (*f)(int, int)'], ['f', 'y']],
    ['float f(int), float y', ['argument-function-pointer f(int)'], ['f', 'y']],
    ['float (*rows)[4], float y', ['argument-unexpected ('], ['rows', 'y']],
    ['float (x)', ['argument-unexpected ('], ['x']],
    ['const x', ['argument-type-missing x'], ['x']],
    ['float *restrict x', ['argument-restrict restrict'], ['x']],
    ['restrict float *x', ['argument-storage restrict'], ['x']],
    ['restrict const float *x, float y', ['argument-storage restrict'], ['x', 'y']],
    ['void *x', ['argument-void void'], ['x']],
    ['void', ['argument-void void'], []],
    ['float class, int y', ['argument-keyword-name class'], ['class', 'y']],
    ['float and', ['argument-keyword-name and'], ['and']],
    ['register float x', ['argument-storage register'], ['x']],
    ['static const float *x', ['argument-storage static'], ['x']],
    ['float x float y', ['argument-comma-missing x'], ['x', 'y']],
    ['float x y, int z', ['argument-unexpected y'], ['x', 'z']],
    ['x: float', ['argument-type-missing x'], ['x']],
    ['123, float y', ['argument-unexpected 123'], ['y']],
    ['return x', ['argument-unexpected return'], []],
    ['...', ['argument-unexpected ...'], []],
    ['unsigned float x', ['bad-type-words unsigned float'], ['x']],
    ['std::pair<int x, float y', ['unclosed-bracket <'], ['x', 'y']],
    ['float @x', ['bad-character @'], ['']],
    ['float x[3, int y', ['unclosed-bracket ['], ['x']],
    ['float x)', ['unmatched-bracket )'], ['x']],
    ['#define X\nfloat x', ['preprocessor-line #define X'], ['x']],
    ['float x /* y', ['unterminated-comment /*'], ['x']],
  ];
  for (const [text, diagnostics, names] of table) {
    const { list, findings } = parse(text);
    const reported = findings.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
    assert.deepEqual(reported, diagnostics, text);
    assert.deepEqual(
      list.map(({ name }) => name.text),
      names,
      text,
    );
  }
});

test('a type that is missing or impossible has an empty name, so that nobody reports it again', () => {
  for (const text of ['x', '*x', 'void *x', 'auto x', 'unsigned float x', 'x, float y']) {
    assert.equal(parse(text).list[0]?.type.name, '', text);
  }
});

test('spans are the declaration’s own characters', () => {
  const text = 'arguments = const float * x [ ] , int k = 3;';
  const findings = new Findings();
  const list = parseArguments(text, { start: 12, end: text.length - 1 }, { isTypeName: () => false, findings });
  const spelling = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);
  assert.deepEqual(
    list.map(({ span, name, type }) => [span, name.span, type.span, type.nameSpan].map(spelling)),
    [
      ['const float * x [ ]', 'x', 'const float *', 'float'],
      ['int k', 'k', 'int', 'int'],
    ],
  );
});

test('fixes mend the text', () => {
  const table: [string, string][] = [
    ['float *restrict x', 'float *__restrict__ x'],
    ['float &x', 'float x'],
    ['static float x', ' float x'],
    ['float x = 3', 'float x '],
  ];
  for (const [text, expected] of table) {
    const [edit] = parse(text).findings[0]?.fixes[0]?.edits ?? [];
    assert.ok(edit, text);
    const mended = text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end);
    assert.equal(mended, expected);
    assert.deepEqual(parse(mended).findings, []);
  }
});
