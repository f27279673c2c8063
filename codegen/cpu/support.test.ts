import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isExact } from '../../language/check/determinism/exact-functions';
import { allFunctions } from '../../language/cuda/table';
import { readKernel } from '../testing/read-kernel';
import { type CpuSupport, cpuSupport, gpuOnlyFunctions } from './support';

function support(map: string, preamble = ''): CpuSupport {
  const text = `preamble { ${preamble} }
kernel k { dtype_out = float32; arguments = const float *x, float clock; map_expr = ${map}; reduce_expr = a + b; neutral = 0; }`;
  return cpuSupport(readKernel(text).kernel);
}

describe('what the CPU supports', () => {
  it('is every function that the shim has', () => {
    assert.deepEqual(support('sqrtf(fabsf(x[i])) + __fmaf_rn(x[i], 2.0f, clock)'), { ok: true });
  });

  it('names what only a GPU has, in expressions and preambles', () => {
    assert.deepEqual(
      support('erfinvf(x[i]) + f(x[i])', '__device__ float f(float v) { return __shfl_xor_sync(~0u, v, 1); }'),
      {
        ok: false,
        missing: ['__shfl_xor_sync', 'erfinvf'],
      },
    );
  });

  it('does not mistake comments, strings, members and arguments', () => {
    const preamble = '/* threadIdx */ struct s { float erfcx; }; // atomicAdd\n__device__ const char *t = "asm";';
    assert.deepEqual(support('x[i] + clock + s{x[i]}.erfcx', preamble), { ok: true });
  });

  it('has every function that deterministic kernels may call', () => {
    const lacking = new Set(gpuOnlyFunctions());
    const admitted = [...allFunctions()].filter((each) => each.overloads.some((overload) => isExact(each, overload)));
    assert.ok(admitted.length > 200, `${admitted.length} functions`);
    assert.deepEqual(
      admitted.map(({ name }) => name).filter((name) => lacking.has(name)),
      [],
    );
  });
});
