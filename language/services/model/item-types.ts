import type { ExpressionTypes, PreambleScope } from '../../check/typed';
import type { CheckedCase } from '../../checked';
import type { DocumentModel } from '../../document/model';
import type { CaseItem, Item } from '../../syntax/tree';

/** The types of an item's expressions, and the names of the preambles that it sees. */
export interface ItemTypes {
  readonly types: ExpressionTypes;
  readonly scope: PreambleScope;
}

/** Those of a kernel, of the kernel that a case is of, or of the file's preambles. */
export function itemTypes(model: DocumentModel, item: Item): ItemTypes {
  switch (item.kind) {
    case 'kernel':
      return model.kernelStates.get(item)?.parts ?? model.preambles.checked;
    case 'case': {
      const kernel = model.kernelsByName.get(item.kernel.text);
      return (kernel && model.kernelStates.get(kernel)?.parts) ?? model.preambles.checked;
    }
    case 'preamble':
    case 'unreadable':
      return model.preambles.checked;
  }
}

const casesOf = new WeakMap<DocumentModel, ReadonlyMap<CaseItem, CheckedCase>>();

/** What a case was found to mean; undefined where its kernel does not exist. */
export function checkedCaseOf(model: DocumentModel, item: CaseItem): CheckedCase | undefined {
  let cases = casesOf.get(model);
  if (cases === undefined) {
    cases = new Map(model.cases.map((each) => [each.item, each]));
    casesOf.set(model, cases);
  }
  return cases.get(item);
}
