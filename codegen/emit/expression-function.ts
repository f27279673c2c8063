import type { KernelExpression } from '../../language/checked';
import type { Compensation } from './compensation';
import type { Span } from '../../language/text/span';
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

export interface ProductFunction extends Omit<ExpressionFunction, 'expression' | 'explicitConversion'> {
  /** The name of the function that makes a pair of two factors. */
  readonly product: string;
  readonly factors: NonNullable<Compensation['factors']>;
}

/** Writes a function that returns the product of the two factors of the user's, by a function of ours. */
export function writeProductFunction(writer: SourceWriter, definition: ProductFunction): void {
  const { head, parameters, product, factors, itemStart } = definition;
  const writeFactor = ({ start, end }: Span): void => {
    writer.writeUser(itemStart + start, itemStart + end);
  };
  writer.write(`${head}(${wrapList(parameters, head.length + 1)}) {`);
  writer.write(`  return ${product}(`);
  writeFactor(factors.left);
  writer.write('  ,');
  writeFactor(factors.right);
  writer.write('  );');
  writer.write('}');
}
