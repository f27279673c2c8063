import type { KernelExpression } from '../../../checked';
import type { KernelFieldName } from '../../../syntax/fields';
import { describe } from '../../../types/spelling';
import type { Type } from '../../../types/type';
import type { HoverContext } from '../context';

/** The type of a field's value in the kernel at hand, and what it becomes. */
export function fieldTypes({ analysis, item }: HoverContext, name: KernelFieldName): string | undefined {
  const kernel = item.kind === 'kernel' ? analysis.model.kernelStates.get(item)?.parts.kernel : undefined;
  if (kernel === undefined) return undefined;
  switch (name) {
    case 'map_expr':
      return conversion(kernel.map, kernel.accumulatorType, 'the accumulator');
    case 'reduce_expr':
      return conversion(kernel.reduce, kernel.accumulatorType, 'the accumulator');
    case 'neutral':
      return conversion(kernel.neutral, kernel.accumulatorType, 'the accumulator');
    case 'post_map_expr':
      return conversion(kernel.postMap, kernel.resultType, 'the result');
    case 'dtype_out':
    case 'arguments':
    case 'reduce_type':
    case 'accuracy':
    case 'options':
    case 'deterministic':
      return undefined;
  }
}

function conversion(expression: KernelExpression | undefined, to: Type, what: string): string | undefined {
  if (expression === undefined || expression.type.kind === 'unknown' || to.kind === 'unknown') return undefined;
  const [from, target] = [describe(expression.type), describe(to)];
  return from === target ? `Here \`${from}\`, as ${what}.` : `Here \`${from}\`, which becomes \`${target}\`, ${what}.`;
}
