import type { Constant } from '../../../cases/constant';
import { evaluateConstant } from '../../../cases/constant';
import { formatValue } from '../../../cases/format';
import type { Expression } from '../../../cpp/tree';
import { walkExpression } from '../../../cpp/walk';
import { Findings } from '../../../diagnostics/diagnostic';
import { Evaluator } from '../../../evaluate/evaluator';
import { describeValue } from '../../../laws/describe';
import type { ItemTypes } from '../../model/item-types';

/** Loop iterations and calls that a hover may spend. */
const fuel = 10_000;

/** Expressions of more parts are not written to be read as one value. */
const mostParts = 1000;

/** The value of an expression that is the same for every element, in its own type; undefined for any other. */
export function constantText(expression: Expression, { types, scope }: ItemTypes): string | undefined {
  const type = types.typeOf(expression);
  if (type.kind === 'unknown' || type.kind === 'void' || type.kind === 'pointer') return undefined;
  if (!isSmall(expression)) return undefined;
  const evaluator = new Evaluator(types, scope, 'own');
  const evaluate = evaluator.compile(expression, [], type);
  if (evaluate === undefined) return undefined;
  evaluator.context.fuel = fuel;
  const value = evaluate();
  return value === undefined ? undefined : describeValue(value, type);
}

/** The value of a constant of a case, which is exact; undefined where it is none. */
export function caseConstantText(expression: Expression): string | undefined {
  if (!isSmall(expression)) return undefined;
  const value: Constant | undefined = evaluateConstant(expression, new Findings());
  return value === undefined ? undefined : formatValue(value);
}

function isSmall(expression: Expression): boolean {
  let parts = 0;
  walkExpression(expression, () => ++parts <= mostParts);
  return parts <= mostParts;
}
