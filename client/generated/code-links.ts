import type { Range } from '../../protocol/report';
import type { CodeLink } from '../../protocol/rpc';
import { generatedLines, type LineMap } from './line-map';

/** What of a generated document belongs to what of its source. Lines and characters count from zero. */
export interface CodeLinks {
  /**
   * Generated lines, ascending, of the smallest expression around a place of the source; outside of any, of all that
   * stand on the source's lines from `first` to `last`.
   */
  linesAt(place: Range['start'], first: number, last: number): readonly number[];
  /** The places of the source that a generated line belongs to. */
  rangesOf(line: number): readonly Range[];
}

/** The links of a text that says by itself which lines it comes from. */
export function linksOfLines(map: LineMap): CodeLinks {
  const sources = new Map<number, number[]>();
  for (const [source, lines] of map)
    for (const line of lines) sources.set(line, [...(sources.get(line) ?? []), source]);
  return {
    linesAt: (_, first, last) => generatedLines(map, first, last),
    rangesOf: (line) =>
      (sources.get(line) ?? []).map((source) => ({
        start: { line: source, character: 0 },
        end: { line: source, character: Number.MAX_SAFE_INTEGER },
      })),
  };
}

/** The links of instructions, as the compiler's answer lists them. */
export function linksOfCode(links: readonly CodeLink[]): CodeLinks {
  const ranges = new Map(links.map((link) => [link.line, link.ranges]));
  const linesWhere = (holds: (range: Range) => boolean): number[] =>
    links.filter((link) => link.ranges.some(holds)).map(({ line }) => line);
  return {
    linesAt(place, first, last) {
      const around = links.flatMap((link) => link.ranges).filter((range) => contains(range, place));
      const smallest = around.reduce<Range | undefined>(
        (best, range) => (best === undefined || contains(best, range.start, range.end) ? range : best),
        undefined,
      );
      if (smallest === undefined) return linesWhere(({ start, end }) => start.line <= last && end.line >= first);
      return linesWhere((range) => contains(smallest, range.start, range.end));
    },
    rangesOf: (line) => ranges.get(line) ?? [],
  };
}

/** Whether a range holds places, its ends included. */
function contains({ start, end }: Range, ...places: readonly Range['start'][]): boolean {
  return places.every((place) => !isBefore(place, start) && !isBefore(end, place));
}

function isBefore(one: Range['start'], other: Range['start']): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}
