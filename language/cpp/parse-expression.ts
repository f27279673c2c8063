import type { Span } from '../text/span';
import { balance } from './brackets';
import { Findings } from '../diagnostics/diagnostic';
import type { CppContext } from './context';
import { Cursor } from './cursor';
import { parseWholeExpression } from './expression';
import { finish } from './expression-mistakes';
import { tokenize } from './lexer';
import { reportDirectives } from './preprocessor';
import type { Expression } from './tree';

/**
 * Reads a C++ expression from a part of a text.
 *
 * Always returns a tree, whose spans index `text`; where an operand does not stand, it holds a missing expression.
 * Every mistake is reported once to `context.findings`. An empty part is a missing expression without a report:
 * whoever found the place empty knows what belongs there.
 */
export function parseExpression(text: string, span: Span, context: CppContext): Expression {
  if (span.start >= span.end) return { kind: 'missing', span };
  const { tokens, directives } = tokenize(text, span, context.findings);
  reportDirectives(directives, context.findings);
  const source = balance(tokens, context.findings);
  const isReported = directives.length > 0 || !source.balanced;
  if (source.tokens.length === 1 && isReported) return { kind: 'missing', span };
  // Where brackets do not match, what the grammar says of the rest follows from that.
  const cursor = new Cursor(text, source, source.balanced ? context : { ...context, findings: new Findings() });
  const expression = parseWholeExpression(cursor);
  finish(cursor, expression);
  if (cursor.isAbandoned) return { kind: 'missing', span };
  return expression;
}
