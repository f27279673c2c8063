import { isTypeKeyword } from './builtin-types';
import type { Cursor } from './cursor';
import { parseAssignment, parseList, parseWholeExpression } from './expression';
import { keywords } from './keywords';
import type { Expression, TypeName, VariableDeclarator } from './tree';
import { scanTemplateArguments, scanType } from './type-lookahead';
import { parsePointers } from './types';

/** Declarations of variables, shared by statements, globals and the fields of structs. */

/** Whether a declaration of a variable begins at the cursor: a type, known or not, and a name behind it. */
export function atVariable(cursor: Cursor): boolean {
  const end = scanType(cursor, cursor.position) ?? scanUnknownType(cursor);
  return end !== undefined && isName(cursor, end);
}

/** The index behind `T`, `ns::T` or `T<int>` that no declaration in sight makes a type. */
function scanUnknownType(cursor: Cursor): number | undefined {
  let index = cursor.position;
  while (isName(cursor, index) && cursor.tokenAt(index + 1).text === '::') index += 2;
  if (!isName(cursor, index)) return undefined;
  return cursor.tokenAt(index + 1).text === '<' ? scanTemplateArguments(cursor, index + 1) : index + 1;
}

function isName(cursor: Cursor, index: number): boolean {
  const token = cursor.tokenAt(index);
  return token.kind === 'identifier' && !keywords.has(token.text) && !isTypeKeyword(token.text);
}

/** Reads `*x[2] = {1, 2}, y(3)` behind the base type, without the `;`. */
export function parseVariables(cursor: Cursor, base: TypeName): VariableDeclarator[] {
  const variables = [parseVariable(cursor, base)];
  while (cursor.accept(',')) variables.push(parseVariable(cursor, base));
  return variables;
}

function parseVariable(cursor: Cursor, base: TypeName): VariableDeclarator {
  const type = parsePointers(cursor, base);
  const { token } = cursor;
  if (isName(cursor, cursor.position)) cursor.advance();
  else cursor.report('unexpected-token', token, { token: cursor.spelling(token) });
  const nameSpan = { start: token.start, end: token.end };
  const arraySizes = parseArraySizes(cursor);
  const initializer = parseInitializer(cursor, type);
  return { name: token.text, nameSpan, type, arraySizes, ...(initializer && { initializer }) };
}

function parseArraySizes(cursor: Cursor): Expression[] {
  const sizes: Expression[] = [];
  while (cursor.accept('[')) {
    const at = cursor.previousEnd;
    // `[]` takes its size from the initialiser.
    sizes.push(cursor.at(']') ? { kind: 'missing', span: { start: at, end: at } } : parseWholeExpression(cursor));
    if (!cursor.accept(']')) cursor.report('unexpected-token', cursor.token, { token: cursor.token.text });
  }
  return sizes;
}

/** Reads `= value`, `{…}` or `(…)`. The last is the construction of the variable's type. */
function parseInitializer(cursor: Cursor, type: TypeName): Expression | undefined {
  if (cursor.accept('=')) return parseAssignment(cursor);
  const { start } = cursor.token;
  if (cursor.at('{')) {
    const elements = parseList(cursor);
    return { kind: 'brace', span: { start, end: cursor.previousEnd }, elements };
  }
  if (!cursor.at('(')) return undefined;
  const operands = parseList(cursor);
  // `T x(1)` constructs as `T(1)` does; the node begins where its type is written.
  return {
    kind: 'cast',
    span: { start: type.span.start, end: cursor.previousEnd },
    style: 'functional',
    type,
    operands,
  };
}
