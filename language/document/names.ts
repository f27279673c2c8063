import { Findings, type Finding } from '../diagnostics/diagnostic';
import type { CaseItem, Item, KernelItem, PlacedItem } from '../syntax/tree';
import { suggest } from '../text/suggest';

/** What the names of a document's items refer to. */
export interface Names {
  /** The first kernel of each name. */
  readonly kernels: ReadonlyMap<string, KernelItem>;
  /** Mistakes that only the whole document shows, by the item that they stand in. */
  readonly findings: ReadonlyMap<Item, readonly Finding[]>;
}

/** Remembers what a document's names refer to, while an edit leaves the items' own names as they were. */
export class NameMemo {
  private placed: readonly PlacedItem[] = [];
  private names: Names = new ResolvedNames([], new Map());

  resolve(placed: readonly PlacedItem[]): Names {
    this.names = this.areAlike(placed) ? new ResolvedNames(placed, this.names.findings) : resolveNames(placed);
    this.placed = placed;
    return this.names;
  }

  /** False where names may refer to something else than before, or where one of them is a mistake. */
  private areAlike(placed: readonly PlacedItem[]): boolean {
    if (placed.length !== this.placed.length || this.names.findings.size > 0) return false;
    for (let index = 0; index < placed.length; index++) {
      const item = placed[index]?.item;
      const before = this.placed[index]?.item;
      if (before !== item && (before === undefined || item === undefined || !areNamedAlike(before, item))) return false;
    }
    return true;
  }
}

/** Few questions about a version are about other items than their own: kernels are listed when somebody first looks. */
class ResolvedNames implements Names {
  private known: ReadonlyMap<string, KernelItem> | undefined;

  constructor(
    private readonly placed: readonly PlacedItem[],
    readonly findings: Names['findings'],
  ) {}

  get kernels(): ReadonlyMap<string, KernelItem> {
    return (this.known ??= firstKernels(this.placed));
  }
}

function firstKernels(placed: readonly PlacedItem[]): ReadonlyMap<string, KernelItem> {
  const kernels = new Map<string, KernelItem>();
  for (const { item } of placed) {
    if (item.kind === 'kernel' && item.name.text !== '' && !kernels.has(item.name.text))
      kernels.set(item.name.text, item);
  }
  return kernels;
}

function areNamedAlike(left: Item, right: Item): boolean {
  if (left.kind === 'kernel') return right.kind === 'kernel' && left.name.text === right.name.text;
  if (left.kind !== 'case') return left.kind === right.kind;
  return right.kind === 'case' && left.name.text === right.name.text && left.kernel.text === right.kernel.text;
}

/** Resolves kernel names, and reports repeated kernels, repeated cases and cases of unknown kernels. */
function resolveNames(placed: readonly PlacedItem[]): Names {
  const cases = new Map<string, CaseItem>();
  const reported = new Map<Item, readonly Finding[]>();
  const names = new ResolvedNames(placed, reported);
  const { kernels } = names;
  const report = (item: Item, tell: (findings: Findings) => void): void => {
    const findings = new Findings();
    tell(findings);
    reported.set(item, findings.all);
  };
  const all = placed.map(({ item }) => item);
  for (const item of all) {
    if (item.kind !== 'kernel' || item.name.text === '') continue;
    const { text: name, span } = item.name;
    const first = kernels.get(name);
    if (first === undefined || first === item) continue;
    const related = [{ location: { item: first, span: first.name.span }, message: `The first kernel ‘${name}’` }];
    report(item, (findings) => findings.report('repeated-kernel', span, { name }, { related }));
  }
  for (const item of all) {
    if (item.kind !== 'case') continue;
    const kernel = item.kernel.text;
    if (kernel !== '' && !kernels.has(kernel)) {
      const suggestion = suggest(kernel, kernels.keys());
      const edits = [{ span: item.kernel.span, newText: suggestion ?? '' }];
      const fixes = suggestion === undefined ? [] : [{ title: `Change to ${suggestion}`, edits }];
      report(item, (findings) =>
        findings.report('unknown-kernel', item.kernel.span, { name: kernel, suggestion }, { fixes }),
      );
    } else if (item.name.text !== '') {
      const { text: name, span } = item.name;
      const key = `${name} of ${kernel}`;
      const first = cases.get(key);
      if (first === undefined) {
        cases.set(key, item);
        continue;
      }
      const related = [{ location: { item: first, span: first.name.span }, message: `The first case ‘${name}’` }];
      report(item, (findings) => findings.report('repeated-case', span, { name, kernel }, { related }));
    }
  }
  return names;
}
