import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Findings } from '../diagnostics/diagnostic';
import { parseExpression } from './parse-expression';
import { printExpression } from './print';
import type { Expression } from './tree';
import { childExpressions } from './walk';

const types = new Set(['Pair', 'ns::Q']);

function parse(text: string, span = { start: 0, end: text.length }) {
  const findings = new Findings();
  const expression = parseExpression(text, span, { isTypeName: (name) => types.has(name), findings });
  return { expression, findings: findings.all };
}

/** The tree's shape, fully parenthesised. */
function shape(text: string): string {
  const { expression, findings } = parse(text);
  assert.deepEqual(
    findings.map(({ code }) => code),
    [],
    text,
  );
  return printExpression(expression, { parenthesize: true });
}

test('binary operators bind and group as C++ says', () => {
  // C++17 [expr.mul] to [expr.log.or], tightest first.
  const rows = [
    ['*', '/', '%'],
    ['+', '-'],
    ['<<', '>>'],
    ['<', '<=', '>', '>='],
    ['==', '!='],
    ['&'],
    ['^'],
    ['|'],
    ['&&'],
    ['||'],
  ];
  rows.forEach((row, tightness) => {
    for (const first of row) {
      for (const second of row) assert.equal(shape(`a ${first} b ${second} c`), `(a ${first} b) ${second} c`);
      for (const loose of rows.slice(tightness + 1).flat()) {
        assert.equal(shape(`a ${loose} b ${first} c`), `a ${loose} (b ${first} c)`);
        assert.equal(shape(`a ${first} b ${loose} c`), `(a ${first} b) ${loose} c`);
      }
      assert.equal(shape(`-a ${first} !b`), `(-a) ${first} (!b)`);
      assert.equal(shape(`a ${first} b ? c : d`), `(a ${first} b) ? c : d`);
      assert.equal(shape(`a = b ${first} c`), `a = (b ${first} c)`);
    }
  });
});

test('trees have the shape that C++ gives them', () => {
  const table: [string, string][] = [
    ['x[i] * y[i]', 'x[i] * y[i]'],
    ['a = b = c', 'a = (b = c)'],
    ['a += b ? c : d', 'a += (b ? c : d)'],
    ['a ? b : c ? d : e', 'a ? b : (c ? d : e)'],
    ['a ? b ? c : d : e', 'a ? b ? c : d : e'],
    ['a ? b : c = d', 'a ? b : (c = d)'],
    ['a ? b, c : d', 'a ? b, c : d'],
    ['a, b, c', 'a, b, c'],
    ['- -a', '-(-a)'],
    ['!~a', '!(~a)'],
    ['*p++', '*p++'],
    ['++*p', '++(*p)'],
    ['&x[i]', '&x[i]'],
    ['p->x.y[3](4)(5)', 'p->x.y[3](4)(5)'],
    ['a--b', ''],
    ['a - --b', 'a - (--b)'],
    ['x >> 2 >>= 3', '(x >> 2) >>= 3'],
    ['a > > b', ''],
    ['(float)x * y', '((float)x) * y'],
    ['(float)-x', '(float)(-x)'],
    ['(float)(x)[i]', '(float)(x)[i]'],
    ['(unsigned)x', '(unsigned int)x'],
    ['(long unsigned int const)x', '(const unsigned long)x'],
    ['(const float *)p', '(const float *)p'],
    ['(Pair)x', '(Pair)x'],
    ['(ns::Q *)&x', '(ns::Q *)(&x)'],
    ['(x) - y', '(x) - y'],
    ['(x)(y)', '(x)(y)'],
    ['(Typo)x', '(Typo)x'],
    ['float(x) + 1', 'float(x) + 1'],
    ['Pair{1, {2, 3},}', 'Pair{1, {2, 3}}'],
    ['{0, 1}', '{0, 1}'],
    ['make_float4(1, 2, 3, 4).x', 'make_float4(1, 2, 3, 4).x'],
    ['complex<float>(1, 0)', 'complex<float>(1, 0)'],
    ['pycuda::complex<double>(x) * 2', 'pycuda::complex<double>(x) * 2'],
    ['std::max<int>(a, b)', 'std::max<int>(a, b)'],
    ['f<const float *, 3>(x)', 'f<const float *, 3>(x)'],
    ['g<std::pair<int, complex<float>>>(x)', 'g<std::pair<int, complex<float>>>(x)'],
    ['std::numeric_limits<float>::max()', 'std::numeric_limits<float>::max()'],
    ['::fabs(x)', '::fabs(x)'],
    ['x.get<0>()', 'x.get<0>()'],
    ['a < b > (c)', '(a < b) > (c)'],
    ['a < b, c > (d)', 'a < b, (c > (d))'],
    ['n<2', 'n < 2'],
    ['static_cast<unsigned long long>(a + b)', 'static_cast<unsigned long long>(a + b)'],
    ['reinterpret_cast<const int &>(x)', 'reinterpret_cast<const int &>(x)'],
    ['sizeof(float4) * sizeof x', '(sizeof(float4)) * (sizeof x)'],
    ['sizeof(x) + 1', '(sizeof (x)) + 1'],
    ['a and not b or c', '(a && (!b)) || c'],
    ['"a" "b"', '"ab"'],
    ["'\\n' + 1", "'\\n' + 1"],
    ['true ? nullptr : this', 'true ? nullptr : this'],
    ['half[i] + complex', 'half[i] + complex'],
    ['x /* a */ + // b\n y', 'x + y'],
  ];
  for (const [text, expected] of table) {
    if (expected === '') assert.equal(parse(text).findings.length, 1, text);
    else assert.equal(shape(text), expected, text);
  }
});

test('each mistake is one diagnostic at its place, and the rest is read', () => {
  const table: [text: string, diagnostics: string[], tree: string][] = [
    ['a +', ['missing-operand 2-3'], 'a + <missing>'],
    ['a + * ', ['missing-operand 4-5'], 'a + *<missing>'],
    ['a + / b', ['missing-operand 2-3'], 'a + <missing> / b'],
    ['* ', ['missing-operand 0-1'], '*<missing>'],
    ['/ b', ['missing-operand 0-1'], '<missing> / b'],
    ['  ', ['missing-expression 2-2'], '<missing>'],
    ['a b + c', ['missing-operator 2-3'], 'a'],
    ['a 1', ['missing-operator 2-3'], 'a'],
    ['f(a b, c)', ['missing-operator 4-5'], 'f(a, c)'],
    ['f(a,)', ['missing-operand 4-5'], 'f(a, <missing>)'],
    ['f(,a)', ['missing-operand 2-3'], 'f(<missing>, a)'],
    ['f(a, b', ['unclosed-bracket 1-2'], 'f(a, b)'],
    ['f(g(h(1)', ['unclosed-bracket 3-4'], 'f(g(h(1)))'],
    ['f(x[i) + 1', ['unclosed-bracket 3-4'], 'f(x[i]) + 1'],
    ['f(', ['unclosed-bracket 1-2'], 'f()'],
    ['x[', ['unclosed-bracket 1-2'], 'x[<missing>]'],
    ['a) + b', ['unmatched-bracket 1-2'], 'a + b'],
    ['))))', ['unmatched-bracket 0-1'], '<missing>'],
    ['f(a]) + 1', ['unmatched-bracket 3-4'], 'f(a) + 1'],
    ['(a + b] * c', ['mismatched-bracket 6-7'], '(a + b) * c'],
    ['x[]', ['missing-expression 1-3'], 'x[<missing>]'],
    ['()', ['missing-expression 0-2'], '(<missing>)'],
    ['a ? b', ['missing-colon 2-3'], 'a ? b : <missing>'],
    ['a ? : b', ['missing-operand 2-3'], 'a ? <missing> : b'],
    ['a : b', ['unexpected-token 2-3'], 'a'],
    ['x.', ['missing-member 1-2'], 'x.'],
    ['x-> + 1', ['missing-member 1-3'], 'x-> + 1'],
    ['std::', ['missing-member 3-5'], 'std::'],
    ['x ** 2 + 1', ['power-operator 2-4'], 'pow(x, 2) + 1'],
    ['-x ** 2', ['power-operator 3-5'], '-pow(x, 2)'],
    ['x ** y ** z', ['power-operator 2-4'], 'pow(x, pow(y, z))'],
    ['x if c else y', ['python-conditional 0-13'], 'c ? x : y'],
    ['x[1:2]', ['unexpected-token 3-4'], 'x[1]'],
    ['[1, 2]', ['unsupported-syntax 0-6'], '<missing>'],
    ['[](int x) { return x; }(3)', ['unsupported-syntax 0-23'], '<missing>(3)'],
    ['[=](int x) -> int { return x; } + 1', ['unsupported-syntax 0-31'], '<missing> + 1'],
    ['new int', ['unsupported-syntax 0-3'], '<missing>'],
    ['f(throw 1, 2)', ['unsupported-syntax 2-7'], 'f(<missing>, 2)'],
    ['return x', ['unsupported-syntax 0-6'], '<missing>'],
    ['a <=> b', ['unsupported-syntax 2-5'], '<missing>'],
    ['float + 1', ['type-as-value 0-5'], '<missing> + 1'],
    ['a + struct', ['keyword-as-value 4-10'], 'a + <missing>'],
    ['unsigned int(3)', ['words-as-cast 0-12'], 'unsigned int(3)'],
    ['(unsigned float)x', ['bad-type-words 1-15'], '()x'],
    ['static_cast<float>', ['missing-token 17-18'], '<missing>'],
    ['static_cast(x)', ['missing-token 0-11'], '<missing>'],
    ['a @ b', ['bad-character 2-3'], 'a'],
    ['@x + 1', ['bad-character 0-1'], 'x + 1'],
    ['a − b', ['bad-character 2-3'], 'a - b'],
    ['1z + 2', ['unknown-suffix 0-2'], '<missing> + 2'],
    ['a + "x', ['unterminated-literal 4-6'], 'a + <missing>'],
    ['a + b /* c', ['unterminated-comment 6-8'], 'a + b'],
    ['a +\n#if X\nb', ['preprocessor-line 4-9'], 'a + b'],
    ['#define A', ['preprocessor-line 0-9'], '<missing>'],
  ];
  for (const [text, diagnostics, tree] of table) {
    const { expression, findings } = parse(text);
    assert.deepEqual(
      findings.map(({ code, span }) => `${code} ${span.start}-${span.end}`),
      diagnostics,
      text,
    );
    assert.equal(printExpression(expression), tree, text);
  }
});

test('an empty place is missing without a diagnostic', () => {
  const { expression, findings } = parse('a; b', { start: 1, end: 1 });
  assert.deepEqual(expression, { kind: 'missing', span: { start: 1, end: 1 } });
  assert.deepEqual(findings, []);
});

test('fixes mend the text', () => {
  const table: [string, string][] = [
    ['x[i] ** 2', 'pow(x[i], 2)'],
    ['x if c else y', 'c ? x : y'],
    ['unsigned int(x)', '(unsigned int)(x)'],
    ['a − b', 'a - b'],
    ['1f + x', '1.0f + x'],
  ];
  for (const [text, expected] of table) {
    const [edit] = parse(text).findings[0]?.fixes[0]?.edits ?? [];
    assert.ok(edit, text);
    const mended = text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end);
    assert.equal(mended, expected);
    assert.deepEqual(parse(mended).findings, []);
  }
});

test('spans are the node’s own characters', () => {
  const text = 'map = foo(x [ i ] , (float) y . z) ? 0x1F : a >> 2;';
  const { expression } = parse(text, { start: 6, end: text.length - 1 });
  const seen: string[] = [];
  const visit = (node: Expression): void => {
    seen.push(`${node.kind}: ${text.slice(node.span.start, node.span.end)}`);
    childExpressions(node).forEach(visit);
  };
  visit(expression);
  assert.deepEqual(seen, [
    'conditional: foo(x [ i ] , (float) y . z) ? 0x1F : a >> 2',
    'call: foo(x [ i ] , (float) y . z)',
    'name: foo',
    'index: x [ i ]',
    'name: x',
    'name: i',
    'cast: (float) y . z',
    'member: y . z',
    'name: y',
    'integer: 0x1F',
    'binary: a >> 2',
    'name: a',
    'integer: 2',
  ]);
  const { expression: shift } = parse('a >> 2');
  assert.ok(shift.kind === 'binary');
  assert.deepEqual(shift.operatorSpan, { start: 2, end: 4 });
});

test('text of any depth and length is read in bounded stack', () => {
  const deep: [string, string[]][] = [
    ['('.repeat(250) + 'x' + ')'.repeat(250), []],
    ['('.repeat(20000) + 'x' + ')'.repeat(20000), ['nesting-too-deep']],
    ['('.repeat(20000), ['unclosed-bracket']],
    ['-'.repeat(20001).replaceAll('--', '- -') + 'x', ['nesting-too-deep']],
    [Array(400).fill('x').join(' + '), []],
    [Array(20000).fill('x').join(' + '), ['nesting-too-deep']],
    ['a ? '.repeat(20000), ['nesting-too-deep']],
    ['a = '.repeat(20000), ['nesting-too-deep']],
    ['x' + '++'.repeat(20000), ['nesting-too-deep']],
    ['x' + '.y'.repeat(20000), ['nesting-too-deep']],
    [`f(${Array(20000).fill('x').join(', ')})`, []],
    ['f<float'.repeat(20000), ['type-as-value', 'nesting-too-deep']],
  ];
  for (const [text, expected] of deep) {
    const codes = parse(text).findings.map(({ code }) => code);
    assert.deepEqual(codes, expected, text.slice(0, 30));
  }
});
