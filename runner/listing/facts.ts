import type { CudaPlan } from '../../codegen';
import { sizeOf, type CheckedKernel } from '../../language';
import { stagedVectors, wordBytes } from '../../codegen/plan/staging';
import type { KernelFacts } from './summarize';

/** What is to be expected of a kernel's code. */
export function factsOf(kernel: CheckedKernel, plan: CudaPlan): KernelFacts {
  const read = kernel.arguments.filter(({ role, access }) => role === 'vector' && access !== 'none');
  const sizes = read.map(({ type }) => sizeOf(type));
  const staged = stagedVectors(kernel);
  const isPlain = read.length > 0 && read.every(({ access }) => access === 'element');
  const allBytes = sizes.every((size) => size !== undefined) ? sizes.reduce((total, size) => total + size, 0) : 0;
  const widths = staged.map(({ elementBytes }) => wordBytes(elementBytes, plan.vecSize));
  const spellings = [...kernel.arguments.map(({ spelling }) => spelling), kernel.resultDtype];
  const types = [...kernel.arguments.map(({ type }) => type), kernel.resultType, kernel.accumulatorType];
  return {
    ...(isPlain && allBytes > 0 ? { elementBytes: allBytes } : {}),
    ...(isPlain && staged.length === read.length ? { wordBytes: Math.min(...widths) } : {}),
    isDouble:
      spellings.some((spelling) => /double|float64|complex128/.test(spelling)) ||
      // What a struct holds is not looked into: it may be a double.
      types.some((type) => type.kind !== 'arithmetic' || type.name === 'double') ||
      kernel.preambles.some(({ text }) => /\bdouble\b/.test(text)),
  };
}
