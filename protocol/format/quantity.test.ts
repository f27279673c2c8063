import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  formatBandwidth,
  formatBytes,
  formatChange,
  formatFactor,
  formatMetric,
  formatTolerance,
  formatCount,
  formatCountShort,
  formatPercent,
  formatRelativeError,
  formatSeconds,
} from './quantity';

/** Every space as an ordinary one, so that the tables below can be read. */
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('quantities', () => {
  const table: readonly (readonly [string, string])[] = [
    [formatSeconds(1.44e-7), '144 ns'],
    [formatSeconds(4.7e-6), '4.70 µs'],
    [formatSeconds(0.07427106), '74.3 ms'],
    [formatSeconds(2.5), '2.50 s'],
    [formatSeconds(75), '75.0 s'],
    [formatSeconds(0), '0 ns'],
    [formatSeconds(3e-10), '0.30 ns'],
    [formatSeconds(-0.002), '−2.00 ms'],
    [formatMetric(2.1e9, 'op/s'), '2.10 Gop/s'],
    [formatMetric(999.7e6, 'op'), '1.00 Gop'],
    [formatMetric(5.7e16, 'op/s'), '57.0 Pop/s'],
    [formatMetric(12, 'op'), '12 op'],
    [formatMetric(0, 'op'), '0 op'],
    [formatBandwidth(22222222222.2), '22.2 GB/s'],
    [formatBandwidth(3.35e12), '3.35 TB/s'],
    [formatBandwidth(12), '12.0 B/s'],
    [formatBytes(768), '768 B'],
    [formatBytes(0), '0 B'],
    [formatBytes(25276514304), '23.5 GiB'],
    [formatCount(16777216), '16 777 216'],
    [formatCount(400), '400'],
    [formatCount(-1234.5), '−1 234.5'],
    [formatCountShort(16777216), '2²⁴'],
    [formatCountShort(16777217), '16.8 M'],
    [formatCountShort(8192), '8 192'],
    [formatPercent(0.8741), '87.4 %'],
    [formatPercent(1), '100 %'],
    [formatPercent(0), '0 %'],
    [formatPercent(1e-6), '<0.01 %'],
    [formatFactor(1.2195), '1.22×'],
    [formatTolerance(1e-5), '1e−5'],
    [formatTolerance(0.005), '0.005'],
    [formatTolerance(0), '0'],
    [formatChange(0.5), '+50.0 %'],
    [formatChange(-0.032), '−3.20 %'],
    [formatChange(0), '±0 %'],
    [formatRelativeError(1.2e-7), '1.2e−7'],
    [formatRelativeError(0), '0'],
  ];
  for (const [index, [actual, expected]] of table.entries()) {
    it(`writes ${expected} (${index + 1})`, () => {
      assert.equal(plain(actual), expected);
    });
  }

  it('goes to the next unit where rounding reaches it', () => {
    assert.equal(plain(formatSeconds(9.997e-4)), '1.00 ms');
    assert.equal(plain(formatSeconds(9.994e-4)), '999 µs');
    assert.equal(plain(formatBandwidth(999.9e6)), '1.00 GB/s');
  });

  it('never misstates a time by more than half a percent', () => {
    const sizes: Readonly<Record<string, number>> = { s: 1, ms: 1e-3, µs: 1e-6, ns: 1e-9 };
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e3, noNaN: true }), (seconds) => {
        const [number, unit] = plain(formatSeconds(seconds)).split(' ');
        const read = Number(number) * (sizes[unit ?? ''] ?? NaN);
        assert.ok(Math.abs(read - seconds) <= seconds * 0.005 + 1e-18, `${seconds} was written as ${number} ${unit}`);
      }),
    );
  });
});
