import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planCpu } from '../cpu/plan';
import { generateCpp } from '../cpu/generate';
import { generateCuda } from '../cuda/generate';
import { readKernel } from '../testing/read-kernel';
import { planCuda } from './cuda';
import { cpuShapes, cudaShapes } from './shapes';

const texts = [
  'kernel sum { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; }',
  'kernel bytes { dtype_out = int64; arguments = const signed char *x; reduce_expr = a + b; }',
  'kernel gather { dtype_out = float64; arguments = const double *x, const int *k; map_expr = x[k[i]]; reduce_expr = a + b; }',
  'kernel index { dtype_out = int64; map_expr = i; reduce_expr = a + b; }',
];

test('every shape is a plan that works, unlike the others', () => {
  for (const text of texts) {
    const { document, kernel } = readKernel(text);
    for (const count of [1, 5000, 1 << 26]) {
      const plan = planCuda(kernel, { multiprocessors: 132, maxThreadsPerMultiprocessor: 2048 }, count);
      const plans = [plan, ...cudaShapes(plan)];
      const sources = plans.map((each) => generateCuda({ document, kernel, fileName: 'k.reduce', plan: each }).text);
      assert.equal(new Set(sources).size, 5);
    }
    const plan = planCpu(kernel);
    const plans = [plan, ...cpuShapes(plan)];
    const sources = plans.map((each) => generateCpp({ document, kernel, fileName: 'k.reduce', plan: each }).text);
    assert.equal(new Set(sources).size, 5);
  }
});
