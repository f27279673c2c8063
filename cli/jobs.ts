import type { CheckedDocument } from '../language';
import { UsageError } from './exit-codes';

/** One kernel on one case, or on generated input where it has none. */
export interface Job {
  readonly kernel: string;
  readonly case?: string;
}

export interface Selection {
  readonly kernel?: string;
  readonly case?: string;
}

/** What to run of a file: every case of every kernel, and kernels without a case; or the part that was asked for. */
export function jobsOf(document: CheckedDocument, selection: Selection): readonly Job[] {
  const jobs: Job[] = document.kernels.flatMap((kernel) => {
    const cases = document.cases.filter((one) => one.kernel.name === kernel.name);
    return cases.length === 0
      ? [{ kernel: kernel.name }]
      : cases.map((one) => ({ kernel: kernel.name, case: one.name }));
  });
  return jobs.filter(
    (job) =>
      (selection.kernel === undefined || job.kernel === selection.kernel) &&
      (selection.case === undefined || job.case === selection.case),
  );
}

/** Fails with what there is instead, where a selection matches nothing in any file. */
export function requireJobs(found: number, documents: readonly CheckedDocument[], selection: Selection): void {
  if (found > 0 || (selection.kernel === undefined && selection.case === undefined)) return;
  const kernels = documents.flatMap((document) => document.kernels.map((kernel) => kernel.name));
  if (selection.kernel !== undefined && !kernels.includes(selection.kernel)) {
    throw new UsageError(`There is no kernel "${selection.kernel}". Kernels: ${kernels.join(', ') || 'none'}.`);
  }
  const cases = documents.flatMap((document) => document.cases.map((one) => `${one.name} of ${one.kernel.name}`));
  throw new UsageError(`There is no such case. Cases: ${cases.join(', ') || 'none'}.`);
}
