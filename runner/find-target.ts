import { suggest, type CheckedCase, type CheckedDocument, type CheckedKernel } from '../language';
import { WarpfoldError } from '../protocol/errors';

/** The kernel of a name. Throws `unknown-kernel`. */
export function findKernel(document: CheckedDocument, name: string): CheckedKernel {
  const kernel = document.kernels.find((one) => one.name === name);
  if (kernel !== undefined) return kernel;
  const names = document.kernels.map((one) => one.name);
  throw new WarpfoldError({
    code: 'unknown-kernel',
    message: `There is no kernel "${name}" here.${hint(name, names)}`,
  });
}

/** A kernel's case of a name. Throws `unknown-case`. */
export function findCase(document: CheckedDocument, kernel: CheckedKernel, name: string): CheckedCase {
  const cases = document.cases.filter((one) => one.kernel.name === kernel.name);
  const case_ = cases.find((one) => one.name === name);
  if (case_ !== undefined) return case_;
  const names = cases.map((one) => one.name);
  throw new WarpfoldError({
    code: 'unknown-case',
    message: `Kernel "${kernel.name}" has no case "${name}".${hint(name, names)}`,
  });
}

/** Throws `check-failed` for a kernel or a case that has errors. */
export function requireRunnable(kernel: CheckedKernel, case_: CheckedCase | undefined): void {
  const broken = !kernel.runnable
    ? `Kernel "${kernel.name}"`
    : case_?.runnable === false
      ? `Case "${case_.name}"`
      : undefined;
  if (broken !== undefined) {
    throw new WarpfoldError({ code: 'check-failed', message: `${broken} has errors: nothing was run.` });
  }
}

function hint(name: string, names: readonly string[]): string {
  const near = suggest(name, names);
  if (near !== undefined) return ` Did you mean "${near}"?`;
  return names.length === 0 ? '' : ` There are: ${names.join(', ')}.`;
}
