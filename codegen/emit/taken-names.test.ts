import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { generateCpp } from '../cpu/generate';
import { planCpu } from '../cpu/plan';
import { runCpp } from '../cpu/testing/run-cpp';
import { canEmulate, emulate } from '../cuda/emulator/emulate';
import { generateCuda } from '../cuda/generate';
import { planCuda } from '../plan/cuda';
import { readKernel } from '../testing/read-kernel';

/** A kernel whose preamble mentions words, as any comment or variable may. */
const mentioning = (words: string) => ({
  ...readKernel(`preamble {
    // ${words}
    struct extent { int lo; int hi; };
    __device__ extent join(extent p, extent q) { extent result = p; result.hi = q.hi; return result; }
}
kernel k {
    dtype_out = extent; arguments = const int *x; map_expr = extent{x[i], x[i]}; reduce_expr = join(a, b);
    neutral = extent{0, 0}; post_map_expr = a;
}`),
  fileName: 'k.reduce',
});

const wordsOf = (text: string): string => [...new Set(text.match(/\b[a-z]\w*\b/g))].join(' ');

describe('a preamble that has every word of ours', { skip: canEmulate() ? false : 'needs Linux and g++' }, () => {
  const device = { multiprocessors: 4, maxThreadsPerMultiprocessor: 2048 };

  it('compiles for the CPU', () => {
    const generate = (words: string): string => {
      const request = mentioning(words);
      return generateCpp({ ...request, plan: planCpu(request.kernel) }).text;
    };
    assert.equal(runCpp(`${generate(wordsOf(generate('')))}\nint main() { return 0; }\n`), '');
  });

  it('compiles for CUDA', () => {
    const generate = (words: string) => {
      const request = mentioning(words);
      return generateCuda({ ...request, plan: planCuda(request.kernel, device, 1000) });
    };
    assert.deepEqual(emulate(generate(wordsOf(generate('').text)), []), []);
  });
});
