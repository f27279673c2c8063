import type { Compensation, RoundedOperations } from '../emit/compensation';
import { pairFunctions } from '../emit/compensation';

/** What stands before our own functions. */
export const device = '__device__ __forceinline__ ';

/**
 * The functions of a compensated sum. Their operations are CUDA's rounded intrinsics, which `--fmad` never merges with a
 * product of the map's; `--use_fast_math` flushes their subnormal results and changes nothing else of them.
 */
export function compensationSource(compensation: Compensation): string {
  return pairFunctions(compensation, device, roundedOperations(compensation.type));
}

function roundedOperations(type: Compensation['type']): RoundedOperations {
  const letter = type === 'float' ? 'f' : 'd';
  const fma = type === 'float' ? '__fmaf_rn' : '__fma_rn';
  return {
    add: (left, right) => `__${letter}add_rn(${left}, ${right})`,
    subtract: (left, right) => `__${letter}sub_rn(${left}, ${right})`,
    multiply: (left, right) => `__${letter}mul_rn(${left}, ${right})`,
    multiplyAdd: (left, right, addend) => `${fma}(${left}, ${right}, ${addend})`,
  };
}
