import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { analyseAt } from '../testing/analyse-at';
import { occurrenceAt, occurrencesIn, occurrencesOf } from './occurrences';
import { nameOf } from './symbol';

const text = `preamble {
#define TWICE(v) (2 * scale(v))
struct Pair { float lo; float hi; Pair(float l) : lo(l), hi(l) {} float width() const { return hi - lo; } };
enum Mode { Fast, Exact };
__device__ float scale(float lo) { float t = lo; for (int k = 0; k < 2; k++) { t += k; } return t; }
template <class T> __device__ T twice(T v) { return v + scale(v); }
}
kernel spread {
  dtype_out = Pair;
  arguments = const Pair *x, float4 s;
  map_expr = x[i].lo > s.x ? Pair(scale(x[i].lo)) : x[i];
  reduce_expr = a.width() < fabsf(b.hi) ? a : b;
  neutral = Pair(0);
}
case small of spread { n = 2; x = full({ lo: 1, hi: inf }, 2); s = make_float4(0, 0, 0, 0); expect = { lo: 1, hi: 1 }; }
`;

/** Each occurrence as `text:kind`, `!` before a declaration. */
function namesOf(marked: string): string[] {
  const { analysis } = analyseAt(marked);
  return analysis.model.items.flatMap((placed) =>
    occurrencesIn(analysis, placed).map(
      ({ span, symbol, isDeclaration }) =>
        `${isDeclaration ? '!' : ''}${placed.item.text.slice(span.start, span.end)}:${symbol.kind}`,
    ),
  );
}

test('names of a preamble are told apart by their scopes', () => {
  const names = namesOf(text);
  const expected = [
    ...['preamble:keyword', '!TWICE:opaque', 'scale:function', '!Pair:struct', '!lo:member', '!hi:member'],
    ...['Pair:struct', '!l:parameter', 'lo:member', 'l:parameter', 'hi:member', 'l:parameter'],
    ...['!width:method', 'hi:member', 'lo:member', '!Mode:enum', '!Fast:enumerator', '!Exact:enumerator'],
    ...['!scale:function', '!lo:parameter', '!t:local', 'lo:parameter', '!k:local', 'k:local', 'k:local'],
    ...['t:local', 'k:local', 't:local', '!twice:opaque', 'scale:function'],
  ];
  assert.deepEqual(names.slice(0, expected.length), expected);
});

test('names of a kernel and of its case', () => {
  const names = namesOf(text);
  assert.deepEqual(names.slice(names.indexOf('kernel:keyword')), [
    ...['kernel:keyword', '!spread:kernel', 'dtype_out:field', 'Pair:struct', 'arguments:field', 'Pair:struct'],
    ...['!x:argument', 'float4:type', '!s:argument', 'map_expr:field', 'x:argument', 'i:index', 'lo:member'],
    ...['s:argument', 'x:lane', 'Pair:struct', 'scale:function', 'x:argument', 'i:index', 'lo:member'],
    ...['x:argument', 'i:index', 'reduce_expr:field', 'a:operand', 'width:method', 'fabsf:cuda-function'],
    ...['b:operand', 'hi:member', 'a:operand', 'b:operand', 'neutral:field', 'Pair:struct'],
    ...['case:keyword', '!small:case', 'of:keyword', 'spread:kernel', 'n:setting', 'x:argument', 'full:generator'],
    ...['lo:member', 'hi:member', 'inf:case-constant', 's:argument', 'expect:setting', 'lo:member', 'hi:member'],
  ]);
});

test('a symbol is found wherever it stands, and nowhere else', () => {
  const { analysis, offset } = analyseAt(text.replace('const Pair *x', 'const Pair *$0x'));
  const found = occurrenceAt(analysis, offset);
  assert.equal(found?.symbol.kind, 'argument');
  assert.equal(found && occurrencesOf(analysis, found.symbol).length, 5);
});

test('functions of the same name in the preambles of two kernels are two', () => {
  const kernel = (name: string, mark: string): string =>
    `kernel ${name} { preamble { __device__ float ${mark}f(float v) { return v; } } dtype_out = float32;
     arguments = const float *x; map_expr = f(x[i]); reduce_expr = a + b; neutral = 0; }\n`;
  const { analysis, offset } = analyseAt(kernel('one', '$0') + kernel('two', ''));
  const found = occurrenceAt(analysis, offset);
  assert.equal(found && occurrencesOf(analysis, found.symbol).length, 2);
});

test('in every prefix of every example, occurrences are names in order', () => {
  const folder = path.join(import.meta.dirname, '../../../examples');
  const files = readdirSync(folder).filter((name) => name.endsWith('.reduce'));
  assert.ok(files.length > 5);
  for (const file of files) {
    const whole = readFileSync(path.join(folder, file), 'utf8');
    for (let length = 0; length <= whole.length; length += 13) {
      const { analysis } = analyseAt(whole.slice(0, length));
      for (const placed of analysis.model.items) {
        let end = 0;
        for (const { span, symbol } of occurrencesIn(analysis, placed)) {
          assert.ok(span.start >= end && span.end > span.start, `${file} at ${length}`);
          ({ end } = span);
          const written = placed.item.text.slice(span.start, span.end);
          assert.ok(nameOf(symbol).endsWith(written), `${written} for ${nameOf(symbol)}`);
        }
      }
    }
  }
});
