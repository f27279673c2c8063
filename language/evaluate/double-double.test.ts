import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  DoubleDouble,
  addDd,
  compareDd,
  divideDd,
  expDd,
  log1pDd,
  logDd,
  multiplyDd,
  sinCosDd,
  sqrtDd,
  subtractDd,
  toDouble,
} from './double-double';

function of(value: number): DoubleDouble {
  return new DoubleDouble(value, 0);
}

function near(actual: DoubleDouble, expected: DoubleDouble, what: string): void {
  const error = Math.abs(toDouble(subtractDd(actual, expected)));
  assert.ok(error <= 1e-29 * Math.max(1, Math.abs(expected.high)), `${what}: off by ${error}`);
}

it('has twice the digits of double', () => {
  // High and low parts of the constants, from their first 33 digits.
  near(expDd(of(1)), new DoubleDouble(2.718281828459045, 1.4456468917292502e-16), 'e');
  near(logDd(of(10)), new DoubleDouble(2.302585092994046, -2.1707562233822494e-16), 'ln 10');
  near(sqrtDd(of(2)), new DoubleDouble(1.4142135623730951, -9.667293313452913e-17), 'sqrt 2');
});

it('inverts what it computes', () => {
  for (const value of [1e-5, 0.3, 1, 2.5, 17, 1234.5]) {
    const x = divideDd(of(value), of(3));
    near(multiplyDd(sqrtDd(x), sqrtDd(x)), x, `sqrt ${value}`);
    near(expDd(logDd(x)), x, `exp log ${value}`);
    near(multiplyDd(divideDd(of(1), x), x), of(1), `1 / ${value}`);
    const turned = sinCosDd(x);
    assert.ok(turned);
    near(addDd(multiplyDd(turned.sin, turned.sin), multiplyDd(turned.cos, turned.cos)), of(1), `sin, cos ${value}`);
  }
  near(log1pDd(of(2 ** -40)), logDd(addDd(of(1), of(2 ** -40))), 'log1p');
});

it('treats infinities and NaN as double does', () => {
  assert.equal(toDouble(addDd(of(1e308), of(1e308))), Infinity);
  assert.equal(toDouble(divideDd(of(1), of(0))), Infinity);
  assert.ok(Number.isNaN(toDouble(subtractDd(of(Infinity), of(Infinity)))));
  assert.ok(Number.isNaN(compareDd(of(NaN), of(1))));
  assert.ok(compareDd(of(1), addDd(of(1), of(1e-25))) < 0);
});
