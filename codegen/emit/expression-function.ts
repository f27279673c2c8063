import type { KernelExpression } from '../../language/checked';
import { wrapList } from './wrap-list';
import type { SourceWriter } from './writer';

export interface ExpressionFunction {
  /** Everything before the parameter list: qualifiers, result type, name. */
  readonly head: string;
  readonly parameters: readonly string[];
  readonly expression: KernelExpression;
  /** Document offset that the expression's span counts from. */
  readonly itemStart: number;
  /** The result type, where the expression's value becomes it by an explicit conversion only. */
  readonly explicitConversion?: string;
  /** Written in place of the user's characters, line for line. */
  readonly standIn?: string;
}

/**
 * Writes a function that returns the user's expression.
 *
 * The expression stands alone on its lines, at its own columns, under `#line`; its end has a line of its own, so that a
 * `//` comment of the user's cannot swallow it.
 */
export function writeExpressionFunction(writer: SourceWriter, definition: ExpressionFunction): void {
  const { expression, itemStart, explicitConversion, standIn } = definition;
  // `return {…}` initialises the result from a list; in parentheses that would be a statement.
  const isList = expression.expression.kind === 'brace' && expression.expression.type === undefined;
  const [open, close] = isList ? ['return', ';'] : [`return ${explicitConversion ?? ''}(`, ');'];
  writer.write(`${definition.head}(${wrapList(definition.parameters, definition.head.length + 1)}) {`);
  writer.write(`  ${open}`);
  const start = itemStart + expression.span.start;
  const end = itemStart + expression.span.end;
  writer.writeUser(start, end, standIn ?? (start === end ? expression.text : undefined));
  writer.write(`  ${close}`);
  writer.write('}');
}
