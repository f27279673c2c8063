import { checkKernel, type CheckedKernelParts } from '../check/kernel';
import type { CheckedPreambles } from '../check/preamble';
import type { CheckedKernel, PlacedPreamble } from '../checked';
import type { KernelItem } from '../syntax/tree';
import { preamblesOf, type SharedPreambles } from './preambles';

/** A kernel as the document shows it, and what it was made from. */
export interface KernelState {
  readonly checked: CheckedKernel;
  readonly parts: CheckedKernelParts;
}

interface Known extends KernelState {
  readonly preambles: CheckedPreambles;
  readonly placedPreambles: readonly PlacedPreamble[];
}

/** Remembers kernels until their own text or one of the file's preambles changes. */
export class KernelMemo {
  private readonly known = new WeakMap<KernelItem, Known>();

  /** @param isSound False where the kernel cannot run for a reason that its own check does not see. */
  check(item: KernelItem, start: number, shared: SharedPreambles, isSound: boolean): KernelState {
    const known = this.known.get(item);
    const parts = known?.preambles === shared.checked ? known.parts : checkKernel(item, shared.checked);
    const runnable = parts.kernel.runnable && isSound;
    const isSame =
      known?.parts === parts &&
      known.placedPreambles === shared.placed &&
      known.checked.start === start &&
      known.checked.runnable === runnable;
    if (isSame) return known;
    const checked = place(parts, start, shared.placed, runnable);
    const state = { parts, checked, preambles: shared.checked, placedPreambles: shared.placed };
    this.known.set(item, state);
    return state;
  }
}

// Written out: a spread of an object with optional members takes many times as long, for each kernel that an edit moves.
function place(
  { kernel }: CheckedKernelParts,
  start: number,
  shared: readonly PlacedPreamble[],
  runnable: boolean,
): CheckedKernel {
  return {
    item: kernel.item,
    start,
    name: kernel.name,
    runnable,
    arguments: kernel.arguments,
    resultType: kernel.resultType,
    resultDtype: kernel.resultDtype,
    accumulatorType: kernel.accumulatorType,
    accuracy: kernel.accuracy,
    map: kernel.map,
    reduce: kernel.reduce,
    neutral: kernel.neutral,
    postMap: kernel.postMap,
    preambles: preamblesOf(kernel.item, start, shared),
    options: kernel.options,
    deterministic: kernel.deterministic,
    structs: kernel.structs,
  };
}
