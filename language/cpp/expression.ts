import { cover } from '../text/span';
import { isTypeKeyword } from './builtin-types';
import type { Cursor } from './cursor';
import { isCastToUnknownType, type OperatorAt, operatorAt } from './expression-lookahead';
import {
  finish,
  hasGap,
  missing,
  refuseLambda,
  refusePythonLambda,
  reportMissing,
  spanOf,
  startsOperand,
} from './expression-mistakes';
import { isSpecialWord, keywords, statementKeywords, unsupportedExpressions } from './keywords';
import { parseName } from './names';
import { binaryPrecedence, isAssignmentOperator, isBinaryOperator, isUnaryOperator } from './operators';
import type { CastExpression, Expression, MemberExpression, UnaryOperator } from './tree';
import { atType, scanBaseType, scanTemplateArguments, scanType } from './type-lookahead';
import { parseTypeName, parseTemplateArguments } from './types';
import { heightExceeds } from './walk';

/**
 * The expression grammar of C++17 ([expr]) by recursive descent, with precedence climbing for the binary operators.
 *
 * Every function reads what it can and returns a tree. The brackets are balanced beforehand, so that each mistake
 * stays within the brackets that it stands in.
 */

/** Reads an expression, comma operators included. */
function parseCommaExpression(cursor: Cursor): Expression {
  let left = parseAssignment(cursor);
  while (cursor.at(',')) {
    const operator = cursor.advance();
    const right = parseAssignment(cursor);
    left = { kind: 'comma', span: cover(left.span, right.span), operatorSpan: spanOf(operator), left, right };
  }
  return left;
}

/** Levels that an expression's tree may have, so that whoever walks it by recursion has the stack for it. */
const heightLimit = 512;

/** Reads an expression that is no part of another one. It is missing, with a diagnostic, where its tree is too high. */
export function parseWholeExpression(cursor: Cursor): Expression {
  const first = cursor.position;
  const expression = parseCommaExpression(cursor);
  if (cursor.position - first <= heightLimit || !heightExceeds(expression, heightLimit)) return expression;
  cursor.report('nesting-too-deep', expression.span, { limit: heightLimit });
  return { kind: 'missing', span: expression.span };
}

/** Reads what can stand between commas: an assignment, a conditional, or anything that binds tighter. */
export function parseAssignment(cursor: Cursor): Expression {
  return descend(cursor, parseAssignmentWithin);
}

function parseAssignmentWithin(cursor: Cursor): Expression {
  const left = parseBinary(cursor, 1);
  if (cursor.at('?')) return parseConditional(cursor, left);
  if (cursor.atWord('if') && !hasGap(left)) return parsePythonConditional(cursor, left);
  const operator = operatorAt(cursor);
  if (operator === undefined || !isAssignmentOperator(operator.text)) return left;
  cursor.moveTo(operator.next);
  const value = parseAssignment(cursor);
  return {
    kind: 'assignment',
    span: cover(left.span, value.span),
    operator: operator.text,
    operatorSpan: operator.span,
    target: left,
    value,
  };
}

function parseConditional(cursor: Cursor, condition: Expression): Expression {
  const question = cursor.advance();
  const whenTrue = parseCommaExpression(cursor);
  let whenFalse: Expression;
  if (cursor.accept(':')) {
    whenFalse = parseAssignment(cursor);
  } else {
    if (!hasGap(whenTrue)) cursor.report('missing-colon', question, {});
    whenFalse = missing(cursor);
  }
  return { kind: 'conditional', span: cover(condition.span, whenFalse.span), condition, whenTrue, whenFalse };
}

/** `x if c else y`, understood as what it says in Python. */
function parsePythonConditional(cursor: Cursor, whenTrue: Expression): Expression {
  cursor.advance();
  const condition = parseBinary(cursor, 1);
  const whenFalse = cursor.acceptWord('else') ? parseAssignment(cursor) : missing(cursor);
  const span = cover(whenTrue.span, cover(condition.span, whenFalse.span));
  const parts = [condition, whenTrue, whenFalse].map((part) => cursor.spelling(part.span));
  const fixes = parts.every((part) => part !== '')
    ? [{ title: 'Write c ? x : y', edits: [{ span, newText: `${parts[0]} ? ${parts[1]} : ${parts[2]}` }] }]
    : [];
  cursor.report('python-conditional', span, {}, { fixes });
  return { kind: 'conditional', span, condition, whenTrue, whenFalse };
}

function parseBinary(cursor: Cursor, lowest: number): Expression {
  let left = parseUnary(cursor);
  for (;;) {
    const operator = operatorAt(cursor);
    if (operator === undefined) return left;
    if (operator.text === '**') {
      left = parsePower(cursor, left, operator);
      continue;
    }
    if (operator.text === '<=>' || operator.text === '->*' || operator.text === '.*') {
      const instead = operator.text === '<=>' ? 'kernels are C++17; compare with < or ==' : 'members have names';
      cursor.report('unsupported-syntax', operator.span, { what: `The operator ${operator.text}`, instead });
      cursor.moveTo(operator.next);
      parseBinary(cursor, binaryPrecedence['*']);
      return { kind: 'missing', span: { start: left.span.start, end: cursor.previousEnd } };
    }
    if (!isBinaryOperator(operator.text)) return left;
    const precedence = binaryPrecedence[operator.text];
    if (precedence < lowest) return left;
    cursor.moveTo(operator.next);
    const right = parseBinary(cursor, precedence + 1);
    left = {
      kind: 'binary',
      span: cover(left.span, right.span),
      operator: operator.text,
      operatorSpan: operator.span,
      left,
      right,
    };
  }
}

/** `x ** y`, understood as `pow(x, y)`: it binds tighter than a sign before it and groups to the right, as in Python. */
function parsePower(cursor: Cursor, left: Expression, operator: OperatorAt): Expression {
  cursor.moveTo(operator.next);
  let right = descend(cursor, parseUnary);
  const base = left.kind === 'unary' ? left.operand : left;
  const fixSpan = cover(base.span, right.span);
  const newText = `pow(${cursor.spelling(base.span)}, ${cursor.spelling(right.span)})`;
  const fixes = [{ title: 'Call pow', edits: [{ span: fixSpan, newText }] }];
  // What is missing beside it has been reported.
  if (!hasGap(base) && !hasGap(right)) cursor.report('power-operator', operator.span, {}, { fixes });
  const again = operatorAt(cursor);
  if (again?.text === '**') {
    // One mistake of habit, one diagnostic: the rest of the chain is read silently.
    right = cursor.silently(() => parsePower(cursor, right, again));
  }
  const power: Expression = {
    kind: 'call',
    span: cover(base.span, right.span),
    callee: { kind: 'name', span: operator.span, name: 'pow' },
    arguments: [base, right],
    argumentsSpan: cover(base.span, right.span),
  };
  return left.kind === 'unary' ? { ...left, span: cover(left.span, power.span), operand: power } : power;
}

function parseUnary(cursor: Cursor): Expression {
  const token = cursor.token;
  if (token.kind === 'punctuator' && isUnaryOperator(token.text)) return parsePrefix(cursor, token.text);
  if (cursor.atWord('sizeof')) return parseSizeof(cursor);
  if (cursor.at('(')) {
    const end = scanType(cursor, cursor.position + 1);
    if (end !== undefined && end === cursor.partnerOf(cursor.position)) return parseCast(cursor);
    if (isCastToUnknownType(cursor)) return parseCast(cursor);
  }
  return parsePostfix(cursor, parsePrimary(cursor));
}

function parsePrefix(cursor: Cursor, operator: UnaryOperator): Expression {
  const operatorSpan = spanOf(cursor.advance());
  const operand = descend(cursor, parseUnary);
  return { kind: 'unary', span: cover(operatorSpan, operand.span), operator, operatorSpan, operand };
}

function parseCast(cursor: Cursor): Expression {
  const open = cursor.advance();
  const type = parseTypeName(cursor, 'between the parentheses');
  cursor.accept(')');
  const operand = descend(cursor, parseUnary);
  return { kind: 'cast', span: { start: open.start, end: operand.span.end }, style: 'c', type, operands: [operand] };
}

function parseSizeof(cursor: Cursor): Expression {
  const word = cursor.advance();
  const end = cursor.at('(') ? scanType(cursor, cursor.position + 1) : undefined;
  if (end !== undefined && end === cursor.partnerOf(cursor.position)) {
    cursor.advance();
    const type = parseTypeName(cursor, 'between the parentheses');
    cursor.accept(')');
    return { kind: 'sizeof', span: { start: word.start, end: cursor.previousEnd }, operand: type };
  }
  const operand = descend(cursor, parseUnary);
  return { kind: 'sizeof', span: { start: word.start, end: operand.span.end }, operand };
}

function parsePostfix(cursor: Cursor, operand: Expression): Expression {
  let object = operand;
  for (;;) {
    const start = object.span.start;
    if (cursor.at('(')) {
      const open = cursor.token.start;
      const list = parseList(cursor);
      const end = cursor.previousEnd;
      const argumentsSpan = { start: open, end };
      object = { kind: 'call', span: { start, end }, callee: object, arguments: list, argumentsSpan };
    } else if (cursor.at('[')) {
      cursor.advance();
      const index = parseGroup(cursor, ']');
      object = { kind: 'index', span: { start, end: cursor.previousEnd }, object, index };
    } else if (cursor.at('.') || cursor.at('->')) {
      object = parseMember(cursor, object);
    } else if (cursor.at('++') || cursor.at('--')) {
      const operator = cursor.at('++') ? '++' : '--';
      const operatorSpan = spanOf(cursor.advance());
      object = { kind: 'postfix', span: { start, end: operatorSpan.end }, operator, operatorSpan, operand: object };
    } else {
      return object;
    }
  }
}

function parseMember(cursor: Cursor, object: Expression): MemberExpression {
  const operator = cursor.advance();
  const base = { kind: 'member', object, arrow: operator.text === '->' } as const;
  const { token } = cursor;
  if (token.kind !== 'identifier') {
    cursor.report('missing-member', operator, { operator: operator.text });
    const memberSpan = { start: operator.end, end: operator.end };
    return { ...base, span: { start: object.span.start, end: operator.end }, member: '', memberSpan };
  }
  cursor.advance();
  const end = cursor.at('<') ? scanTemplateArguments(cursor, cursor.position) : undefined;
  const isTemplate = end !== undefined && cursor.tokenAt(end).text === '(';
  const templateArguments = isTemplate ? parseTemplateArguments(cursor) : undefined;
  return {
    ...base,
    span: { start: object.span.start, end: cursor.previousEnd },
    member: token.text,
    memberSpan: spanOf(token),
    ...(templateArguments && { templateArguments }),
  };
}

function parsePrimary(cursor: Cursor): Expression {
  const { token } = cursor;
  switch (token.kind) {
    case 'literal':
      return parseLiteral(cursor);
    case 'identifier':
      return parseWord(cursor);
    case 'error': {
      // It has been reported, and stands for nothing: what follows it may be the operand.
      cursor.advance();
      return startsOperand(cursor) ? descend(cursor, parseUnary) : missing(cursor);
    }
    case 'punctuator':
      if (token.text === '(') return parseParentheses(cursor);
      if (token.text === '{') return parseBraces(cursor);
      if (token.text === '[') return refuseLambda(cursor);
      if (token.text === '::' && cursor.peek().kind === 'identifier') return parseWord(cursor);
      return reportMissing(cursor);
    case 'end':
      return reportMissing(cursor);
  }
}

function parseLiteral(cursor: Cursor): Expression {
  const first = cursor.advance();
  let literal = first.literal ?? missing(cursor);
  while (literal.kind === 'string' && cursor.token.literal?.kind === 'string') {
    const next = cursor.advance();
    const value: string = literal.value + (next.literal?.kind === 'string' ? next.literal.value : '');
    literal = { kind: 'string', span: { start: first.start, end: next.end }, value };
  }
  return literal;
}

function parseWord(cursor: Cursor): Expression {
  const { token } = cursor;
  // Most words need none of the questions below.
  if (!isSpecialWord(token.text)) return atType(cursor) ? parseConstruction(cursor) : parseName(cursor);
  switch (token.text) {
    case 'true':
    case 'false':
      cursor.advance();
      return { kind: 'bool', span: spanOf(token), value: token.text === 'true' };
    case 'nullptr':
      cursor.advance();
      return { kind: 'nullptr', span: spanOf(token) };
    case 'static_cast':
    case 'reinterpret_cast':
    case 'const_cast':
      return parseNamedCast(cursor, token.text);
  }
  if (token.text === 'lambda' && cursor.peek().kind === 'identifier') return refusePythonLambda(cursor);
  const instead = unsupportedExpressions.get(token.text);
  if (instead !== undefined || statementKeywords.has(token.text)) {
    const what = instead === undefined ? `The statement ‘${token.text}’` : `‘${token.text}’`;
    cursor.report('unsupported-syntax', token, { what, instead: instead ?? 'put it in a function of a preamble' });
    cursor.skipTo(',', ';');
    return { kind: 'missing', span: { start: token.start, end: cursor.previousEnd } };
  }
  if (atType(cursor)) return parseConstruction(cursor);
  if (!keywords.has(token.text) || token.text === 'this') return parseName(cursor);
  cursor.advance();
  cursor.report('keyword-as-value', token, { word: token.text });
  return { kind: 'missing', span: spanOf(token) };
}

function parseNamedCast(cursor: Cursor, style: 'static_cast' | 'reinterpret_cast' | 'const_cast'): Expression {
  const word = cursor.advance();
  let type;
  if (cursor.accept('<')) {
    type = parseTypeName(cursor, 'between ‘<’ and ‘>’');
    if (type.name === '') cursor.skipTo('>', ',', ';');
    if (!cursor.accept('>')) cursor.report('missing-token', cursor.previous ?? word, { token: '>', after: 'the type' });
  } else {
    cursor.report('missing-token', word, { token: '<', after: `${style}; write ${style}<float>(x)` });
  }
  if (!cursor.at('(')) {
    if (type) cursor.report('missing-token', cursor.previous ?? word, { token: '(', after: 'the type of the cast' });
    return { kind: 'missing', span: { start: word.start, end: cursor.previousEnd } };
  }
  cursor.advance();
  const operand = parseGroup(cursor, ')');
  const span = { start: word.start, end: cursor.previousEnd };
  return type ? { kind: 'cast', span, style, type, operands: [operand] } : { kind: 'missing', span };
}

/** A type where a value has to stand: `T(x)` and `T{x}` make one of it. */
function parseConstruction(cursor: Cursor): Expression {
  const first = cursor.position;
  const { token } = cursor;
  const behind = cursor.tokenAt(scanBaseType(cursor, first) ?? first).text;
  // A type that a header declares can be hidden by an argument of its name; a keyword cannot.
  if (behind !== '(' && behind !== '{' && !isTypeKeyword(token.text) && !qualifies(token.text))
    return parseName(cursor);
  const type = parseTypeName(cursor, 'here');
  const isPlain = type.pointers === 0 && !type.isReference;
  if (isPlain && cursor.at('{')) {
    const elements = parseList(cursor);
    return { kind: 'brace', span: { start: token.start, end: cursor.previousEnd }, type, elements };
  }
  const spelling = cursor.spelling(type.span).replace(/\s+/g, ' ');
  if (isPlain && cursor.at('(')) {
    const operands = parseList(cursor);
    const span = { start: token.start, end: cursor.previousEnd };
    if (/^(\w+ )+\w+$/.test(spelling)) {
      const newText = `(${spelling})`;
      const fixes = [{ title: `Write (${spelling})(…)`, edits: [{ span: type.span, newText }] }];
      cursor.report('words-as-cast', type.span, { type: spelling }, { fixes });
    }
    const cast: CastExpression = { kind: 'cast', span, style: 'functional', type, operands };
    return cast;
  }
  cursor.report('type-as-value', type.span, { type: spelling });
  return { kind: 'missing', span: type.span };
}

function qualifies(word: string): boolean {
  return ['const', 'volatile', 'struct', 'class', 'union', 'enum', 'typename', 'decltype'].includes(word);
}

function parseParentheses(cursor: Cursor): Expression {
  const open = cursor.advance();
  const inner = parseGroup(cursor, ')');
  return { kind: 'parenthesized', span: { start: open.start, end: cursor.previousEnd }, inner };
}

function parseBraces(cursor: Cursor): Expression {
  const { start } = cursor.token;
  const elements = parseList(cursor);
  return { kind: 'brace', span: { start, end: cursor.previousEnd }, elements };
}

/** Reads the expression behind an opening bracket, and the bracket that closes it. */
function parseGroup(cursor: Cursor, close: string): Expression {
  const inner = parseCommaExpression(cursor);
  finish(cursor, inner);
  cursor.accept(close);
  return inner;
}

/** Reads `(…)` or `{…}` with expressions between commas. */
export function parseList(cursor: Cursor): Expression[] {
  const open = cursor.advance();
  const elements: Expression[] = [];
  while (!cursor.atCloser() && !cursor.atEnd) {
    const element = parseAssignment(cursor);
    elements.push(element);
    finish(cursor, element, ',');
    if (!cursor.accept(',')) break;
    if (cursor.atCloser() && open.text === '(') elements.push(reportMissing(cursor));
  }
  if (cursor.atCloser()) cursor.advance();
  return elements;
}

/** Reads a part of an expression that may contain itself. It is missing where the nesting is too deep. */
function descend(cursor: Cursor, parse: (cursor: Cursor) => Expression): Expression {
  if (!cursor.enter()) return missing(cursor);
  const expression = parse(cursor);
  cursor.leave();
  return expression;
}
