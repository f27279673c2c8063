import { tokenize } from '../../cpp/lexer';
import { Findings } from '../../diagnostics/diagnostic';
import type { Piece } from './pieces';
import type { ValueMarks } from './value-layout';

/** Blanks between two tokens of one line; `keep` leaves one where there is any. */
export type Spacing = 'none' | 'one' | 'keep';

const wordPattern = /\w$/;

/** @param start Offset of the item: marks count from it. */
export function spacing(left: Piece, right: Piece, marks: ValueMarks, start: number): Spacing {
  const wanted = wantedSpacing(left, right, marks, start);
  return wanted === 'none' && wouldMerge(left.text, right.text) ? 'one' : wanted;
}

function wantedSpacing(left: Piece, right: Piece, marks: ValueMarks, start: number): Spacing {
  const has = (set: ReadonlySet<number>, piece: Piece): boolean => set.has(piece.start - start);
  if (left.kind !== 'token' || right.kind !== 'token') return 'one';
  if (right.text === ';' || right.text === ',') return 'none';
  if (left.text === ',' || left.text === ';') return 'one';
  if (has(marks.joined, right)) return 'none';
  if (has(marks.operators, left) || has(marks.operators, right)) return 'one';
  if (has(marks.structBraces, left) || has(marks.structBraces, right)) {
    return left.text === '{' && right.text === '}' ? 'none' : 'one';
  }
  if (has(marks.memberColons, right) || has(marks.sliceColons, right)) return 'none';
  if (has(marks.memberColons, left)) return 'one';
  if (has(marks.sliceColons, left)) return 'none';
  return cppSpacing(left.text, right.text);
}

const accessors: ReadonlySet<string> = new Set(['.', '->', '::']);
const openers: ReadonlySet<string> = new Set(['(', '[', '{']);
const closers: ReadonlySet<string> = new Set([')', ']', '}']);
const declarators: ReadonlySet<string> = new Set(['*', '&']);
const prefixes: ReadonlySet<string> = new Set(['*', '&', '!', '~', '-', '+']);

/** The rules of C++ once the binary operators are known: a `<` that is none begins template arguments, and so on. */
function cppSpacing(left: string, right: string): Spacing {
  const isWord = wordPattern.test(left);
  if (openers.has(left) || closers.has(right)) return 'none';
  if (accessors.has(left)) return 'none';
  if (accessors.has(right)) return isWord || closers.has(left) ? 'none' : 'keep';
  if (left === '<' || right === '<' || right === '>') return 'none';
  if (declarators.has(right)) return isWord || left === '>' ? 'one' : declarators.has(left) ? 'none' : 'keep';
  if (prefixes.has(left)) return 'none';
  // A cast may stand apart from the parenthesis behind it.
  if (openers.has(right)) return isWord || left === ']' || left === '>' ? 'none' : 'keep';
  if (isWord && /^[\w"']/.test(right)) return 'one';
  return left === '>' && /^\w/.test(right) ? 'one' : 'keep';
}

/** Whether two tokens would be read as others without a blank between them. */
function wouldMerge(left: string, right: string): boolean {
  const { tokens, comments } = tokenize(left + right, { start: 0, end: left.length + right.length }, new Findings());
  return comments.length > 0 || tokens.length !== 3 || tokens[0]?.end !== left.length;
}
