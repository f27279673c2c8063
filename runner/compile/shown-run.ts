import type { CheckedCase, CheckedDocument, CheckedKernel, IndexRange } from '../../language';
import { defaultBindings } from '../../language';
import { WarpfoldError } from '../../protocol/errors';
import { findCase } from '../find-target';
import { runRange } from '../run-data';

/** The run whose program is shown of a kernel. */
export interface ShownRun {
  /** Left out where the kernel runs on generated input. */
  readonly case?: CheckedCase;
  /** Whether it was chosen among several cases, being the largest. */
  readonly isLargest: boolean;
  readonly range: IndexRange;
}

/**
 * The run that shows what a kernel's code is: of the case that was named, else of the one with the most elements, whose speed
 * matters most, else on generated input. Undefined where the kernel has no case that runs and cannot run without one.
 * Throws `unknown-case`, and `check-failed` for a named case that has errors.
 */
export function shownRun(
  document: CheckedDocument,
  kernel: CheckedKernel,
  caseName: string | undefined,
  defaultLength: number,
): ShownRun | undefined {
  const runOf = (case_: CheckedCase): ShownRun => ({
    case: case_,
    isLargest: false,
    range: runRange(case_, defaultLength).range,
  });
  if (caseName !== undefined) {
    const named = findCase(document, kernel, caseName);
    if (named.runnable) return runOf(named);
    throw new WarpfoldError({
      code: 'check-failed',
      message: `Case "${caseName}" of kernel "${kernel.name}" has errors, so it has no plan.`,
    });
  }
  const own = document.cases.filter((one) => one.kernel.name === kernel.name && one.runnable);
  const [largest, ...others] = own.map(runOf).toSorted((one, other) => other.range.count - one.range.count);
  if (largest !== undefined) return { ...largest, isLargest: others.length > 0 };
  if (defaultBindings(kernel) === undefined) return undefined;
  return { isLargest: false, range: runRange(undefined, defaultLength).range };
}
