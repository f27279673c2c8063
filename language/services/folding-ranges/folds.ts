import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver-types';
import { isBlank } from '../../syntax/lexeme';
import type { Item } from '../../syntax/tree';
import { LineIndex } from '../../text/line-index';
import { span, type Span } from '../../text/span';
import { commentRuns } from '../model/comment-runs';
import { lexicalParts, type LexicalParts } from '../model/lexical-parts';

/** What folds in a part of the document. Lines count from the part's first. */
export interface Folds {
  readonly ranges: readonly FoldingRange[];
  /** `// #region` and `// #endregion`, whose partners may stand in other parts. */
  readonly markers: readonly { readonly line: number; readonly isEnd: boolean }[];
}

const known = new WeakMap<Item, Folds>();

/** The folds of an item, remembered as long as the item lives. */
export function foldsOf(item: Item): Folds {
  const remembered = known.get(item);
  if (remembered !== undefined) return remembered;
  const parts = lexicalParts(item.text);
  const folds = collect(item.text, parts, blocksOf(item, parts));
  known.set(item, folds);
  return folds;
}

/** The folds of text between items: blanks and comments. */
export function foldsBetweenItems(text: string): Folds {
  return text.trim() === '' ? { ranges: [], markers: [] } : collect(text, lexicalParts(text), []);
}

function blocksOf(item: Item, { brackets }: LexicalParts): Span[] {
  const braces = brackets.filter(({ start }) => item.text[start] === '{');
  if (item.kind !== 'kernel' && item.kind !== 'case') return braces;
  const members = item.kind === 'kernel' ? item.fields : item.bindings;
  const { name, body } = item;
  const unopened = item.text[body.start] === '{' ? [] : [span(name.span.start, body.end)];
  return [...unopened, ...braces, ...members.map((member) => member.span)];
}

const regionMarker = /^\/\/\s*#(end)?region\b/;

function collect(text: string, { comments }: LexicalParts, blocks: readonly Span[]): Folds {
  const lines = new LineIndex(text);
  const ranges: FoldingRange[] = [];
  const markers: { line: number; isEnd: boolean }[] = [];
  const add = (part: Span, kind?: FoldingRangeKind): void => {
    const startLine = lines.position(part.start).line;
    const lastLine = lines.position(part.end).line;
    if (lastLine === startLine) return;
    const endLine = kind === undefined && beginsWithCloser(text, lines, lastLine) ? lastLine - 1 : lastLine;
    if (endLine > startLine) ranges.push({ startLine, endLine, ...(kind !== undefined && { kind }) });
  };
  const folded = comments.filter((comment) => {
    const marker = regionMarker.exec(text.slice(comment.start, comment.end));
    if (marker === null) return true;
    markers.push({ line: lines.position(comment.start).line, isEnd: marker[1] !== undefined });
    return false;
  });
  for (const run of commentRuns(text, folded)) add(run, FoldingRangeKind.Comment);
  for (const block of blocks) add(block);
  return { ranges, markers };
}

function beginsWithCloser(text: string, lines: LineIndex, line: number): boolean {
  let at = lines.offset({ line, character: 0 });
  while (isBlank(text.charCodeAt(at))) at++;
  return at < text.length && ')]}'.includes(text.charAt(at));
}
