import {
  defaultBindings,
  needsCase,
  resolveSlice,
  type CheckedCase,
  type CheckedKernel,
  type IndexRange,
} from '../language';
import { WarpfoldError } from '../protocol/errors';
import { argumentData, type RunData } from './inputs';

/** The values that `i` takes on a case's data, or on generated data of the default length. */
export function runRange(
  case_: CheckedCase | undefined,
  defaultLength: number,
): { readonly n: number; readonly range: IndexRange } {
  const n = case_?.settings.n ?? defaultLength;
  const parts = case_?.settings.sliceParts;
  return { n, range: parts === undefined ? { start: 0, step: 1, count: n } : resolveSlice(parts, n) };
}

/**
 * What a kernel runs on: its case's data, or generated data of the default length. Throws `needs-case` for a kernel
 * that indexes through data, whose valid indices nobody can guess, and `empty-without-neutral`.
 */
export function runData(kernel: CheckedKernel, case_: CheckedCase | undefined, defaultLength: number): RunData {
  const { n, range } = runRange(case_, defaultLength);
  if (range.count === 0 && kernel.neutral === undefined) {
    throw new WarpfoldError({
      code: 'empty-without-neutral',
      message: `Kernel "${kernel.name}" has nothing to reduce here and no neutral to answer with.`,
      advice: 'Add a neutral to the kernel: the value of a reduction of no elements.',
    });
  }
  const bindings = case_?.bindings ?? defaultBindings(kernel) ?? throwNeedsCase(kernel);
  return { n, range, arguments: bindings.map((binding) => argumentData(binding, n)) };
}

function throwNeedsCase(kernel: CheckedKernel): never {
  const argument = needsCase(kernel);
  throw new WarpfoldError({
    code: 'needs-case',
    message: `Kernel "${kernel.name}" cannot run on made-up data: "${argument?.name}" is not read as plain "${argument?.name}[i]".`,
    advice: `Bind its arguments: case example of ${kernel.name} { … }`,
  });
}
