import { cover, type Span } from '../text/span';
import { arithmeticWords, isTypeKeyword, normalizeArithmeticWords } from './builtin-types';
import type { Cursor } from './cursor';
import { keywords } from './keywords';
import type { Expression, TypeName } from './tree';
import { elaborations, isPointerWord, isQualifier } from './type-lookahead';

/** Reads a type where one has to stand, pointers and references included. The name is empty where it is missing. */
export function parseTypeName(cursor: Cursor, where: string): TypeName {
  return parsePointers(cursor, parseBaseType(cursor, where));
}

/** Reads `* const &` behind a type. */
export function parsePointers(cursor: Cursor, base: TypeName): TypeName {
  const first = cursor.position;
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
  if (cursor.position === first) return base;
  return { ...base, pointers, isReference, span: { start: base.span.start, end } };
}

/** Whether `&` or `&&` stands at the cursor; their spellings as words can only be meant as a name. */
export function atReference(cursor: Cursor): boolean {
  const { text, start, end } = cursor.token;
  return (cursor.at('&') || cursor.at('&&')) && end - start === text.length;
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
