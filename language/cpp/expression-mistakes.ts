import type { Span } from '../text/span';
import type { Cursor } from './cursor';
import { statementKeywords } from './keywords';
import type { Expression, MissingExpression } from './tree';

const lambda = { what: 'A lambda', instead: 'write a __device__ function in a preamble' };

/** `[…](…) -> T {…}`: refused as a whole. */
export function refuseLambda(cursor: Cursor): MissingExpression {
  const { start } = cursor.token;
  cursor.skipGroup();
  const isLambda = cursor.at('(') || cursor.at('{');
  if (cursor.at('(')) cursor.skipGroup();
  if (isLambda) cursor.skipTo('{', ',', ';');
  if (isLambda && cursor.at('{')) cursor.skipGroup();
  const span = { start, end: cursor.previousEnd };
  cursor.report(
    'unsupported-syntax',
    span,
    isLambda ? lambda : { what: 'A list in square brackets', instead: 'C++ writes it in braces, as in {1, 2}' },
  );
  return { kind: 'missing', span };
}

/** `lambda v: …` */
export function refusePythonLambda(cursor: Cursor): MissingExpression {
  const { start } = cursor.token;
  cursor.skipTo();
  const span = { start, end: cursor.previousEnd };
  cursor.report('unsupported-syntax', span, lambda);
  return { kind: 'missing', span };
}

/**
 * Reports what stands between a finished expression and the end of its place, and skips it. Where the expression has
 * a gap, its mistake has been reported and the rest is silent.
 */
export function finish(cursor: Cursor, expression: Expression, ...separators: readonly string[]): void {
  if (cursor.atEnd || cursor.atCloser() || separators.some((separator) => cursor.at(separator))) return;
  if (!hasGap(expression)) reportJunk(cursor);
  cursor.skipTo(...separators);
}

function reportJunk(cursor: Cursor): void {
  const { token } = cursor;
  if (token.kind === 'error') return;
  const spelling = cursor.spelling(token);
  const isKeyword = token.kind === 'identifier' && statementKeywords.has(token.text);
  if (startsOperand(cursor) && !isKeyword) cursor.report('missing-operator', token, { next: spelling });
  else cursor.report('unexpected-token', token, { token: spelling });
}

export function startsOperand(cursor: Cursor): boolean {
  const { kind, text } = cursor.token;
  return kind === 'literal' || kind === 'identifier' || (kind === 'punctuator' && (text === '(' || text === '{'));
}

/** Whether the expression ends in a place that was reported as missing. */
export function hasGap(expression: Expression): boolean {
  switch (expression.kind) {
    case 'missing':
      return true;
    case 'member':
      return expression.member === '';
    case 'unary':
      return hasGap(expression.operand);
    case 'binary':
    case 'comma':
      return hasGap(expression.right);
    case 'assignment':
      return hasGap(expression.value);
    case 'conditional':
      return hasGap(expression.whenFalse);
    case 'cast':
      return expression.style === 'c' && expression.operands.some(hasGap);
    default:
      return false;
  }
}

export function reportMissing(cursor: Cursor): MissingExpression {
  const { token, previous } = cursor;
  // A bracket that the balancer put in has been reported as missing, and so has what belongs beside it.
  if (cursor.isInserted(cursor.position) || cursor.isInserted(cursor.position - 1)) return missing(cursor);
  const open = cursor.position - 1;
  if (previous !== undefined && cursor.partnerOf(open) === cursor.position) {
    const span = { start: previous.start, end: token.end };
    cursor.report('missing-expression', span, { open: previous.text, close: token.text });
    return missing(cursor);
  }
  const isAfterOperator = previous !== undefined && previous.kind !== 'end' && !'([{,;'.includes(previous.text);
  if (previous !== undefined && (isAfterOperator || token.kind === 'end')) {
    cursor.report('missing-operand', previous, { beside: cursor.spelling(previous), side: 'after' });
  } else if (token.kind === 'end') {
    cursor.report('missing-expression', token, {});
  } else {
    cursor.report('missing-operand', token, { beside: cursor.spelling(token), side: 'before' });
  }
  return missing(cursor);
}

export function missing(cursor: Cursor): MissingExpression {
  return { kind: 'missing', span: { start: cursor.previousEnd, end: cursor.previousEnd } };
}

export function spanOf(range: Span): Span {
  return { start: range.start, end: range.end };
}
