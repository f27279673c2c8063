import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallHierarchyItem, Range } from 'vscode-languageserver-types';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from './call-hierarchy';
import { createAnalyser, type Analysis } from './model/analysis';
import { analyseAt } from './testing/analyse-at';

const text = `preamble {
    __device__ float twice(float v);
    struct Sum {
        float value;
        __device__ Sum operator+(const Sum &o) const { return Sum{twice(value) + o.value}; }
        __device__ float half() const { return value / 2; }
    };
    __device__ float twice(const float v) { return 2 * v; }
    __device__ int twice(int v) { return 2 * v; }
    __device__ float four_times(float v) { return twice(twice(v)); }
}
kernel k {
    dtype_out   = Sum;
    preamble { __device__ float own(float v) { return twice(v); } }
    arguments   = const float *x;
    map_expr    = Sum{own(x[i])};
    reduce_expr = Sum{(a + b).half()};
}
kernel other {
    dtype_out   = float32;
    arguments   = const int *x;
    map_expr    = twice(x[i]);
    reduce_expr = a + b;
}
`;

function itemAt(marker: string, version = text): { analysis: Analysis; item: CallHierarchyItem } {
  const at = version.indexOf(marker);
  assert.notEqual(at, -1);
  const { analysis, position } = analyseAt(`${version.slice(0, at)}$0${version.slice(at)}`);
  const [item, ...more] = prepareCallHierarchy(analysis, position);
  assert.ok(item);
  assert.equal(more.length, 0);
  return { analysis, item };
}

/** `name at line:text` of each place, lines counted from one. */
function places({ lines, text: whole }: Analysis, { name }: CallHierarchyItem, ranges: readonly Range[]): string[] {
  return ranges.map(({ start, end }) => {
    return `${name} at ${start.line + 1}:${whole.slice(lines.offset(start), lines.offset(end))}`;
  });
}

function callersOf({ analysis, item }: { analysis: Analysis; item: CallHierarchyItem }): string[] {
  return incomingCalls(analysis, item).flatMap(({ from, fromRanges }) => places(analysis, from, fromRanges));
}

function calledBy({ analysis, item }: { analysis: Analysis; item: CallHierarchyItem }): string[] {
  return outgoingCalls(analysis, item).flatMap(({ to, fromRanges }) => places(analysis, to, fromRanges));
}

test('functions, methods and kernels are called by the overload that the arguments choose', () => {
  const callers = ['Sum::operator+ at 5:twice', 'four_times at 10:twice', 'four_times at 10:twice', 'own at 14:twice'];
  assert.deepEqual(callersOf(itemAt('twice(const float v)')), callers);
  assert.deepEqual(callersOf(itemAt('twice(int v)')), ['other at 22:twice']);
});

test('a forward declaration and a use stand for the definition', () => {
  const { item } = itemAt('twice(float v);');
  assert.equal(item.selectionRange.start.line, 7);
  assert.deepEqual(itemAt('twice(v)); }').item, item);
});

test('operators and methods are called too', () => {
  assert.deepEqual(callersOf(itemAt('operator+')), ['k at 17:+']);
  assert.deepEqual(callersOf(itemAt('half() const')), ['k at 17:half']);
});

test('what a kernel and a function call', () => {
  const calls = ['own at 16:own', 'Sum::half at 17:half', 'Sum::operator+ at 17:+'];
  assert.deepEqual(calledBy(itemAt('k {')), calls);
  assert.deepEqual(calledBy(itemAt('four_times')), ['twice at 10:twice', 'twice at 10:twice']);
});

test('an item is found in a later version, with other parameters and in another place', () => {
  const { item } = itemAt('four_times');
  const later = text.replace('float four_times(float v)', 'float four_times(float v, int more)');
  const analysis = createAnalyser('file:///kernels.reduce').analyse(`// More.\n\n${later}`, 2);
  const sent: unknown = JSON.parse(JSON.stringify(item));
  const places = outgoingCalls(analysis, sent as CallHierarchyItem).flatMap(({ fromRanges }) => fromRanges);
  assert.deepEqual(
    places.map(({ start }) => start.line),
    [11, 11],
  );
});

test('an item that is gone, or is none of ours, has no calls', () => {
  const { item } = itemAt('four_times');
  const { analysis } = analyseAt('kernel k { }');
  assert.deepEqual(outgoingCalls(analysis, item), []);
  for (const data of [undefined, null, 1, 'four_times', {}, { kind: 'function', name: 'f' }, { kind: 'kernel' }]) {
    assert.deepEqual(incomingCalls(analysis, { ...item, data }), []);
  }
});

test('there is nothing to call at arguments, keywords and CUDA functions', () => {
  for (const marked of [
    'kernel k { arguments = float *$0x; }',
    '$0kernel k { }',
    'kernel k { map_expr = si$0n(1); }',
  ]) {
    const { analysis, position } = analyseAt(marked);
    assert.deepEqual(prepareCallHierarchy(analysis, position), []);
  }
});
