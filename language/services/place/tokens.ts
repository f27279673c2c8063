import { tokenize, type Token } from '../../cpp/lexer';
import { keywords } from '../../cpp/keywords';
import { Findings } from '../../diagnostics/diagnostic';
import { span } from '../../text/span';

/** The C++ tokens of a part of a text, without the one of kind `end`. What is wrong with them is not reported. */
export function tokensBetween(text: string, start: number, end: number): readonly Token[] {
  return tokenize(text, span(start, Math.max(start, end)), new Findings()).tokens.slice(0, -1);
}

/** The indices of the brackets that are open behind the last token, the innermost last. */
export function openBrackets(tokens: readonly Token[]): readonly number[] {
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'punctuator') continue;
    if (isOpening(token.text)) open.push(index);
    const opener = openerOf(token.text);
    if (opener === undefined) continue;
    const partner = open.findLastIndex((each) => tokens[each]?.text === opener);
    if (partner >= 0) open.length = partner;
  }
  return open;
}

/** The index of the bracket that the one at an index closes; -1 where there is none. */
export function partnerBefore(tokens: readonly Token[], index: number): number {
  let depth = 0;
  for (let at = index; at >= 0; at--) {
    const token = tokens[at];
    if (token?.kind !== 'punctuator') continue;
    if (openerOf(token.text) !== undefined) depth++;
    else if (isOpening(token.text) && --depth === 0) return at;
  }
  return -1;
}

/** The indices of the commas directly between the bracket at an index, or the text's start at -1, and the end. */
export function commasBehind(tokens: readonly Token[], opening: number): readonly number[] {
  const commas: number[] = [];
  let depth = 0;
  for (let index = opening + 1; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind !== 'punctuator') continue;
    if (isOpening(token.text)) depth++;
    else if (openerOf(token.text) !== undefined) depth--;
    else if (token.text === ',' && depth === 0) commas.push(index);
  }
  return commas;
}

export function isName(token: Token | undefined): boolean {
  return token?.kind === 'identifier' && !keywords.has(token.text);
}

function isOpening(text: string): boolean {
  return text === '(' || text === '[' || text === '{';
}

function openerOf(text: string): string | undefined {
  return text === ')' ? '(' : text === ']' ? '[' : text === '}' ? '{' : undefined;
}
