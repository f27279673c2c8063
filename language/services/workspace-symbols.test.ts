import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseAt } from './testing/analyse-at';
import { workspaceSymbols } from './workspace-symbols';

const text = `preamble { struct Range { float lo; float width() const { return lo; } }; }
kernel dot_product {
    preamble { __device__ float scale(float v) { return v; } }
    arguments = const float *x;
}
case large of dot_product { x = ones(9); }
kernel { }
`;

function found(query: string): string[] {
  const { analysis } = analyseAt(text);
  return workspaceSymbols(analysis, query).map(({ name, containerName }) => `${containerName ?? ''}/${name}`);
}

test('kernels, cases, functions and types are found, with what they belong to; members and the unnamed are not', () => {
  assert.deepEqual(found(''), [
    'preamble/Range',
    'Range/width',
    '/dot_product',
    'dot_product/scale',
    'dot_product/large',
  ]);
});

test('the characters of a query match in order, whatever their case and what stands between', () => {
  assert.deepEqual(found('DP'), ['/dot_product']);
  assert.deepEqual(found('l e'), ['dot_product/scale', 'dot_product/large']);
  assert.deepEqual(found('pd_'), []);
});

test('a symbol is located at its name', () => {
  const { analysis } = analyseAt(text);
  assert.deepEqual(workspaceSymbols(analysis, 'large')[0]?.location, {
    uri: analysis.uri,
    range: { start: { line: 5, character: 5 }, end: { line: 5, character: 10 } },
  });
});
