import type { PreambleDeclarations } from '../../check/preamble';
import type { DocumentModel } from '../../document/model';
import type { Item } from '../../syntax/tree';

/** What the preambles declare that stand in an item: a file's preamble, or those of a kernel. Spans count from the item. */
export function declarationsIn(model: DocumentModel, item: Item): readonly PreambleDeclarations[] {
  switch (item.kind) {
    case 'kernel':
      return model.kernelStates.get(item)?.parts.declarations ?? [];
    case 'preamble':
      return model.preambles.checked.declarations.filter(({ block }) => block === item);
    case 'case':
    case 'unreadable':
      return [];
  }
}
