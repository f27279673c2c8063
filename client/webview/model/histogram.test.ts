import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { histogram } from './histogram';

describe('histogram', () => {
  it('counts every sample once', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 1e-9, max: 10, noNaN: true }), { maxLength: 300 }), (values) => {
        const { bins, beyond } = histogram(values);
        assert.equal(bins.reduce((total, { count }) => total + count, 0) + beyond, values.length);
      }),
    );
  });

  it('gives equal samples one bin', () => {
    assert.deepEqual(histogram([2, 2, 2]), { bins: [{ from: 2, to: 2, count: 3 }], beyond: 0 });
  });

  it('leaves far outliers out, and says how many', () => {
    const values = Array.from({ length: 200 }, (_, index) => 1 + index / 1000);
    const { bins, beyond } = histogram([...values, 50, 60]);
    assert.equal(beyond, 2);
    assert.ok((bins.at(-1)?.to ?? Infinity) < 2);
  });
});
