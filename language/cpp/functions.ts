import type { Span } from '../text/span';
import type { Cursor } from './cursor';
import { parseAssignment, parseList } from './expression';
import { keywords } from './keywords';
import { parseBlock } from './statements';
import type { BlockStatement, FunctionDeclaration, ParameterDeclaration, TypeName } from './tree';
import { parseTypeName } from './types';

export interface FunctionHead {
  readonly start: number;
  readonly name: string;
  readonly nameSpan: Span;
  /** Left out for a constructor. */
  readonly returnType?: TypeName;
  readonly documentation?: string;
  /** Whether preprocessor conditions decide about a part of the text: then a body that was read may not be the one that runs. */
  readonly isConditional: (span: Span) => boolean;
}

/** Reads a function from the `(` of its parameters to the end of its body, or to the `;` that it has instead. */
export function parseFunction(cursor: Cursor, head: FunctionHead): FunctionDeclaration {
  const parameters = parseParameters(cursor);
  const trailing = parseTrailer(cursor);
  const memberInitializers = head.returnType === undefined ? parseMemberInitializers(cursor) : [];
  const body = cursor.at('{') ? readBody(cursor, head) : undefined;
  if (body === undefined && !cursor.accept(';')) giveUp(cursor);
  const returnType = trailing ?? head.returnType;
  return {
    kind: 'function',
    span: { start: head.start, end: cursor.previousEnd },
    name: head.name,
    nameSpan: head.nameSpan,
    ...(returnType && { returnType }),
    parameters,
    memberInitializers,
    ...(body && { body }),
    ...(head.documentation !== undefined && { documentation: head.documentation }),
    opaque: false,
  };
}

function readBody(cursor: Cursor, head: FunctionHead): BlockStatement {
  const body = parseBlock(cursor);
  if (!head.isConditional({ start: head.start, end: body.span.end })) return body;
  return { ...body, statements: [{ kind: 'opaque', span: body.span }] };
}

function parseParameters(cursor: Cursor): ParameterDeclaration[] {
  cursor.advance();
  const parameters: ParameterDeclaration[] = [];
  if (cursor.atWord('void') && cursor.peek().text === ')') cursor.advance();
  while (!cursor.atCloser() && !cursor.atEnd) {
    parameters.push(parseParameter(cursor));
    if (!cursor.accept(',')) break;
  }
  if (!cursor.accept(')')) giveUp(cursor);
  return parameters;
}

function parseParameter(cursor: Cursor): ParameterDeclaration {
  const { start } = cursor.token;
  const written = parseTypeName(cursor, 'here');
  const { token } = cursor;
  const isNamed = token.kind === 'identifier' && !keywords.has(token.text);
  if (isNamed) cursor.advance();
  let type = written;
  for (; cursor.at('['); type = { ...type, pointers: type.pointers + 1 }) cursor.skipGroup();
  const defaultValue = cursor.accept('=') ? parseAssignment(cursor) : undefined;
  return {
    span: { start, end: cursor.previousEnd },
    name: isNamed ? token.text : '',
    nameSpan: isNamed ? { start: token.start, end: token.end } : { start: written.span.end, end: written.span.end },
    type,
    ...(defaultValue && { defaultValue }),
  };
}

/** Reads what may stand between the parameters and the body; returns the type behind `->`. */
function parseTrailer(cursor: Cursor): TypeName | undefined {
  let returnType: TypeName | undefined;
  for (;;) {
    if (['const', 'volatile', 'override', 'final'].some((word) => cursor.atWord(word)) || cursor.at('&')) {
      cursor.advance();
    } else if (cursor.acceptWord('noexcept') ?? cursor.acceptWord('__attribute__')) {
      if (cursor.at('(')) cursor.skipGroup();
    } else if (cursor.at('[')) {
      cursor.skipGroup();
    } else if (cursor.accept('->')) {
      returnType = parseTypeName(cursor, 'here');
    } else if (cursor.at('=')) {
      // `= default`, `= delete` and `= 0` leave a declaration without a body.
      cursor.advance();
      cursor.advance();
    } else {
      return returnType;
    }
  }
}

/** Reads `: lo(a), hi{b}` of a constructor. */
function parseMemberInitializers(cursor: Cursor): FunctionDeclaration['memberInitializers'] {
  const initializers: FunctionDeclaration['memberInitializers'][number][] = [];
  if (!cursor.accept(':')) return initializers;
  do {
    const { token } = cursor;
    if (token.kind !== 'identifier') giveUp(cursor);
    cursor.advance();
    if (!cursor.at('(') && !cursor.at('{')) {
      giveUp(cursor);
      break;
    }
    const nameSpan = { start: token.start, end: token.end };
    initializers.push({ name: token.text, nameSpan, arguments: parseList(cursor) });
  } while (cursor.accept(','));
  return initializers;
}

/** Makes the attempt that the declaration is read in fail. */
export function giveUp(cursor: Cursor): void {
  cursor.report('unexpected-token', cursor.token, { token: cursor.spelling(cursor.token) });
}
