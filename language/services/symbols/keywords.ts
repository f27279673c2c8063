import type { OccurrenceCollector } from './collector';

/** Collects a keyword of an item's head: the last one before an offset, and nothing where it is misspelt. */
export function collectKeyword(collector: OccurrenceCollector, word: string, before: number): void {
  const match = new RegExp(`\\b${word}\\b(?!.*\\b${word}\\b)`, 's').exec(collector.text.slice(0, before));
  if (match === null) return;
  collector.use({ start: match.index, end: match.index + word.length }, { kind: 'keyword', word });
}
