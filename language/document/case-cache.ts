import type { CheckedKernelParts } from '../check/kernel';
import { checkCase, type CheckedCaseParts } from '../cases/check-case';
import type { CheckedCase, CheckedKernel, DataFile, FileAccess } from '../checked';
import type { CaseItem } from '../syntax/tree';
import { dataFilesOf, sameFiles } from './data-files';

interface Known {
  readonly kernel: CheckedKernelParts;
  readonly runnable: boolean;
  readonly dataFiles: readonly DataFile[];
  readonly parts: CheckedCaseParts;
}

/** Checks cases, and keeps what it found while a case's text, its kernel and its data files stay the same. */
export class CaseCache {
  private readonly known = new WeakMap<CaseItem, Known>();

  constructor(private readonly files: FileAccess | undefined) {}

  check(
    item: CaseItem,
    start: number,
    kernel: CheckedKernel,
    kernelParts: CheckedKernelParts,
  ): { readonly case: CheckedCase; readonly findings: CheckedCaseParts['findings'] } {
    const dataFiles = this.files === undefined ? [] : dataFilesOf(item, this.files);
    const known = this.known.get(item);
    const current =
      known?.kernel === kernelParts && known.runnable === kernel.runnable && sameFiles(known.dataFiles, dataFiles)
        ? known
        : {
            kernel: kernelParts,
            runnable: kernel.runnable,
            dataFiles,
            parts: checkCase(item, kernel, this.files === undefined ? {} : { files: this.files }),
          };
    this.known.set(item, current);
    const { findings, runnable, settings, bindings } = current.parts;
    return { case: { item, start, name: item.name.text, kernel, runnable, settings, bindings, dataFiles }, findings };
  }
}
