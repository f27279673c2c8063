import type { Token } from '../../cpp/lexer';
import { isTypeKeyword } from '../../cpp/builtin-types';
import { keywords } from '../../cpp/keywords';
import { isName, partnerBefore } from './tokens';

/**
 * The index of the first token of the operand that ends with the token at an index: `f(x)[i].y` as a whole, `(a + b)`,
 * `Range{1, 2}`. -1 where none ends there.
 */
export function operandStart(tokens: readonly Token[], last: number): number {
  const token = tokens[last];
  if (token === undefined) return -1;
  if (token.kind === 'literal') return last;
  if (isName(token) || token.text === 'this') return chainStart(tokens, nameStart(tokens, last));
  if (token.kind !== 'punctuator' || !')]}'.includes(token.text)) return -1;
  const open = partnerBefore(tokens, last);
  if (open < 0) return -1;
  const before = tokens[open - 1];
  if (token.text === ']') return operandStart(tokens, open - 1);
  const isCall = isName(before) || (before?.kind === 'identifier' && isTypeKeyword(before.text));
  if (isCall) return chainStart(tokens, nameStart(tokens, open - 1));
  if (before?.text === '>') return templateStart(tokens, open - 1);
  return token.text === '}' ? -1 : open;
}

/** The first token of a name with its qualifiers, `pycuda::abs`. */
export function nameStart(tokens: readonly Token[], last: number): number {
  let start = last;
  while (tokens[start - 1]?.text === '::') start -= isName(tokens[start - 2]) ? 2 : 1;
  return start;
}

/** Goes on to what stands before a `.` or `->`. */
function chainStart(tokens: readonly Token[], start: number): number {
  const before = tokens[start - 1]?.text;
  if (before !== '.' && before !== '->') return start;
  const earlier = operandStart(tokens, start - 2);
  return earlier < 0 ? start : earlier;
}

/** The name before the template arguments that end with the `>` at an index. */
export function templateStart(tokens: readonly Token[], last: number): number {
  const open = templateOpening(tokens, last);
  const name = tokens[open - 1];
  if (open < 0 || name?.kind !== 'identifier') return -1;
  return nameStart(tokens, open - 1);
}

function templateOpening(tokens: readonly Token[], last: number): number {
  let depth = 0;
  for (let index = last; index >= 0; index--) {
    const text = tokens[index]?.text;
    if (text === '>') depth++;
    else if (text === '<' && --depth === 0) return index;
    else if (text !== undefined && /^[;(){}]$/.test(text)) return -1;
  }
  return -1;
}

/** Keywords that are values, or end one. */
const valueKeywords: ReadonlySet<string> = new Set(['true', 'false', 'nullptr', 'this']);

/** Whether an operand ends with the last token, so that an operator has to follow, and no further operand. */
export function endsOperand(tokens: readonly Token[], isType: (name: string) => boolean): boolean {
  const last = tokens.at(-1);
  if (last === undefined) return false;
  if (last.kind === 'literal') return true;
  if (last.kind === 'identifier') return !keywords.has(last.text) || valueKeywords.has(last.text);
  if (last.text === ')') return !endsCast(tokens, isType);
  return last.text === ']' || last.text === '}';
}

/** Whether the `)` at the end closes `(float)`, behind which an operand follows. */
function endsCast(tokens: readonly Token[], isType: (name: string) => boolean): boolean {
  const open = partnerBefore(tokens, tokens.length - 1);
  const before = tokens[open - 1];
  if (open < 0) return false;
  if (before?.kind === 'identifier') return /^(if|while|for|switch)$/.test(before.text);
  if (before?.text === ')' || before?.text === ']' || before?.text === '>') return false;
  const inside = tokens.slice(open + 1, -1);
  const names = inside.filter(({ kind }) => kind === 'identifier').map(({ text }) => text);
  const isTypeText = inside.every(({ kind, text }) => kind === 'identifier' || /^(\*|&|::|<|>)$/.test(text));
  return (
    isTypeText && names.length > 0 && names.every((name) => isTypeKeyword(name) || name === 'const' || isType(name))
  );
}
