import { checkKernel, type CheckedKernelParts } from '../check/kernel';
import { checkPreambles, noPreambles, type CheckedPreambles } from '../check/preamble';
import type { CheckedKernel, PlacedPreamble } from '../checked';
import type { Finding } from '../diagnostics/diagnostic';
import { checkLaws } from '../laws/check-laws';
import type { LawCase } from '../laws/trial';
import type { KernelItem, PreambleItem } from '../syntax/tree';
import { slice } from '../text/span';

/** A preamble of the file, and where it stands. */
export interface FilePreamble {
  readonly item: PreambleItem;
  readonly start: number;
}

interface Laws {
  /** What the cases give the scalars: the only thing beside the kernel that laws depend on. */
  readonly scalars: string;
  readonly finding: Finding | undefined;
}

/** Checks kernels, and keeps what it found while a kernel's text and the file's preambles stay the same. */
export class KernelCache {
  private preambles: { readonly items: readonly PreambleItem[]; readonly checked: CheckedPreambles } = {
    items: [],
    checked: noPreambles,
  };
  private kernels = new WeakMap<KernelItem, CheckedKernelParts>();
  private readonly laws = new WeakMap<CheckedKernelParts, Laws>();

  /** Reads the preambles of the file; the findings are in their order. */
  readPreambles(preambles: readonly FilePreamble[]): CheckedPreambles {
    const items = preambles.map(({ item }) => item);
    const same =
      items.length === this.preambles.items.length && items.every((item, at) => item === this.preambles.items[at]);
    if (!same) {
      const checked = checkPreambles(items.map((item) => ({ text: item.text, block: item })));
      this.preambles = { items, checked };
      this.kernels = new WeakMap();
    }
    return this.preambles.checked;
  }

  check(item: KernelItem): CheckedKernelParts {
    const known = this.kernels.get(item);
    if (known !== undefined) return known;
    const parts = checkKernel(item, this.preambles.checked);
    this.kernels.set(item, parts);
    return parts;
  }

  /** The law that the kernel's operator breaks, tried with the scalars of its cases. */
  checkLaws(parts: CheckedKernelParts, cases: readonly LawCase[]): Finding | undefined {
    if (parts.ignoresOperand || !parts.kernel.runnable) return undefined;
    const scalars = describeScalars(cases);
    const known = this.laws.get(parts);
    if (known?.scalars === scalars) return known.finding;
    const finding = checkLaws(parts.kernel, parts.types, parts.scope, cases);
    this.laws.set(parts, { scalars, finding });
    return finding;
  }
}

/** The whole kernel: what its own text says, where it stands, and the preambles that it is compiled with. */
export function placeKernel(
  { kernel }: CheckedKernelParts,
  start: number,
  filePreambles: readonly FilePreamble[],
  preamblesRunnable: boolean,
): CheckedKernel {
  const preambles: PlacedPreamble[] = [
    ...filePreambles.map(({ item, start: at }) => ({ block: item, start: at, text: slice(item.text, item.body) })),
    ...kernel.item.preambles.map((block) => ({ block, start, text: slice(kernel.item.text, block.body) })),
  ];
  return { ...kernel, start, runnable: kernel.runnable && preamblesRunnable, preambles };
}

function describeScalars(cases: readonly LawCase[]): string {
  return JSON.stringify(
    cases.map(({ n, scalars }) => [n, ...scalars]),
    (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value instanceof Map ? [...value] : value),
  );
}
