import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linksOfCode, linksOfLines } from './code-links';

const on = (line: number, start: number, end: number) => ({
  start: { line, character: start },
  end: { line, character: end },
});

// x[i] * y[i] from column 10 on, on line 4.
const product = on(4, 10, 21);
const links = linksOfCode([
  { line: 20, ranges: [on(4, 10, 14)] },
  { line: 21, ranges: [on(4, 17, 21)] },
  { line: 22, ranges: [product] },
  { line: 30, ranges: [on(5, 10, 15)] },
]);

test('the cursor in an operand stands for its instructions, and on the operator for all of the expression', () => {
  assert.deepEqual(links.linesAt({ line: 4, character: 12 }, 4, 4), [20]);
  assert.deepEqual(links.linesAt({ line: 4, character: 20 }, 4, 4), [21]);
  assert.deepEqual(links.linesAt({ line: 4, character: 15 }, 4, 4), [20, 21, 22]);
});

test('elsewhere on the lines of an expression the cursor stands for all of it, and outside for nothing', () => {
  assert.deepEqual(links.linesAt({ line: 4, character: 2 }, 4, 4), [20, 21, 22]);
  assert.deepEqual(links.linesAt({ line: 9, character: 0 }, 9, 9), []);
});

test('an instruction leads back to its expressions, and one of our own to none', () => {
  assert.deepEqual(links.rangesOf(22), [product]);
  assert.deepEqual(links.rangesOf(23), []);
});

test('a generated line of CUDA leads back to the whole line that it came from', () => {
  const lines = linksOfLines(new Map([[4, [40, 41]]]));
  assert.deepEqual(lines.linesAt({ line: 4, character: 0 }, 3, 4), [40, 41]);
  assert.equal(lines.rangesOf(41)[0]?.start.line, 4);
  assert.deepEqual(lines.rangesOf(42), []);
});
