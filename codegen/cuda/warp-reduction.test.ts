import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readKernel } from '../testing/read-kernel';
import { warpReductionOf } from './warp-reduction';

function reductionOf(dtype: string, reduce: string, extra = ''): string | undefined {
  const { kernel } = readKernel(
    `kernel k { dtype_out = ${dtype}; arguments = const signed char *x; reduce_expr = ${reduce}; ${extra} }`,
  );
  return warpReductionOf(kernel);
}

describe('warpReductionOf', () => {
  it('knows the operators that have an instruction, however they are written', () => {
    assert.equal(reductionOf('int32', 'a + b'), 'add');
    assert.equal(reductionOf('uint32', '(b) + a'), 'add');
    assert.equal(reductionOf('int32', 'min(a, b)'), 'min');
    assert.equal(reductionOf('uint32', '(max(b, a))'), 'max');
    assert.equal(reductionOf('int32', 'a & b'), 'and');
    assert.equal(reductionOf('uint32', 'a | b'), 'or');
    assert.equal(reductionOf('uint32', 'b ^ a'), 'xor');
  });

  it('leaves everything else to shuffles', () => {
    assert.equal(reductionOf('int64', 'a + b'), undefined);
    assert.equal(reductionOf('float32', 'a + b'), undefined);
    assert.equal(reductionOf('int16', 'a + b'), undefined);
    assert.equal(reductionOf('int32', 'a * b'), undefined);
    assert.equal(reductionOf('int32', 'a + b + 1'), undefined);
    assert.equal(reductionOf('int32', 'a + a'), undefined);
    assert.equal(reductionOf('int32', 'min(a, 3)'), undefined);
  });

  it('trusts no name that a preamble may give another meaning', () => {
    const own = 'preamble { __device__ short min(short a, short b) { return b; } }';
    assert.equal(reductionOf('int32', 'min(a, b)', own), undefined);
    assert.equal(reductionOf('int32', 'a + b', own), 'add');
    assert.equal(reductionOf('int32', 'a + b', 'preamble {\n#define b 1\n}'), undefined);
    assert.equal(reductionOf('int32', 'a + b', 'options = "-Db=1";'), undefined);
  });
});
