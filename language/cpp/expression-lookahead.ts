import type { Span } from '../text/span';
import type { Cursor } from './cursor';
import { statementKeywords } from './keywords';
import { isInfixOperator } from './operators';

export interface OperatorAt {
  readonly text: string;
  readonly span: Span;
  /** The index of the token behind it. */
  readonly next: number;
}

/** The infix operator at the cursor, with the parts of `>>`, `>>=` and Python's `**` put together. */
export function operatorAt(cursor: Cursor): OperatorAt | undefined {
  const { token, position } = cursor;
  if (token.kind !== 'punctuator' || !isInfixOperator(token.text)) return undefined;
  const next = cursor.peek();
  if (next.kind === 'punctuator' && cursor.isGlued(position + 1)) {
    const isShift = token.text === '>' && (next.text === '>' || next.text === '>=');
    if (isShift || (token.text === '*' && next.text === '*')) {
      return { text: token.text + next.text, span: { start: token.start, end: next.end }, next: position + 2 };
    }
  }
  return { text: token.text, span: { start: token.start, end: token.end }, next: position + 1 };
}

/** `(name) x`: no expression at all unless `name` is a type. Whether it is one, the type checker knows better. */
export function isCastToUnknownType(cursor: Cursor): boolean {
  const close = cursor.partnerOf(cursor.position);
  if (close === undefined || close === cursor.position + 1) return false;
  for (let index = cursor.position + 1; index < close; index++) {
    const expectsName = (close - index) % 2 === 1;
    const token = cursor.tokenAt(index);
    if (expectsName ? token.kind !== 'identifier' || isReservedWord(token.text) : token.text !== '::') return false;
  }
  const next = cursor.tokenAt(close + 1);
  return next.kind === 'literal' || (next.kind === 'identifier' && !statementKeywords.has(next.text));
}

function isReservedWord(word: string): boolean {
  return ['true', 'false', 'nullptr', 'this'].includes(word) || statementKeywords.has(word);
}
