import type { ArgumentDeclaration, Identifier } from '../syntax/tree';
import type { Span } from '../text/span';
import { balance } from './brackets';
import type { CppContext } from './context';
import { Cursor } from './cursor';
import { keywords } from './keywords';
import { tokenize } from './lexer';
import { reportDirectives } from './preprocessor';
import type { TypeName } from './tree';
import { atType, scanBaseType } from './type-lookahead';
import { parseBaseType, parsePointers } from './types';

/** Specifiers that other declarations have. */
const storageWords: ReadonlySet<string> = new Set([
  ...['constexpr', 'extern', 'inline', 'mutable', 'register', 'static', 'thread_local', 'typedef', 'virtual'],
  ...['__constant__', '__device__', '__global__', '__host__', '__managed__', '__shared__'],
]);

/**
 * Reads the C argument list of a kernel from a part of a text.
 *
 * Every mistake is reported once to `context.findings`; the declaration that it stands in is returned as far as it
 * makes sense, so that its name is known to the expressions. Whether names are repeated or reserved, and whether the
 * types exist, is for the checker to say.
 */
export function parseArguments(text: string, span: Span, context: CppContext): ArgumentDeclaration[] {
  const { tokens, directives } = tokenize(text, span, context.findings);
  reportDirectives(directives, context.findings);
  const cursor = new Cursor(text, balance(tokens, context.findings), context);
  if (cursor.atEnd) return [];
  if (cursor.atWord('void') && cursor.peek().kind === 'end') {
    cursor.report('argument-void', cursor.token, { name: '' });
    return [];
  }
  return readList(cursor);
}

function readList(cursor: Cursor): ArgumentDeclaration[] {
  const declarations: ArgumentDeclaration[] = [];
  while (!cursor.atEnd) {
    if (cursor.at(',')) {
      cursor.report('argument-missing', cursor.advance(), { side: 'before' });
      continue;
    }
    const declaration = readArgument(cursor);
    if (declaration) declarations.push(declaration);
    const separator = cursor.token;
    if (cursor.accept(';')) {
      const fixes = [{ title: 'Write ,', edits: [{ span: spanOf(separator), newText: ',' }] }];
      cursor.report('argument-semicolon', separator, {}, { fixes });
    } else if (cursor.accept(',') && cursor.atEnd) {
      cursor.report('argument-missing', separator, { side: 'after' });
    }
  }
  return declarations;
}

function readArgument(cursor: Cursor): ArgumentDeclaration | undefined {
  const start = cursor.token.start;
  skipStorage(cursor);
  if (!beginsType(cursor)) return readWithoutType(cursor, start);
  const base = parseBaseType(cursor, 'before the name');
  const declarator = readDeclarator(cursor, base);
  if (cursor.at('(')) return refuseParentheses(cursor, start);
  const name = readName(cursor, declarator);
  if (name === undefined) return undefined;
  if (cursor.at('(') && name.text !== '') return refuseFunction(cursor, start, name);
  const dimensions = readDimensions(cursor);
  const pointers = declarator.type.pointers + dimensions;
  const isNamed = name.text !== '';
  if (base.name === 'auto')
    cursor.report('argument-type-missing', base.nameSpan, { name: name.text || 'this argument' });
  else if (base.name === 'void') cursor.report('argument-void', base.nameSpan, { name: name.text || 'this argument' });
  else if (pointers > 1 && isNamed) {
    const element = cursor.spelling(base.span);
    cursor.report('argument-pointer-depth', name.span, { name: name.text, type: element });
  } else if (declarator.reference && isNamed) {
    const edits = [{ span: declarator.reference, newText: '' }];
    const fixes = [{ title: 'Leave ‘&’ out', edits }];
    cursor.report('argument-reference', declarator.reference, { name: name.text }, { fixes });
  }
  // What is read through a pointer to pointers is no element: its uses follow from the same mistake.
  const isUnknown = base.name === 'void' || base.name === 'auto' || pointers > 1;
  const isPlain = !isUnknown && pointers === declarator.type.pointers && declarator.reference === undefined;
  const type: TypeName = isPlain
    ? declarator.type
    : {
        ...declarator.type,
        name: isUnknown ? '' : base.name,
        pointers: Math.min(1, pointers),
        isReference: false,
      };
  return finishArgument(cursor, start, name, type);
}

interface Declarator {
  readonly type: TypeName;
  readonly reference?: Span;
}

/** Reads `* const __restrict__` and the like, between the type and the name. */
function readDeclarator(cursor: Cursor, base: TypeName): Declarator {
  let type = base;
  let reference: Span | undefined;
  for (;;) {
    const before = cursor.position;
    type = parsePointers(cursor, type);
    for (let index = before; index < cursor.position; index++) {
      if (cursor.tokenAt(index).text.startsWith('&')) reference = spanOf(cursor.tokenAt(index));
    }
    if (cursor.atWord('restrict') && cursor.peek().kind === 'identifier') {
      const word = cursor.advance();
      const fixes = [{ title: 'Write __restrict__', edits: [{ span: spanOf(word), newText: '__restrict__' }] }];
      cursor.report('argument-restrict', word, {}, { fixes });
    } else if (cursor.position === before) {
      return { type, ...(reference && { reference }) };
    }
  }
}

/** Reads the name; one with an empty text where it is missing, undefined where a type is missing instead. */
function readName(cursor: Cursor, { type }: Declarator): Identifier | undefined {
  const { token } = cursor;
  const word = cursor.spelling(token);
  // `and` and its kind are operators to the lexer, and keywords to whoever wants to use them as a name.
  if (token.kind === 'identifier' || (token.kind === 'punctuator' && /^[a-z_]+$/.test(word))) {
    cursor.advance();
    if (token.kind !== 'identifier' || keywords.has(token.text)) {
      cursor.report('argument-keyword-name', token, { name: word });
    }
    return { text: word, span: spanOf(token) };
  }
  const nowhere = { start: cursor.previousEnd, end: cursor.previousEnd };
  if (isNameAlone(cursor, type)) return { text: type.name, span: type.nameSpan };
  if (token.kind !== 'error' && type.name !== '') {
    cursor.report('argument-name-missing', type.span, { type: cursor.spelling(type.span) });
  }
  return { text: '', span: nowhere };
}

/** Whether the one word that was read as a type, `const` apart, is a name without a type. */
function isNameAlone(cursor: Cursor, type: TypeName): boolean {
  const isPlain = /^(?:const\s+)?\w+$/.test(cursor.spelling(type.span)) && type.templateArguments.length === 0;
  return isPlain && scanBaseType(cursor, cursor.position - 1) === undefined;
}

/** Counts `[]` and `[N]` behind the name. The size means nothing, as in C. */
function readDimensions(cursor: Cursor): number {
  let dimensions = 0;
  for (; cursor.at('['); dimensions++) {
    // One that is never closed has been reported.
    if (cursor.isInserted(cursor.partnerOf(cursor.position) ?? 0)) dimensions--;
    cursor.skipGroup();
  }
  return dimensions;
}

function finishArgument(cursor: Cursor, start: number, name: Identifier, type: TypeName): ArgumentDeclaration {
  const isNameAlone = name.text !== '' && name.span.start === type.nameSpan.start;
  const end = cursor.previousEnd;
  if (isNameAlone) {
    cursor.report('argument-type-missing', name.span, { name: name.text });
    cursor.skipTo(',', ';');
  } else {
    readRest(cursor, name);
  }
  return {
    name,
    span: { start, end },
    type: isNameAlone ? { ...type, name: '', nameSpan: { start, end: start }, span: { start, end: start } } : type,
    role: type.pointers > 0 ? 'vector' : 'scalar',
    isConst: type.isConst,
  };
}

/** Reports what stands between a declaration and the comma behind it. */
function readRest(cursor: Cursor, name: Identifier): void {
  const { token } = cursor;
  if (cursor.atEnd || cursor.at(',') || cursor.at(';')) return;
  if (name.text === '') {
    cursor.skipTo(',', ';');
    return;
  }
  if (cursor.at('=')) {
    cursor.skipTo(',', ';');
    const span = { start: token.start, end: cursor.previousEnd };
    const fixes = [{ title: 'Leave the value out', edits: [{ span, newText: '' }] }];
    cursor.report('argument-default', span, { name: name.text }, { fixes });
    return;
  }
  if (atType(cursor)) {
    cursor.report('argument-comma-missing', name.span, { name: name.text });
    return;
  }
  if (token.kind !== 'error') {
    cursor.report('argument-unexpected', token, { token: cursor.spelling(token), after: name.text });
  }
  cursor.skipTo(',', ';');
}

/** Whether C's `restrict` stands where only a type can: it says something of a pointer, and has its place behind the `*`. */
function isMisplacedRestrict(cursor: Cursor): boolean {
  const next = cursor.peek();
  return cursor.atWord('restrict') && next.kind === 'identifier' && keywords.has(next.text);
}

function skipStorage(cursor: Cursor): void {
  for (let { token } = cursor; token.kind === 'identifier'; { token } = cursor) {
    if (!storageWords.has(token.text) && !isMisplacedRestrict(cursor)) return;
    cursor.advance();
    const fixes = [{ title: `Leave ${token.text} out`, edits: [{ span: spanOf(token), newText: '' }] }];
    cursor.report('argument-storage', token, { word: token.text }, { fixes });
  }
}

function beginsType(cursor: Cursor): boolean {
  const { token } = cursor;
  if (token.kind === 'punctuator') return token.text === '::' && cursor.peek().kind === 'identifier';
  return token.kind === 'identifier' && (!keywords.has(token.text) || isTypeWord(token.text) || atType(cursor));
}

function isTypeWord(word: string): boolean {
  return ['const', 'volatile', 'struct', 'class', 'union', 'enum', 'typename'].includes(word);
}

/** Reads `*x`, which has no type, and reports whatever else cannot begin an argument. */
function readWithoutType(cursor: Cursor, start: number): ArgumentDeclaration | undefined {
  const { token } = cursor;
  while (cursor.at('*') || cursor.at('&')) cursor.advance();
  if (
    cursor.position > 0 &&
    cursor.token.kind === 'identifier' &&
    !keywords.has(cursor.token.text) &&
    token.text === '*'
  ) {
    const word = cursor.advance();
    const name = { text: word.text, span: spanOf(word) };
    cursor.report('argument-type-missing', name.span, { name: name.text });
    readRest(cursor, name);
    return unknownArgument(name, { start, end: word.end }, 1);
  }
  if (token.kind !== 'error' && token.kind !== 'end') {
    cursor.report('argument-unexpected', token, { token: cursor.spelling(token) });
  }
  cursor.skipTo(',', ';');
  return undefined;
}

function missingType(at: number, pointers: number): TypeName {
  const nowhere = { start: at, end: at };
  return {
    kind: 'type',
    span: nowhere,
    name: '',
    nameSpan: nowhere,
    templateArguments: [],
    isConst: false,
    isVolatile: false,
    pointers,
    isReference: false,
  };
}

/** Reads `(*f)(float)` and whatever else declares by parentheses, all of which is refused. */
function refuseParentheses(cursor: Cursor, start: number): ArgumentDeclaration | undefined {
  const { token, position } = cursor;
  const close = cursor.partnerOf(position) ?? position;
  const isClosed = !cursor.isInserted(close);
  const isFunction = cursor.peek().text === '*' && cursor.tokenAt(close + 1).text === '(';
  const before = cursor.previous;
  const name = nameBefore(cursor, close);
  cursor.skipTo(',', ';');
  const span = { start: token.start, end: cursor.previousEnd };
  if (isClosed && isFunction) cursor.report('argument-function-pointer', span, {});
  else if (isClosed)
    cursor.report('argument-unexpected', token, { token: '(', after: before && cursor.spelling(before) });
  if (name === undefined) return undefined;
  return unknownArgument(name, { start, end: cursor.previousEnd }, 0);
}

/** Reads what is behind the name of `f(float)`: in C++, such an argument is a pointer to a function. */
function refuseFunction(cursor: Cursor, start: number, name: Identifier): ArgumentDeclaration {
  cursor.skipTo(',', ';');
  cursor.report('argument-function-pointer', { start: name.span.start, end: cursor.previousEnd }, {});
  return unknownArgument(name, { start, end: cursor.previousEnd }, 0);
}

/** The name that ends the parentheses of a declarator. */
function nameBefore(cursor: Cursor, close: number): Identifier | undefined {
  const token = cursor.tokenAt(close - 1);
  if (token.kind !== 'identifier' || keywords.has(token.text)) return undefined;
  return { text: token.text, span: spanOf(token) };
}

/** An argument whose name is known, so that its uses are no further mistakes, and nothing else. */
function unknownArgument(name: Identifier, span: Span, pointers: 0 | 1): ArgumentDeclaration {
  const role = pointers > 0 ? 'vector' : 'scalar';
  return { name, span, type: missingType(span.start, pointers), role, isConst: false };
}

function spanOf(range: Span): Span {
  return { start: range.start, end: range.end };
}
