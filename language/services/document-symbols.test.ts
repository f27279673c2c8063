import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SymbolKind, type DocumentSymbol } from 'vscode-languageserver-types';
import { documentSymbols } from './document-symbols';
import { createAnalyser } from './model/analysis';
import { analyseAt } from './testing/analyse-at';

const kindNames = new Map<SymbolKind, string>(Object.entries(SymbolKind).map(([name, kind]) => [kind, name]));

/** One line a symbol: indented name, kind, detail. */
function outline(symbols: readonly DocumentSymbol[], indent = ''): string[] {
  return symbols.flatMap(({ name, kind, detail, children = [] }) => [
    `${indent}${name} ${kindNames.get(kind) ?? ''}${detail === undefined ? '' : `: ${detail}`}`,
    ...outline(children, `${indent}  `),
  ]);
}

function outlineOf(text: string): string[] {
  return outline(documentSymbols(analyseAt(text).analysis));
}

test('the outline has items in order, with arguments, expressions and preambles in the order of the text', () => {
  const text = `
case early of sum { x = ones(3); s = 1; }
kernel sum {
    dtype_out   = float32;
    preamble { __device__ float f(float v) { return v; } }
    arguments   = const float *x, unsigned int s;
    map_expr    = f(x[i])
        * s;
    reduce_expr = a + b;
}`;
  assert.deepEqual(outlineOf(text), [
    'early Object: of sum',
    'sum Class: float32',
    '  preamble Namespace',
    '    f Function: (float) → float',
    '  x Variable: const float *',
    '  s Variable: unsigned int',
    '  map_expr Property: f(x[i]) * s',
    '  reduce_expr Property: a + b',
  ]);
});

test('a preamble shows its macros and templates', () => {
  const text = `preamble {
    #define LIMIT 4
    #define SQUARE(v) ((v) * (v))
    #define REAL float
    template <typename T> __device__ T twice(T x) { return x + x; }
    template <typename T> struct Pair { T a, b; };
}`;
  assert.deepEqual(outlineOf(text), [
    'preamble Namespace',
    '  LIMIT Constant: macro',
    '  SQUARE Constant: macro',
    '  REAL Class: float',
    '  twice Function: template',
    '  Pair Struct',
  ]);
  const [preamble] = documentSymbols(analyseAt(text).analysis);
  const twice = preamble?.children?.find(({ name }) => name === 'twice');
  assert.deepEqual(twice?.selectionRange.start, {
    line: 4,
    character: '    template <typename T> __device__ T '.length,
  });
});

test('a preamble shows its declarations, each in the one that holds it', () => {
  const text = `preamble {
    struct P {
        float lo, hi;
        P(float v) : lo(v), hi(v) {}
        __device__ P operator+(const P &o) const { return *this; }
        __device__ float width() const { return hi - lo; }
        static const int K = 2;
        __device__ static P make(float v) { return P(v); }
    };
    enum Color { red, green = 2 };
    using real = float;
    const int A = 1;
    namespace ns { __device__ void g() {} }
}`;
  assert.deepEqual(outlineOf(text), [
    'preamble Namespace',
    '  P Struct',
    '    lo Field: float',
    '    hi Field: float',
    '    P Constructor: (float)',
    '    operator+ Operator: (const P &) → P',
    '    width Method: () → float',
    '    K Constant: const int',
    '    make Function: (float) → P',
    '  Color Enum',
    '    red EnumMember',
    '    green EnumMember',
    '  real Class: float',
    '  A Constant: const int',
    '  ns::g Function: () → void',
  ]);
});

test('broken items show what is there, under a name', () => {
  assert.deepEqual(outlineOf('kernel { map_expr = x[ }\ncase of sum {\nkernel k { dtype_out = '), [
    '(unnamed kernel) Class',
    '  map_expr Property: x[',
    '(unnamed case) Object: of sum',
    'k Class',
  ]);
});

test('a symbol covers its item with the comment above, and selects its name', () => {
  const { analysis } = analyseAt('\n// About it.\nkernel k {\n}\n');
  const [symbol] = documentSymbols(analysis);
  assert.deepEqual(symbol?.range, { start: { line: 1, character: 0 }, end: { line: 3, character: 1 } });
  assert.deepEqual(symbol?.selectionRange, { start: { line: 2, character: 7 }, end: { line: 2, character: 8 } });
});

test('after an edit, the outline is that of a document opened with the new text', () => {
  const kernel = 'kernel k { dtype_out = P; arguments = const float *x; reduce_expr = a + b; }\n';
  const preamble = 'preamble { struct P { float v; }; }\n';
  const versions = [kernel, preamble + kernel, `\n\n${preamble}${kernel}`, `  ${kernel}`, kernel + preamble];
  const analyser = createAnalyser('file:///kernels.reduce');
  for (const [version, text] of versions.entries()) {
    const edited = documentSymbols(analyser.analyse(text, version));
    assert.deepEqual(edited, documentSymbols(analyseAt(text).analysis));
  }
});
