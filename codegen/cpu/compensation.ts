import type { Compensation, RoundedOperations } from '../emit/compensation';
import { pairFunctions } from '../emit/compensation';

/** The functions of a compensated sum. Libraries are compiled without `-ffast-math` and with `-ffp-contract=off`. */
export function compensationSource(compensation: Compensation): string {
  const rounded: RoundedOperations = {
    add: (left, right) => `${left} + ${grouped(right)}`,
    subtract: (left, right) => `${left} - ${right}`,
    multiply: (left, right) => `${left} * ${right}`,
    multiplyAdd: (left, right, addend) =>
      `__builtin_fma${compensation.type === 'float' ? 'f' : ''}(${left}, ${right}, ${addend})`,
  };
  return pairFunctions(compensation, 'static inline ', rounded);
}

function grouped(operand: string): string {
  return operand.includes(' ') ? `(${operand})` : operand;
}
