import type { KernelItem } from '../syntax/tree';
import type { PlacedParse } from './document-cache';
import type { KernelState } from './kernel-memo';

export type PlacedKernel = PlacedParse & { readonly item: KernelItem };

/** After so many questions about single kernels all of them are checked: to look for each one would take longer. */
const mostSingleQuestions = 8;

/**
 * The kernels of one version of a document, checked when somebody asks: most questions are about one of them, and a file
 * may hold a thousand.
 */
export class KernelStates {
  private readonly known = new Map<KernelItem, KernelState>();
  private whole: ReadonlyMap<KernelItem, KernelState> | undefined;

  constructor(
    private readonly placed: readonly PlacedParse[],
    private readonly check: (kernel: PlacedKernel) => KernelState,
  ) {}

  /** Undefined for a kernel of another version. */
  get(item: KernelItem): KernelState | undefined {
    const known = (this.whole ?? this.known).get(item);
    if (known !== undefined || this.whole !== undefined) return known;
    if (this.known.size >= mostSingleQuestions) return this.all().get(item);
    const placed = this.placed.find((each) => each.item === item);
    if (placed === undefined || !isKernel(placed)) return undefined;
    const state = this.check(placed);
    this.known.set(item, state);
    return state;
  }

  /** In file order. */
  all(): ReadonlyMap<KernelItem, KernelState> {
    if (this.whole === undefined) {
      const states = new Map<KernelItem, KernelState>();
      for (const placed of this.placed) {
        if (isKernel(placed)) states.set(placed.item, this.known.get(placed.item) ?? this.check(placed));
      }
      this.whole = states;
    }
    return this.whole;
  }
}

function isKernel(placed: PlacedParse): placed is PlacedKernel {
  return placed.item.kind === 'kernel';
}
