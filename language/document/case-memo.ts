import { checkCase, type CheckedCaseParts } from '../cases/check-case';
import type { CheckedKernelParts } from '../check/kernel';
import type { CheckedCase, DataFile, FileAccess } from '../checked';
import type { CaseItem } from '../syntax/tree';
import { dataFilesOf, sameFiles } from './data-files';
import type { KernelState } from './kernel-memo';

/** A case as the document shows it, and what it was made from. */
export interface CaseState {
  readonly checked: CheckedCase;
  readonly parts: CheckedCaseParts;
}

interface Known extends CaseState {
  readonly kernel: CheckedKernelParts;
  readonly isKernelRunnable: boolean;
  readonly dataFiles: readonly DataFile[];
}

/** Remembers cases until their text, their kernel or one of their data files changes. */
export class CaseMemo {
  private readonly known = new WeakMap<CaseItem, Known>();

  constructor(private readonly files: FileAccess | undefined) {}

  /** @param isSound False where the case cannot run for a reason that its own check does not see. */
  check(item: CaseItem, start: number, kernel: KernelState, isSound: boolean): CaseState {
    const known = this.known.get(item);
    const files = dataFilesOf(item, this.files);
    const isCurrent =
      known !== undefined &&
      known.kernel === kernel.parts &&
      known.isKernelRunnable === kernel.checked.runnable &&
      sameFiles(known.dataFiles, files);
    const parts = isCurrent ? known.parts : checkCase(item, kernel.checked, { files: this.files });
    const dataFiles = isCurrent ? known.dataFiles : files;
    const runnable = parts.runnable && isSound;
    const isSame =
      isCurrent &&
      known.checked.start === start &&
      known.checked.kernel === kernel.checked &&
      known.checked.runnable === runnable;
    if (isSame) return known;
    const { settings, bindings } = parts;
    const checked = {
      item,
      start,
      name: item.name.text,
      kernel: kernel.checked,
      runnable,
      settings,
      bindings,
      dataFiles,
    };
    const isKernelRunnable = kernel.checked.runnable;
    const state = { parts, checked, kernel: kernel.parts, isKernelRunnable, dataFiles };
    this.known.set(item, state);
    return state;
  }
}
