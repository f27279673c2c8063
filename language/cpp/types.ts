import { cover, type Span } from '../text/span';
import {
  arithmeticWords,
  isBuiltinType,
  isBuiltinTypeTemplate,
  isTypeKeyword,
  normalizeArithmeticWords,
} from './builtin-types';
import type { Cursor } from './cursor';
import { keywords } from './keywords';
import type { Expression, TypeName } from './tree';

/** Nesting of template arguments that is followed; far more than any type has. */
const templateDepthLimit = 32;

const elaborations: ReadonlySet<string> = new Set(['struct', 'class', 'union', 'enum', 'typename']);
const restrictions: ReadonlySet<string> = new Set(['__restrict__', '__restrict']);

function isQualifier(word: string): boolean {
  return word === 'const' || word === 'volatile';
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
    const isWord = token.kind === 'identifier' && (isQualifier(token.text) || restrictions.has(token.text));
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

/** Reads a type where one has to stand, pointers and references included. The name is empty where it is missing. */
export function parseTypeName(cursor: Cursor, where: string): TypeName {
  return parsePointers(cursor, parseBaseType(cursor, where));
}

/** Reads `* const &` behind a type. */
export function parsePointers(cursor: Cursor, base: TypeName): TypeName {
  let pointers = base.pointers;
  let isReference = base.isReference;
  let end = base.span.end;
  for (;;) {
    if (cursor.accept('*')) pointers++;
    else if (atReference(cursor) && cursor.advance()) isReference = true;
    else if (cursor.token.kind === 'identifier' && isPointerWord(cursor.token.text) && pointers > 0) cursor.advance();
    else break;
    end = cursor.previousEnd;
  }
  return { ...base, pointers, isReference, span: { start: base.span.start, end } };
}

/** Whether `&` or `&&` stands at the cursor; their spellings as words can only be meant as a name. */
export function atReference(cursor: Cursor): boolean {
  const { text, start, end } = cursor.token;
  return (cursor.at('&') || cursor.at('&&')) && end - start === text.length;
}

function isPointerWord(word: string): boolean {
  return isQualifier(word) || restrictions.has(word);
}

/** Reads a type without the pointers behind it, so that a declaration can share it among its names. */
export function parseBaseType(cursor: Cursor, where: string): TypeName {
  const start = cursor.token.start;
  let isConst = false;
  let isVolatile = false;
  let name: NamedType | undefined;
  const words: string[] = [];
  let wordsSpan: Span | undefined;
  for (;;) {
    const { kind, text } = cursor.token;
    if (kind === 'identifier' && isQualifier(text)) {
      cursor.advance();
      if (text === 'const') isConst = true;
      else isVolatile = true;
    } else if (kind === 'identifier' && arithmeticWords.has(text) && name === undefined) {
      const word = cursor.advance();
      words.push(text);
      wordsSpan = cover(wordsSpan ?? word, word);
    } else if (name !== undefined || words.length > 0) {
      break;
    } else if (kind === 'identifier' && elaborations.has(text)) {
      cursor.advance();
    } else if (atTypeName(cursor)) {
      name = parseNamedType(cursor);
    } else {
      break;
    }
  }
  if (words.length > 0 && wordsSpan) name = { name: combine(cursor, words, wordsSpan), span: wordsSpan, arguments: [] };
  if (name === undefined) reportMissing(cursor, where);
  const end = cursor.previousEnd;
  const nowhere = { start: end, end };
  return {
    kind: 'type',
    span: end > start ? { start, end } : nowhere,
    name: name?.name ?? '',
    nameSpan: name?.span ?? nowhere,
    templateArguments: name?.arguments ?? [],
    isConst,
    isVolatile,
    pointers: 0,
    isReference: false,
  };
}

interface NamedType {
  readonly name: string;
  readonly span: Span;
  readonly arguments: TypeName['templateArguments'];
}

function atTypeName(cursor: Cursor): boolean {
  const token = cursor.token;
  if (token.kind === 'punctuator') return token.text === '::' && cursor.peek().kind === 'identifier';
  return (
    token.kind === 'identifier' && (!keywords.has(token.text) || isTypeKeyword(token.text) || token.text === 'decltype')
  );
}

function combine(cursor: Cursor, words: readonly string[], span: Span): string {
  const normal = normalizeArithmeticWords(words);
  if (normal === undefined) cursor.report('bad-type-words', span, { words: words.join(' ') });
  return normal ?? '';
}

function reportMissing(cursor: Cursor, where: string): void {
  const { token, previous } = cursor;
  const span = token.kind === 'end' && previous ? previous : token;
  cursor.report('missing-type', span, { where });
}

function parseNamedType(cursor: Cursor): NamedType {
  const first = cursor.token;
  if (cursor.acceptWord('decltype')) {
    cursor.skipGroup();
    return { name: 'auto', span: { start: first.start, end: cursor.previousEnd }, arguments: [] };
  }
  let name = cursor.accept('::') ? '::' : '';
  let end = first.end;
  let templateArguments: TypeName['templateArguments'] = [];
  while (cursor.token.kind === 'identifier') {
    end = cursor.token.end;
    name += cursor.advance().text;
    if (cursor.at('<')) {
      templateArguments = parseTemplateArguments(cursor);
      const spelling = cursor.spelling({ start: end, end: cursor.previousEnd });
      if (cursor.at('::')) name += spelling.replace(/\s+/g, ' ');
    }
    if (!(cursor.at('::') && cursor.peek().kind === 'identifier')) break;
    cursor.advance();
    name += '::';
  }
  return { name, span: { start: first.start, end }, arguments: templateArguments };
}

/** Reads `<…>` at the cursor. */
export function parseTemplateArguments(cursor: Cursor): (TypeName | Expression)[] {
  const open = cursor.advance();
  const templateArguments: (TypeName | Expression)[] = [];
  while (!cursor.at('>') && !cursor.atEnd) {
    if (!cursor.enter()) break;
    templateArguments.push(parseTemplateArgument(cursor));
    cursor.leave();
    if (!cursor.accept(',')) break;
  }
  if (!cursor.accept('>')) {
    cursor.report('unclosed-bracket', open, { open: '<', close: '>' });
    // A name here is what the type is for.
    if (cursor.token.kind !== 'identifier') cursor.skipTo(',', '>', ';');
    cursor.accept('>');
  }
  return templateArguments;
}

function parseTemplateArgument(cursor: Cursor): TypeName | Expression {
  const sign = cursor.at('-') && cursor.peek().kind === 'literal' ? cursor.advance() : undefined;
  const token = cursor.token;
  if (token.kind === 'literal' && token.literal) {
    cursor.advance();
    if (sign === undefined) return token.literal;
    const span = { start: sign.start, end: token.end };
    return {
      kind: 'unary',
      span,
      operator: '-',
      operatorSpan: { start: sign.start, end: sign.end },
      operand: token.literal,
    };
  }
  if (token.text === 'true' || token.text === 'false') {
    cursor.advance();
    return { kind: 'bool', span: { start: token.start, end: token.end }, value: token.text === 'true' };
  }
  return parseTypeName(cursor, 'between ‘<’ and ‘>’');
}
