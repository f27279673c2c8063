import { isSumOfOperands, withoutParentheses } from '../../language/check/floating-sum';
import type { CheckedKernel } from '../../language/checked';
import type { Expression } from '../../language/cpp/tree';
import { macroTexts } from '../emit/program';
import { wordsOf } from '../emit/words';

/** What one instruction does to the 32-bit integers of a warp. The order changes nothing: neither a bit nor an overflow. */
export type WarpReduction = 'add' | 'min' | 'max' | 'and' | 'or' | 'xor';

const bitwise: Readonly<Record<string, WarpReduction>> = { '&': 'and', '|': 'or', '^': 'xor' };

/**
 * The instruction that folds a warp as `reduce_expr` does, where there is one: `redux.sync`, which GPUs have from compute
 * capability 8.0 on (PTX ISA, "Parallel Synchronization and Communication Instructions").
 */
export function warpReductionOf(kernel: CheckedKernel): WarpReduction | undefined {
  const { reduce, accumulatorType: type } = kernel;
  if (type.kind !== 'arithmetic' || (type.name !== 'int' && type.name !== 'unsigned int')) return undefined;
  // A macro may make anything of an operand.
  if (macroTexts(kernel).length > 0) return undefined;
  if (isSumOfOperands(reduce.expression)) return 'add';
  const fold = withoutParentheses(reduce.expression);
  if (fold.kind === 'binary') return areOperands([fold.left, fold.right]) ? bitwise[fold.operator] : undefined;
  if (fold.kind !== 'call' || fold.callee.kind !== 'name' || !areOperands(fold.arguments)) return undefined;
  const { name } = fold.callee;
  return (name === 'min' || name === 'max') && !isInPreamble(kernel, name) ? name : undefined;
}

function areOperands(expressions: readonly Expression[]): boolean {
  const names = expressions.map(withoutParentheses).map((each) => (each.kind === 'name' ? each.name : ''));
  return names.length === 2 && names.includes('a') && names.includes('b');
}

/** Whether a preamble has the word: it may declare a function of that name. */
function isInPreamble({ preambles }: CheckedKernel, word: string): boolean {
  return preambles.some(({ text }) => wordsOf(text).has(word));
}
