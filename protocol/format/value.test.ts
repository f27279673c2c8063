import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatField, formatValue } from './value';

describe('values', () => {
  it('shows a float in the digits of its own type', () => {
    assert.equal(formatValue(Math.fround(828.73035), 'float32'), '828.73035');
    assert.equal(formatValue(Math.fround(0.1), 'float32'), '0.1');
    assert.equal(formatValue(0.1, 'float64'), '0.1');
    assert.equal(formatValue(0.0999755859375, 'float16'), '0.1');
    assert.equal(formatValue(3.140625, 'bfloat16'), '3.14');
  });

  it('keeps every digit of an integer', () => {
    assert.equal(formatValue(123456792, 'int32'), '123456792');
    assert.equal(formatValue('18446744073709551615', 'uint64'), '18446744073709551615');
    assert.equal(formatField(123456792), '123456792');
  });

  it('shows complex values, structs and what is no number', () => {
    assert.equal(formatValue([3, -4], 'complex64'), '3 − 4i');
    assert.equal(formatValue([0.5, 'inf'], 'complex128'), '0.5 + infi');
    assert.equal(formatValue({ value: Math.fround(9.1), index: 17 }, 'best_t'), '{ value: 9.1, index: 17 }');
    assert.equal(formatValue('nan', 'float32'), 'nan');
    assert.equal(formatValue(true, 'bool'), 'true');
  });

  it('writes a float32 so that it reads back as the same float32', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        assert.equal(Math.fround(Number(formatValue(value, 'float32'))), value === 0 ? 0 : value);
      }),
    );
  });
});
