import { arithmeticWords, isBuiltinType, isBuiltinTypeTemplate, isTypeKeyword } from './builtin-types';
import type { Cursor } from './cursor';
import { keywords } from './keywords';

/** Nesting of template arguments that is followed; far more than any type has. */
const templateDepthLimit = 32;

export const elaborations: ReadonlySet<string> = new Set(['struct', 'class', 'union', 'enum', 'typename']);
const restrictions: ReadonlySet<string> = new Set(['__restrict__', '__restrict']);

export function isQualifier(word: string): boolean {
  return word === 'const' || word === 'volatile';
}

/** Words that may stand behind a `*`. */
export function isPointerWord(word: string): boolean {
  return isQualifier(word) || restrictions.has(word);
}

/** Whether a type certainly begins at the cursor: what a declaration or the parentheses of a cast tell apart by. */
export function atType(cursor: Cursor): boolean {
  return scanBaseType(cursor, cursor.position, 0) !== undefined;
}

/**
 * The index behind the type, pointers and references included, that certainly begins at an index; undefined where
 * none does. Moves nothing and reports nothing.
 */
export function scanType(cursor: Cursor, start: number, depth = 0): number | undefined {
  const base = scanBaseType(cursor, start, depth);
  if (base === undefined) return undefined;
  let index = base;
  for (;;) {
    const token = cursor.tokenAt(index);
    const isPointer = token.kind === 'punctuator' && (token.text === '*' || token.text === '&' || token.text === '&&');
    const isWord = token.kind === 'identifier' && isPointerWord(token.text);
    if (!isPointer && !isWord) return index;
    index++;
  }
}

/** As `scanType`, without the pointers. */
export function scanBaseType(cursor: Cursor, start: number, depth = 0): number | undefined {
  let index = start;
  let elaborated = false;
  let arithmetic = false;
  for (; cursor.tokenAt(index).kind === 'identifier'; index++) {
    const word = cursor.tokenAt(index).text;
    if (!keywords.has(word)) break;
    if (arithmeticWords.has(word)) arithmetic = true;
    else if (!arithmetic && elaborations.has(word)) elaborated = true;
    else if (!isQualifier(word)) break;
  }
  if (arithmetic) return index;
  if (cursor.tokenAt(index).text === 'decltype') return (cursor.partnerOf(index + 1) ?? index) + 1;
  const name = scanName(cursor, index, depth);
  if (name === undefined) return undefined;
  const known =
    name.isTemplate && isBuiltinTypeTemplate(name.text)
      ? true
      : elaborated || isBuiltinType(name.text) || cursor.context.isTypeName(name.text);
  if (!known || (keywords.has(name.text) && !isTypeKeyword(name.text))) return undefined;
  for (index = name.end; cursor.tokenAt(index).kind === 'identifier'; index++) {
    if (!isQualifier(cursor.tokenAt(index).text)) break;
  }
  return index;
}

/** A qualified name as far as it can be a type's: `ns::T`, `::T`, `T<int>`; not `T<int>::value`. */
function scanName(
  cursor: Cursor,
  start: number,
  depth: number,
): { text: string; end: number; isTemplate: boolean } | undefined {
  let index = start;
  let text = '';
  if (cursor.tokenAt(index).text === '::') {
    text = '::';
    index++;
  }
  for (;;) {
    const token = cursor.tokenAt(index);
    if (token.kind !== 'identifier') return undefined;
    text += token.text;
    index++;
    if (cursor.tokenAt(index).text !== '::') break;
    text += '::';
    index++;
  }
  if (cursor.tokenAt(index).text !== '<') return { text, end: index, isTemplate: false };
  const end = scanTemplateArguments(cursor, index, depth + 1);
  if (end === undefined) return { text, end: index, isTemplate: false };
  return cursor.tokenAt(end).text === '::' ? undefined : { text, end, isTemplate: true };
}

/**
 * The index behind `<…>` where it certainly holds template arguments: types and literals, and no names that a
 * comparison could be of. Each `<` is looked at once.
 */
export function scanTemplateArguments(cursor: Cursor, open: number, depth = 0): number | undefined {
  if (depth > templateDepthLimit) return undefined;
  const memo = cursor.scannedTemplates;
  if (memo.has(open)) return memo.get(open);
  const end = scanArgumentList(cursor, open, depth);
  memo.set(open, end);
  return end;
}

function scanArgumentList(cursor: Cursor, open: number, depth: number): number | undefined {
  let index = open + 1;
  if (cursor.tokenAt(index).text === '>') return index + 1;
  for (;;) {
    const end = scanType(cursor, index, depth) ?? scanConstant(cursor, index);
    if (end === undefined) return undefined;
    const separator = cursor.tokenAt(end).text;
    if (separator === '>') return end + 1;
    if (separator !== ',') return undefined;
    index = end + 1;
  }
}

function scanConstant(cursor: Cursor, start: number): number | undefined {
  const index = cursor.tokenAt(start).text === '-' ? start + 1 : start;
  const token = cursor.tokenAt(index);
  return token.kind === 'literal' || token.text === 'true' || token.text === 'false' ? index + 1 : undefined;
}
