import type { CheckedKernel, KernelArgument } from '../../language/checked';
import { sizeOf } from '../../language/types/layout';

/** A vector that the map reads only at its own index, so that it can be read ahead in wide words. */
export interface StagedVector {
  readonly argument: KernelArgument;
  /** Position among the kernel's arguments. */
  readonly index: number;
  /** Bytes of one element. */
  readonly elementBytes: number;
}

/** Larger elements fill whole memory transactions by themselves; holding several would cost more registers than it saves. */
const largestStagedElement = 64;

export function stagedVectors(kernel: CheckedKernel): StagedVector[] {
  return kernel.arguments.flatMap((argument, index) => {
    const elementBytes =
      argument.role === 'vector' && argument.access === 'element' ? sizeOf(argument.type) : undefined;
    if (elementBytes === undefined || elementBytes === 0 || elementBytes > largestStagedElement) return [];
    return [{ argument, index, elementBytes }];
  });
}

/** Bytes of the widest word in which `vecSize` consecutive elements can be read: 16, or a smaller power of two. */
export function wordBytes(elementBytes: number, vecSize: number): number {
  const bytes = elementBytes * vecSize;
  let word = 16;
  while (bytes % word !== 0) word /= 2;
  return word;
}
