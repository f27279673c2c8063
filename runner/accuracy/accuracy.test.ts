import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Value } from '../../language';
import type { Accuracy } from '../../protocol/report';
import { accuracyOf, type Reference } from './accuracy';
import { ulpAt, unitRoundoff } from './ulps';

function accuracy(dtype: string, values: readonly [Value, ...Value[]], reference?: Reference): Accuracy {
  const [own, ...others] = values;
  const shape = (value: Value) => ({ launch: { mapping: 'striped', lanes: 4 } as const, value });
  return accuracyOf({ dtype, accumulator: 'plain', shapes: [shape(own), ...others.map(shape)], reference });
}

const compensated = (value: Value, magnitude: number, sum: number): Reference => ({
  value,
  method: 'compensated',
  sums: { magnitude, sum },
});

describe('the accuracy of a result', () => {
  it('is its error, the spread of the shapes, the condition number and the digits that all shapes share', () => {
    const ulp = 2 ** -23;
    const found = accuracy('float32', [1 + ulp, 1 - ulp, 1 + 3 * ulp], compensated(1 + ulp / 4, 500, 0.5));
    assert.equal(found.absoluteError, 0.75 * ulp);
    assert.equal(found.relativeError, (0.75 * ulp) / (1 + ulp / 4));
    assert.equal(found.ulps, 0.75);
    assert.deepEqual(
      found.shapes.map(({ value, ulps }) => [value, ulps]),
      [
        [1 + ulp, 0.75],
        [1 - ulp, 1.25],
        [1 + 3 * ulp, 2.75],
      ],
    );
    assert.deepEqual(found.spread, { distinct: 3, min: 1 - ulp, max: 1 + 3 * ulp, ulps: 4 });
    assert.equal(found.conditionNumber, 1000);
    assert.ok(Math.abs((found.trustedDigits ?? 0) - -Math.log10(2.75 * ulp)) < 1e-6);
  });

  it('trusts an exact result to one rounding, and a wrong one to nothing', () => {
    assert.equal(accuracy('float32', [2, 2], compensated(2, 2, 2)).trustedDigits, -Math.log10(2 ** -24));
    assert.equal(accuracy('float64', [2, -40], compensated(2, 1e30, 2)).trustedDigits, 0);
  });

  it('leaves out what does not exist', () => {
    const atZero = accuracy('float32', [1e-7, 0], compensated(0, 8, 0));
    assert.deepEqual(
      [atZero.absoluteError, atZero.relativeError, atZero.conditionNumber, atZero.trustedDigits],
      [1e-7, undefined, undefined, undefined],
    );
    const infinite = accuracy('float32', [Infinity, Infinity], compensated(Infinity, Infinity, Infinity));
    assert.deepEqual(infinite.spread, { distinct: 1 });
    assert.deepEqual(Object.keys(infinite).sort(), ['accumulator', 'shapes', 'spread']);
    const alone = accuracy('float32', [1, 1 + 2 ** -22]);
    assert.deepEqual(alone.spread, { distinct: 2, min: 1, max: 1 + 2 ** -22, ulps: 2 });
    assert.deepEqual([alone.absoluteError, alone.ulps, alone.trustedDigits], [undefined, undefined, undefined]);
  });

  it('has neither ulps nor digits for integers, which are exact beyond 2^53 too', () => {
    const big = 2n ** 60n;
    const found = accuracy('int64', [big + 3n, big], { value: big, method: 'sequential' });
    assert.deepEqual([found.absoluteError, found.ulps, found.trustedDigits], [3, undefined, undefined]);
    assert.equal(found.relativeError, 3 / 2 ** 60);
    assert.equal(found.spread.distinct, 2);
  });

  it('takes the modulus of complex differences, and only counts the values of structs', () => {
    const complex = accuracy(
      'complex64',
      [
        { re: 3, im: 4 },
        { re: 3, im: 4 },
      ],
      compensated({ re: 0, im: 4 }, 9, 3),
    );
    assert.deepEqual([complex.absoluteError, complex.relativeError, complex.conditionNumber], [3, 0.75, 3]);
    const range = { fields: new Map([['lo', 1]]) };
    const struct = accuracy('Range', [range, range], { value: range, method: 'sequential' });
    assert.deepEqual(struct.spread, { distinct: 1 });
    assert.equal(struct.absoluteError, undefined);
  });
});

describe('a unit in the last place', () => {
  it('is the distance to the next value away from 0', () => {
    const next = (value: number, step: 1 | -1): number => {
      const bits = new Int32Array(new Float32Array([value]).buffer);
      return new Float32Array(Int32Array.from(bits, (each) => each + step).buffer)[0] ?? NaN;
    };
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true, max: 2 ** 100, min: -(2 ** 100) }), (value) => {
        if (value === 0) return;
        assert.equal(Math.abs(next(value, 1) - value), ulpAt(value, 'float32'));
      }),
    );
  });

  it('never falls below the smallest value of the format', () => {
    assert.deepEqual(
      ['float16', 'bfloat16', 'float32', 'float64'].map((dtype) => [
        ulpAt(0, dtype),
        ulpAt(1, dtype),
        unitRoundoff(dtype),
      ]),
      [
        [2 ** -24, 2 ** -10, 2 ** -11],
        [2 ** -133, 2 ** -7, 2 ** -8],
        [2 ** -149, 2 ** -23, 2 ** -24],
        [Number.MIN_VALUE, 2 ** -52, 2 ** -53],
      ],
    );
    assert.equal(ulpAt(1, 'int32'), undefined);
  });
});
