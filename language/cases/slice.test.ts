import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { SliceParts } from '../checked';
import { resolveSlice } from './slice';

const program = `
import json, sys
cases = json.load(sys.stdin)
ranges = [range(*slice(start, stop, step).indices(n)) for start, stop, step, n in cases]
json.dump([[r.start, r.step, len(r)] for r in ranges], sys.stdout)
`;

function slicesOfPython(cases: readonly (readonly [SliceParts, number])[]): [number, number, number][] | undefined {
  const input = JSON.stringify(
    cases.map(([{ start, stop, step }, n]) => [start ?? null, stop ?? null, step ?? null, n]),
  );
  const python = spawnSync('python3', ['-c', program], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  return python.error === undefined ? (JSON.parse(python.stdout) as [number, number, number][]) : undefined;
}

describe('resolveSlice', () => {
  const known: readonly (readonly [SliceParts, number, number[]])[] = [
    [{}, 3, [0, 1, 2]],
    [{ step: 2 }, 5, [0, 2, 4]],
    [{ step: -1 }, 3, [2, 1, 0]],
    [{ start: -2 }, 5, [3, 4]],
    [{ start: 1, stop: -1 }, 5, [1, 2, 3]],
    [{ start: 10, stop: 0, step: -3 }, 6, [5, 2]],
    [{ start: 4, stop: 2 }, 5, []],
    [{ step: -1 }, 0, []],
  ];
  for (const [parts, n, expected] of known) {
    it(`${parts.start ?? ''}:${parts.stop ?? ''}:${parts.step ?? ''} of ${n}`, () => {
      const { start, step, count } = resolveSlice(parts, n);
      assert.deepEqual(
        Array.from({ length: count }, (_, index) => start + step * index),
        expected,
      );
    });
  }

  it("agrees with Python's slice.indices", (context) => {
    const bound = fc.option(fc.oneof(fc.integer({ min: -12, max: 12 }), fc.maxSafeInteger()), { nil: undefined });
    const step = fc.option(
      fc.oneof(fc.integer({ min: -5, max: 5 }), fc.maxSafeInteger()).filter((value) => value !== 0),
      { nil: undefined },
    );
    const n = fc.oneof(fc.nat(10), fc.constant(2 ** 31), fc.constant(2 ** 40));
    const cases = fc.sample(fc.tuple(fc.record({ start: bound, stop: bound, step }), n), 5000);
    const expected = slicesOfPython(cases);
    if (expected === undefined) return context.skip('python3 is not here');
    for (const [index, [parts, length]] of cases.entries()) {
      const range = resolveSlice(parts, length);
      assert.deepEqual([range.start, range.step, range.count], expected[index], JSON.stringify([parts, length]));
    }
  });
});
