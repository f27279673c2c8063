import type { CheckedPreambles } from '../../check/preamble';
import type { CheckedKernelParts } from '../../check/kernel';
import type { DocumentModel } from '../../document/model';
import type { Item, PlacedItem } from '../../syntax/tree';
import { itemAt, type Analysis } from '../model/analysis';
import { collectCase, type CaseKernel } from './case-names';
import { OccurrenceCollector } from './collector';
import { collectKernel } from './kernel-names';
import { collectPreamble } from './preamble-names';
import { sameSymbol, type Occurrence, type PlacedOccurrence, type ReduceSymbol } from './symbol';

interface Known {
  /** What the occurrences were made from beside the item. */
  readonly source: CheckedKernelParts | CheckedPreambles | undefined;
  readonly occurrences: readonly Occurrence[];
}

const known = new WeakMap<Item, Known>();

/**
 * Every name of an item and what it stands for, by position. Names that nothing declares have none. An item that did not
 * change, and whose preambles did not, keeps its occurrences.
 */
export function occurrencesIn({ model }: Analysis, { item }: PlacedItem): readonly Occurrence[] {
  const source = sourceOf(model, item);
  const before = known.get(item);
  if (before !== undefined && before.source === source) return before.occurrences;
  const occurrences = collect(model, item);
  known.set(item, { source, occurrences });
  return occurrences;
}

function sourceOf(model: DocumentModel, item: Item): Known['source'] {
  switch (item.kind) {
    case 'kernel':
      return model.kernelStates.get(item)?.parts;
    case 'case':
      return kernelOf(model, item.kernel.text)?.parts;
    case 'preamble':
      return model.preambles.checked;
    case 'unreadable':
      return undefined;
  }
}

function collect(model: DocumentModel, item: Item): readonly Occurrence[] {
  const collector = new OccurrenceCollector(item.text);
  switch (item.kind) {
    case 'kernel': {
      const parts = model.kernelStates.get(item)?.parts;
      if (parts !== undefined) collectKernel(collector, item, parts);
      break;
    }
    case 'case':
      collectCase(collector, item, kernelOf(model, item.kernel.text));
      break;
    case 'preamble': {
      const { scope, types, declarations } = model.preambles.checked;
      const own = declarations.find(({ block }) => block === item);
      if (own !== undefined) collectPreamble({ collector, scope, types }, own);
      break;
    }
    case 'unreadable':
      break;
  }
  return collector.all();
}

function kernelOf(model: DocumentModel, name: string): CaseKernel | undefined {
  const item = model.kernelsByName.get(name);
  const parts = item && model.kernelStates.get(item)?.parts;
  return item && parts && { item, parts };
}

/** The name that an offset stands in or directly behind. */
export function occurrenceAt(analysis: Analysis, offset: number): PlacedOccurrence | undefined {
  const placed = itemAt(analysis, offset);
  if (placed === undefined) return undefined;
  const inside = offset - placed.start;
  const touching = occurrencesIn(analysis, placed).filter(({ span }) => span.start <= inside && inside <= span.end);
  const found = touching.find(({ span }) => span.start === inside) ?? touching[0];
  return found && { ...found, ...placedIn(placed) };
}

/** Every place that names a symbol, in order; its declaration included. */
export function occurrencesOf(analysis: Analysis, symbol: ReduceSymbol): PlacedOccurrence[] {
  return analysis.model.items.flatMap((placed) =>
    occurrencesIn(analysis, placed)
      .filter((occurrence) => sameSymbol(occurrence.symbol, symbol))
      .map((occurrence) => ({ ...occurrence, ...placedIn(placed) })),
  );
}

function placedIn({ item, start }: PlacedItem): { readonly item: Item; readonly start: number } {
  return { item, start };
}
