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
  private names: Names = { kernels: new Map(), findings: new Map() };

  resolve(placed: readonly PlacedItem[]): Names {
    this.names = this.update(placed) ?? resolveNames(placed);
    this.placed = placed;
    return this.names;
  }

  /** Undefined where names may refer to something else than before, or where one of them is a mistake. */
  private update(placed: readonly PlacedItem[]): Names | undefined {
    const { kernels, findings } = this.names;
    if (placed.length !== this.placed.length || findings.size > 0) return undefined;
    let updated: Map<string, KernelItem> | undefined;
    for (let index = 0; index < placed.length; index++) {
      const item = placed[index]?.item;
      const before = this.placed[index]?.item;
      if (before === item || item === undefined) continue;
      if (before === undefined || !areNamedAlike(before, item)) return undefined;
      // Without mistakes there is one kernel of each name.
      if (item.kind === 'kernel' && item.name.text !== '') (updated ??= new Map(kernels)).set(item.name.text, item);
    }
    return updated === undefined ? this.names : { kernels: updated, findings };
  }
}

function areNamedAlike(left: Item, right: Item): boolean {
  if (left.kind === 'kernel') return right.kind === 'kernel' && left.name.text === right.name.text;
  if (left.kind !== 'case') return left.kind === right.kind;
  return right.kind === 'case' && left.name.text === right.name.text && left.kernel.text === right.kernel.text;
}

/** Resolves kernel names, and reports repeated kernels, repeated cases and cases of unknown kernels. */
function resolveNames(placed: readonly PlacedItem[]): Names {
  const kernels = new Map<string, KernelItem>();
  const cases = new Map<string, CaseItem>();
  const reported = new Map<Item, readonly Finding[]>();
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
    if (first === undefined) {
      kernels.set(name, item);
      continue;
    }
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
  return { kernels, findings: reported };
}
