import type { Callee } from '../../check/typed';
import type { Span } from '../../text/span';
import type { Occurrence, ReduceSymbol } from './symbol';

/** Collects the occurrences of one item; of two at the same place, the first is kept. */
export class OccurrenceCollector {
  private readonly found = new Map<number, Occurrence>();

  constructor(readonly text: string) {}

  declare(span: Span, symbol: ReduceSymbol): void {
    this.add(span, symbol, true);
  }

  use(span: Span, symbol: ReduceSymbol, callee?: Callee): void {
    this.add(span, symbol, false, callee);
  }

  has(offset: number): boolean {
    return this.found.has(offset);
  }

  /** By position. */
  all(): readonly Occurrence[] {
    return Array.from(this.found.values()).sort((left, right) => left.span.start - right.span.start);
  }

  private add(span: Span, symbol: ReduceSymbol, isDeclaration: boolean, callee?: Callee): void {
    if (span.start >= span.end || this.found.has(span.start)) return;
    this.found.set(span.start, { span, symbol, isDeclaration, ...(callee && { callee }) });
  }
}

/** The last identifier of a qualified name: `min` of `std::min`. */
export function lastWord(text: string, { start, end }: Span): Span {
  const word = /\w+\s*$/.exec(text.slice(start, end));
  if (word === null) return { start, end };
  const from = start + word.index;
  return { start: from, end: from + word[0].trimEnd().length };
}
