import type { Position, SelectionRange } from 'vscode-languageserver-types';
import { isBlank, isLineBreak, isWordPart, isWordStart, skipTrivia } from '../syntax/lexeme';
import type { PlacedItem } from '../syntax/tree';
import { shift, span, type Span } from '../text/span';
import { itemAt, rangeOf, type Analysis } from './model/analysis';
import { commentRuns } from './model/comment-runs';
import { lexicalParts, type LexicalParts } from './model/lexical-parts';
import { nodesAt, type Node } from './model/node';

/** For each position what "expand selection" selects, from the word to the file. Each step holds the one before it. */
export function selectionRanges(analysis: Analysis, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => {
    const offset = analysis.lines.offset(position);
    const steps = nested(spansAt(analysis, offset));
    const innermost = steps.reduceRight<SelectionRange | undefined>(
      (parent, step) => ({ range: rangeOf(analysis, step), ...(parent && { parent }) }),
      undefined,
    );
    return innermost ?? { range: rangeOf(analysis, span(offset, offset)) };
  });
}

/** From the smallest to the largest, without those that do not hold the one before. */
function nested(spans: readonly Span[]): Span[] {
  const steps: Span[] = [];
  for (const next of [...spans].sort((left, right) => left.end - left.start - (right.end - right.start))) {
    const last = steps.at(-1);
    const isLarger = last === undefined || next.end - next.start > last.end - last.start;
    if (isLarger && next.start <= (last ?? next).start && next.end >= (last ?? next).end) steps.push(next);
  }
  return steps;
}

function spansAt(analysis: Analysis, offset: number): Span[] {
  const { text } = analysis;
  const placed = itemAt(analysis, offset);
  const inside =
    placed !== undefined && offset <= placed.start + placed.item.text.length
      ? spansOfItem(analysis, placed, offset - placed.start).map((each) => shift(each, placed.start))
      : spansBetweenItems(analysis, placed, offset);
  return [...wordAt(text, offset), ...inside, span(0, text.length)].filter(({ start, end }) => end > start);
}

function spansOfItem({ model }: Analysis, { item }: PlacedItem, offset: number): Span[] {
  const code = span(skipTrivia(item.text, 0), item.text.length);
  return [
    ...lexicalSpans(item.text, lexicalParts(item.text), offset),
    ...nodesAt(model, item, offset).flatMap((node) => spansOfNode(node, offset)),
    ...(offset >= code.start ? [code] : []),
  ];
}

function spansOfNode(node: Node, offset: number): Span[] {
  const value = node.kind === 'field' ? node.field.value : node.kind === 'binding' ? node.binding.valueSpan : undefined;
  return value !== undefined && value.start <= offset && offset <= value.end ? [value, node.span] : [node.span];
}

/** Between items there is nothing but blanks and comments. */
function spansBetweenItems({ text, model }: Analysis, before: PlacedItem | undefined, offset: number): Span[] {
  const start = before === undefined ? 0 : before.start + before.item.text.length;
  const next = model.items.find((placed) => placed.start >= offset);
  const gap = text.slice(start, next?.start ?? text.length);
  return lexicalSpans(gap, lexicalParts(gap), offset - start).map((each) => shift(each, start));
}

function lexicalSpans(text: string, parts: LexicalParts, offset: number): Span[] {
  const isInside = ({ start, end }: Span): boolean => start < offset && offset < end;
  const enclosed = [...parts.literals, ...parts.brackets].filter(isInside);
  const comments = parts.comments.filter(({ start, end }) => start < offset && offset <= end);
  const runs = comments.length === 0 ? [] : commentRuns(text, parts.comments);
  return [
    ...enclosed.flatMap((each) => [trimmed(text, each.inner), span(each.start, each.end)]),
    ...comments.flatMap((comment) => [commentText(text, comment), comment]),
    ...runs.filter(({ start, end }) => start < offset && offset <= end),
  ].filter(({ start, end }) => start <= offset && offset <= end);
}

/** A comment without its markers. */
function commentText(text: string, { start, end }: Span): Span {
  const isClosed = text.startsWith('/*', start) && end - start >= 4 && text.startsWith('*/', end - 2);
  return trimmed(text, span(start + 2, isClosed ? end - 2 : end));
}

function trimmed(text: string, part: Span): Span {
  const isSpace = (at: number): boolean => isBlank(text.charCodeAt(at)) || isLineBreak(text.charCodeAt(at));
  let { start, end } = part;
  while (start < end && isSpace(start)) start++;
  while (end > start && isSpace(end - 1)) end--;
  return span(start, end);
}

function wordAt(text: string, offset: number): Span[] {
  let start = offset;
  let end = offset;
  while (isWordPart(text.charCodeAt(start - 1))) start--;
  while (isWordPart(text.charCodeAt(end))) end++;
  return isWordStart(text.charCodeAt(start)) ? [span(start, end)] : [];
}
