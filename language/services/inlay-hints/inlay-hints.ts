import { InlayHintKind, MarkupKind, type InlayHint, type Range } from 'vscode-languageserver-types';
import type { Item, PlacedItem } from '../../syntax/tree';
import { spanOf, type Analysis } from '../model/analysis';
import { checkedCaseOf } from '../model/item-types';
import { caseHints } from './case-hints';
import type { ItemHint } from './item-hint';
import { kernelHints, preambleHints } from './kernel-hints';
import type { InlayHintSettings } from './settings';

/** What the text does not say, shown between its characters, in a range and in order. */
export function inlayHints(analysis: Analysis, range: Range, settings: InlayHintSettings): InlayHint[] {
  const { start, end } = spanOf(analysis, range);
  return analysis.model.items
    .filter((placed) => placed.start <= end && start <= placed.start + placed.item.text.length)
    .flatMap((placed) =>
      itemHints(analysis, placed)
        .filter((hint) => settings[hint.setting] && isWithin(placed.start + hint.offset, start, end))
        .map((hint) => placeHint(analysis, placed.start, hint)),
    );
}

function isWithin(offset: number, start: number, end: number): boolean {
  return start <= offset && offset <= end;
}

function placeHint({ lines }: Analysis, start: number, hint: ItemHint): InlayHint {
  const position = lines.position(start + hint.offset);
  return {
    position,
    label: hint.label,
    kind: hint.setting === 'parameterNames' ? InlayHintKind.Parameter : InlayHintKind.Type,
    ...(hint.insertion === undefined
      ? {}
      : { textEdits: [{ range: { start: position, end: position }, newText: hint.insertion }] }),
    tooltip: { kind: MarkupKind.Markdown, value: hint.tooltip },
    paddingLeft: hint.padding === 'left',
    paddingRight: hint.padding === 'right',
  };
}

interface Known {
  /** What the hints were made from beside the item. */
  readonly source: object | undefined;
  readonly hints: readonly ItemHint[];
}

const known = new WeakMap<Item, Known>();

/** The hints of an item that did not change, and whose kernel and preambles did not, are the same as before. */
function itemHints({ model }: Analysis, { item }: PlacedItem): readonly ItemHint[] {
  const recall = (source: object | undefined, make: () => readonly ItemHint[]): readonly ItemHint[] => {
    const before = known.get(item);
    if (before !== undefined && before.source === source) return before.hints;
    // Stable: hints at one place keep the order that they were made in.
    const hints = make().toSorted((left, right) => left.offset - right.offset);
    known.set(item, { source, hints });
    return hints;
  };
  switch (item.kind) {
    case 'kernel': {
      const parts = model.kernelStates.get(item)?.parts;
      return recall(parts, () => (parts === undefined ? [] : kernelHints(parts)));
    }
    case 'case': {
      const settings = checkedCaseOf(model, item)?.settings;
      return recall(settings, () => caseHints(item, settings));
    }
    case 'preamble': {
      const { checked } = model.preambles;
      const own = checked.declarations.find(({ block }) => block === item);
      return recall(checked, () => (own === undefined ? [] : preambleHints(own, checked, item.text)));
    }
    case 'unreadable':
      return [];
  }
}
