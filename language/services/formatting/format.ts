import type { Position, Range, TextEdit } from 'vscode-languageserver-types';
import type { ParsedItem } from '../../syntax/parse-item';
import type { PlacedItem } from '../../syntax/tree';
import { itemAt, rangeOf, type Analysis } from '../model/analysis';
import { GapLayout } from './gaps';
import { layoutOf, type ItemLayout } from './item-layout';
import { styleOf, type FormattingOptions, type Style } from './options';
import { commentPieces, itemPieces, type Piece } from './pieces';
import { indentPreamble, type Replacement } from './preamble-indent';

/**
 * Lays a document out anew: indentation, blanks, the column of `=` in kernels. Only white space changes, and none that
 * separates tokens, so the text means what it meant; comments, line breaks within values and single blank lines stay. An
 * item with a mistake of form is left as it is.
 */
export function format(analysis: Analysis, options: FormattingOptions): TextEdit[] {
  return toEdits(analysis, replacements(analysis, analysis.model.items, options));
}

/** The part of `format` that concerns the lines of a range. */
export function formatRange(analysis: Analysis, range: Range, options: FormattingOptions): TextEdit[] {
  const { lines } = analysis;
  const start = lines.offset({ line: range.start.line, character: 0 });
  // A range that ends before the first character of a line does not mean that line.
  const isBefore = range.end.character === 0 && range.end.line > range.start.line;
  const end = isBefore ? lines.offset(range.end) - 1 : lines.offset({ line: range.end.line + 1, character: 0 });
  const items = analysis.model.items.filter((placed) => placed.start <= end && endOf(placed) >= start);
  return toEdits(
    analysis,
    replacements(analysis, items, options).filter((edit) => edit.end >= start && edit.start <= end),
  );
}

/**
 * What typing a character asks for: behind `;` its field, behind `}` the item that it closes, behind a line break the field
 * that the break ends.
 */
export function formatOnType(
  analysis: Analysis,
  position: Position,
  typed: string,
  options: FormattingOptions,
): TextEdit[] {
  const offset = analysis.lines.offset(position);
  const placed = itemAt(analysis, Math.max(0, offset - 1));
  if (placed === undefined) return [];
  const { start, item } = placed;
  if (typed === '}') {
    const end = item.kind === 'kernel' || item.kind === 'case' ? start + item.body.end : endOf(placed);
    return end === offset ? editsWithin(analysis, placed, { start, end }, options) : [];
  }
  const field = layoutOf(analysis.model, placed).fields.findLast((span) => start + span.end <= offset);
  if (field === undefined) return [];
  const between = analysis.text.slice(start + field.end, offset);
  const isEnd = typed === ';' ? between === '' : /^[^\S\r\n]*(\r\n|\r|\n)[^\S\r\n]*$/.test(between);
  return isEnd ? editsWithin(analysis, placed, { start: start + field.start, end: start + field.end }, options) : [];
}

/** Edits on the lines of a part and not behind it, so that text around the cursor stays where it is. */
function editsWithin(
  analysis: Analysis,
  placed: PlacedItem,
  part: { readonly start: number; readonly end: number },
  options: FormattingOptions,
): TextEdit[] {
  const lineStart = analysis.lines.offset({ line: analysis.lines.position(part.start).line, character: 0 });
  const all = replacements(analysis, [placed], options);
  return toEdits(
    analysis,
    all.filter(({ start, end }) => start >= lineStart && start < part.end && end <= part.end),
  );
}

function endOf({ item, start }: PlacedItem): number {
  return start + item.text.length;
}

function toEdits(analysis: Analysis, all: readonly Replacement[]): TextEdit[] {
  return all.map((replacement) => ({ range: rangeOf(analysis, replacement), newText: replacement.newText }));
}

/** By position, without overlaps, each as small as it can be. */
function replacements(
  analysis: Analysis,
  items: readonly PlacedItem[],
  options: FormattingOptions,
): readonly Replacement[] {
  const style = styleOf(analysis.text, options);
  return [...items.flatMap((placed) => itemReplacements(analysis, placed, style)), ...between(analysis, style)]
    .flatMap((replacement) => difference(analysis.text, replacement))
    .sort((left, right) => left.start - right.start);
}

/** What a replacement changes, without what it leaves as it is at its ends. */
function difference(text: string, { start, end, newText }: Replacement): Replacement[] {
  const old = text.slice(start, end);
  if (old === newText) return [];
  const shared = Math.min(old.length, newText.length);
  let head = 0;
  while (head < shared && old[head] === newText[head]) head++;
  let tail = 0;
  while (tail < shared - head && old.at(-1 - tail) === newText.at(-1 - tail)) tail++;
  // No position of the protocol stands between the two halves of a line break.
  if (head > 0 && old[head - 1] === '\r') head--;
  if (tail > 0 && old.at(-tail) === '\n') tail--;
  return [{ start: start + head, end: end - tail, newText: newText.slice(head, newText.length - tail) }];
}

function itemReplacements(analysis: Analysis, placed: PlacedItem, style: Style): Replacement[] {
  if (hasMistakeOfForm(placed)) return [];
  const { item, start } = placed;
  const layout = layoutOf(analysis.model, placed);
  const pieces = itemPieces(item.text, start, layout.raw);
  const gaps = new GapLayout(analysis.text, style, { start, layout });
  return [...gaps.within(pieces), ...preambleReplacements(analysis.text, layout, start, style)];
}

function preambleReplacements(text: string, { preambles }: ItemLayout, start: number, style: Style): Replacement[] {
  return preambles.flatMap(({ body, level }) => {
    const inDocument = { start: start + body.start, end: start + body.end };
    return /[\r\n]/.test(text.slice(inDocument.start, inDocument.end))
      ? indentPreamble(text, inDocument, level, style)
      : [];
  });
}

/** Blank lines, and comments, between items. */
function between(analysis: Analysis, style: Style): Replacement[] {
  const { text, model } = analysis;
  const bom = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const pieces: Piece[] = [];
  let last = bom;
  for (const placed of model.items) {
    pieces.push(...commentPieces(text, { start: last, end: placed.start }));
    pieces.push({ kind: 'raw', text: '', start: placed.start, end: endOf(placed) });
    last = endOf(placed);
  }
  pieces.push(...commentPieces(text, { start: last, end: text.length }));
  return new GapLayout(text, style, undefined).around(pieces, bom);
}

function hasMistakeOfForm(placed: PlacedItem): boolean {
  const { findings } = placed as PlacedItem & Partial<ParsedItem>;
  return placed.item.kind === 'unreadable' || (findings?.some(({ severity }) => severity === 'error') ?? false);
}
