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

/** Resolves kernel names, and reports repeated kernels, repeated cases and cases of unknown kernels. */
export function resolveNames(placed: readonly PlacedItem[]): Names {
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
