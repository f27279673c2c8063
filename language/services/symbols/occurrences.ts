import type { Analysis } from '../model/analysis';
import type { PlacedItem } from '../../syntax/tree';
import type { ReduceSymbol, Occurrence, PlacedOccurrence } from './symbol';

/**
 * Every name of an item and what it stands for, by position. Names that nothing declares have none. An item that did not
 * change, and whose preambles did not, keeps its occurrences.
 */
export declare function occurrencesIn(analysis: Analysis, placed: PlacedItem): readonly Occurrence[];

/** The name that an offset stands in or directly behind. */
export declare function occurrenceAt(analysis: Analysis, offset: number): PlacedOccurrence | undefined;

/** Every place that names a symbol, in order; its declaration included. */
export declare function occurrencesOf(analysis: Analysis, symbol: ReduceSymbol): PlacedOccurrence[];
