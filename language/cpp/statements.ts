import type { Cursor } from './cursor';
import { atVariable, parseVariables } from './declarators';
import { parseWholeExpression } from './expression';
import type {
  BlockStatement,
  DeclarationStatement,
  Expression,
  ExpressionStatement,
  ForStatement,
  OpaqueStatement,
  Statement,
  SwitchStatement,
} from './tree';
import { parseBaseType } from './types';

/**
 * The statement grammar of C++17 ([stmt.stmt]) as far as the evaluator can run it. What is beyond that, and what is
 * wrong, becomes an opaque statement without a diagnostic: the compiler judges preambles.
 */

/** Reads `{…}` at the cursor. */
export function parseBlock(cursor: Cursor): BlockStatement {
  const { start } = cursor.advance();
  const statements: Statement[] = [];
  while (!cursor.atCloser() && !cursor.atEnd) statements.push(parseStatement(cursor));
  if (cursor.atCloser()) cursor.advance();
  return { kind: 'block', span: { start, end: cursor.previousEnd }, statements };
}

function parseStatement(cursor: Cursor): Statement {
  const { start } = cursor.token;
  // Where no statement stands, its place is behind the token before.
  const opaque = (): OpaqueStatement => {
    const end = cursor.previousEnd;
    return { kind: 'opaque', span: { start: Math.min(start, end), end } };
  };
  const statement = cursor.attempt(() => {
    if (!cursor.enter()) return opaque();
    const inner = parseStatementWithin(cursor);
    cursor.leave();
    return inner;
  });
  if (statement !== undefined) return statement;
  skipStatement(cursor);
  return opaque();
}

function parseStatementWithin(cursor: Cursor): Statement {
  const { start } = cursor.token;
  const done = (): { start: number; end: number } => ({ start, end: cursor.previousEnd });
  if (cursor.at('{')) return parseBlock(cursor);
  if (cursor.accept(';')) return { kind: 'block', span: done(), statements: [] };
  switch (cursor.token.kind === 'identifier' ? cursor.token.text : '') {
    case 'return': {
      cursor.advance();
      const value = cursor.at(';') ? undefined : parseWholeExpression(cursor);
      expect(cursor, ';');
      return { kind: 'return', span: done(), ...(value && { value }) };
    }
    case 'break':
    case 'continue': {
      const kind = cursor.advance().text === 'break' ? 'break' : 'continue';
      expect(cursor, ';');
      return { kind, span: done() };
    }
    case 'if': {
      cursor.advance();
      cursor.acceptWord('constexpr');
      const condition = parseCondition(cursor);
      const whenTrue = parseStatement(cursor);
      const whenFalse = cursor.acceptWord('else') ? parseStatement(cursor) : undefined;
      return { kind: 'if', span: done(), condition, whenTrue, ...(whenFalse && { whenFalse }) };
    }
    case 'while': {
      cursor.advance();
      const condition = parseCondition(cursor);
      const body = parseStatement(cursor);
      return { kind: 'while', span: done(), condition, body };
    }
    case 'do': {
      cursor.advance();
      const body = parseStatement(cursor);
      expectWord(cursor, 'while');
      const condition = parseCondition(cursor);
      expect(cursor, ';');
      return { kind: 'do', span: done(), body, condition };
    }
    case 'for':
      return parseFor(cursor);
    case 'switch':
      return parseSwitch(cursor);
    case 'static_assert':
      cursor.advance();
      cursor.skipGroup();
      expect(cursor, ';');
      return { kind: 'block', span: done(), statements: [] };
    default: {
      const statement = parseSimple(cursor);
      expect(cursor, ';');
      return { ...statement, span: done() };
    }
  }
}

/** Reads a declaration or an expression, without the `;`. */
function parseSimple(cursor: Cursor): DeclarationStatement | ExpressionStatement {
  const { start } = cursor.token;
  const isConstant = cursor.acceptWord('constexpr') !== undefined;
  if (isConstant || cursor.atWord('const') || atVariable(cursor)) {
    const base = parseBaseType(cursor, 'here');
    const variables = parseVariables(cursor, isConstant ? { ...base, isConst: true } : base);
    return { kind: 'declaration', span: { start, end: cursor.previousEnd }, variables };
  }
  const expression = parseWholeExpression(cursor);
  return { kind: 'expression', span: expression.span, expression };
}

function parseFor(cursor: Cursor): ForStatement {
  const { start } = cursor.advance();
  const close = expectGroup(cursor);
  const initializer = cursor.at(';') ? undefined : parseSimple(cursor);
  expect(cursor, ';');
  const condition = cursor.at(';') ? undefined : parseWholeExpression(cursor);
  expect(cursor, ';');
  const step = cursor.position === close ? undefined : parseWholeExpression(cursor);
  expect(cursor, ')');
  const body = parseStatement(cursor);
  return {
    kind: 'for',
    span: { start, end: cursor.previousEnd },
    ...(initializer && { initializer }),
    ...(condition && { condition }),
    ...(step && { step }),
    body,
  };
}

function parseSwitch(cursor: Cursor): SwitchStatement {
  const { start } = cursor.advance();
  const subject = parseCondition(cursor);
  if (!cursor.at('{')) fail(cursor);
  cursor.advance();
  const clauses: { label?: Expression; statements: Statement[] }[] = [];
  while (!cursor.atCloser() && !cursor.atEnd) {
    if (cursor.atWord('case')) {
      cursor.advance();
      const label = parseWholeExpression(cursor);
      expect(cursor, ':');
      clauses.push({ label, statements: [] });
    } else if (cursor.atWord('default')) {
      cursor.advance();
      expect(cursor, ':');
      clauses.push({ statements: [] });
    } else {
      const clause = clauses.at(-1);
      if (clause === undefined) fail(cursor);
      const statement = parseStatement(cursor);
      clause?.statements.push(statement);
    }
  }
  expect(cursor, '}');
  return { kind: 'switch', span: { start, end: cursor.previousEnd }, subject, clauses };
}

function parseCondition(cursor: Cursor): Expression {
  expectGroup(cursor);
  const condition = parseWholeExpression(cursor);
  expect(cursor, ')');
  return condition;
}

/** Steps into `(…)` and returns the index of its end. */
function expectGroup(cursor: Cursor): number | undefined {
  const close = cursor.partnerOf(cursor.position);
  expect(cursor, '(');
  return close;
}

function expect(cursor: Cursor, text: string): void {
  if (!cursor.accept(text)) fail(cursor);
}

function expectWord(cursor: Cursor, word: string): void {
  if (!cursor.acceptWord(word)) fail(cursor);
}

/** Gives the statement up: the attempt that it is read in fails. */
function fail(cursor: Cursor): void {
  cursor.report('unexpected-token', cursor.token, { token: cursor.spelling(cursor.token) });
}

/** Skips a statement of unknown form: to its `;`, or over its blocks. Takes at least one token. */
function skipStatement(cursor: Cursor): void {
  const isDo = cursor.atWord('do');
  for (;;) {
    cursor.skipTo(';', '{');
    if (cursor.accept(';') || !cursor.at('{')) return;
    cursor.skipGroup();
    const goesOn = cursor.atWord('else') || cursor.atWord('catch') || (isDo && cursor.atWord('while'));
    if (!goesOn) return;
  }
}
