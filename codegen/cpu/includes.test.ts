import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readKernel } from '../testing/read-kernel';
import { generateCpp } from './generate';
import { planCpu } from './plan';

describe('includes of a preamble', () => {
  const text = `preamble {
#include <cuda_fp16.h>
#include <math.h>
__device__ float twice(float v) { return 2 * v; }
#include "mine.h"
}
kernel k { dtype_out = float32; arguments = const float *x; map_expr = twice(x[i]); reduce_expr = a + b; neutral = 0; }
`;
  const { document, kernel } = readKernel(text);
  const source = generateCpp({ document, kernel, fileName: 'k.reduce', plan: planCpu(kernel) });

  it('are left out where the program has the names anyway', () => {
    assert.doesNotMatch(source.text, /cuda_fp16|math\.h/);
    assert.match(source.text, /#include "mine\.h"/);
  });

  it('leave the rest at its own lines', () => {
    assert.match(source.text, /#line 4 "k\.reduce"\n__device__ float twice/);
    const line = source.text.split('\n').findIndex((each) => each.startsWith('__device__ float twice'));
    assert.equal(source.map.toDocument(line, 0), text.indexOf('__device__'));
  });
});
