import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LawKernel } from './testing/law-kernel';
import { examine } from './testing/law-kernel';

function message(kernel: LawKernel): string | undefined {
  return examine(kernel).saturation?.message;
}

describe('sums that one more element no longer changes', () => {
  it('finds counts in float32 beyond 2^24', () => {
    const count = { map: 'x[i] > 0.5f ? 1.0f : 0.0f', reduce: 'a + b' };
    const found = message({ ...count, cases: ['n = 1 << 28; x = uniform(0, 1);'] });
    assert.match(found ?? '', /^In case ‘c0’ 268435456 elements sum to about 1\d{8}, and from 16777216 on/);
    assert.match(found ?? '', /set dtype_out = int64\.$/);
    assert.equal(message({ ...count, cases: ['n = 1 << 20; x = uniform(0, 1);'] }), undefined);
    assert.equal(message({ ...count, cases: ['n = 1 << 28; x = uniform(-1, 0.5);'] }), undefined);
    assert.equal(
      message({ ...count, dtype: 'int64', element: 'float', cases: ['n = 1 << 28; x = uniform(0, 1);'] }),
      undefined,
    );
  });

  it('finds narrow accumulators that stop growing', () => {
    const sum = { dtype: 'float16', reduceType: 'float16', reduce: 'a + b' };
    assert.match(
      message({ ...sum, cases: ['n = 10000; x = ones();'] }) ?? '',
      /from 2048 on .* set reduce_type = float32/,
    );
    assert.equal(message({ ...sum, cases: ['n = 1000; x = ones();'] }), undefined);
    assert.equal(message({ ...sum, cases: ['n = 10000; x = uniform(-1, 1);'] }), undefined);
    const narrow = { ...sum, dtype: 'bfloat16', reduceType: 'bfloat16' };
    assert.match(message({ ...narrow, cases: ['n = 1000; x = ones();'] }) ?? '', /from 256 on/);
    assert.equal(message({ ...sum, reduceType: 'float32', cases: ['n = 10000; x = ones();'] }), undefined);
  });

  it('says nothing of float sums of other numbers, of other operators, and where a case knows what to expect', () => {
    assert.equal(message({ reduce: 'a + b', cases: ['n = 1 << 28; x = uniform(1, 2);'] }), undefined);
    assert.equal(message({ reduce: 'fmaxf(a, b)', map: '1.0f', cases: ['n = 1 << 28; x = ones();'] }), undefined);
    assert.equal(message({ reduce: 'a + b', cases: ['n = 1 << 28; x = ones(); expect = 1 << 28;'] }), undefined);
  });
});
