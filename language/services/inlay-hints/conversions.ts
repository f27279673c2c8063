import { constantValue } from '../../check/constant';
import type { ExpressionTypes } from '../../check/typed';
import type { Expression } from '../../cpp/tree';
import { walkExpression } from '../../cpp/walk';
import { isArithmetic } from '../../types/conversions';
import { describe } from '../../types/spelling';
import type { ArithmeticType, Type } from '../../types/type';
import { conversionEffect } from '../conversions/effect';
import { conversionTo, operandConversions, type ImplicitConversion } from '../conversions/implicit-conversions';
import type { ItemHint } from './item-hint';

/**
 * The conversions of an expression and all below it that are worth a hint: those that change what kind of number a value
 * is. The rule:
 *
 * - integer to floating and back, and from one floating precision to another: they take an instruction, and may round or
 *   drop something;
 * - never between integers (promotions, signs and widths cost nothing; what narrows is a diagnostic), never from or to
 *   bool, complex numbers, structs and pointers;
 * - never of constants: the compiler converts them;
 * - the operand is marked behind its end, where it is an operator's between parentheses that are part of the hint.
 */
export function conversionHints(root: Expression, to: Type | undefined, types: ExpressionTypes): readonly ItemHint[] {
  const opening: ItemHint[] = [];
  const closing: ItemHint[] = [];
  const add = (conversion: ImplicitConversion | undefined, isOperand: boolean): void => {
    if (conversion === undefined || !isWorthHint(conversion)) return;
    const { operand } = conversion;
    const [from, target] = [describe(conversion.from), describe(conversion.to)];
    const label = `→ ${target}`;
    const tooltip = `\`${from}\` → \`${target}\`: ${conversionEffect(conversion, types)}.`;
    const common = { setting: 'conversions', tooltip } as const;
    const needsParentheses = isOperand && isOperation(operand);
    if (needsParentheses) opening.push({ ...common, offset: operand.span.start, label: '(', padding: 'none' });
    closing.push({
      ...common,
      offset: operand.span.end,
      label: needsParentheses ? `) ${label}` : label,
      padding: needsParentheses ? 'none' : 'left',
    });
  };
  add(conversionTo(root, to, types), false);
  walkExpression(root, (expression) => {
    const isOperator = expression.kind === 'binary' || expression.kind === 'unary';
    for (const conversion of operandConversions(expression, types)) add(conversion, isOperator);
  });
  // Where several operands end at one place, the inner one converts first.
  return [...opening, ...closing.reverse()];
}

function isWorthHint({ operand, from, to }: ImplicitConversion): boolean {
  return isArithmetic(from) && isArithmetic(to) && changesKind(from, to) && constantValue(operand) === undefined;
}

function changesKind(from: ArithmeticType, to: ArithmeticType): boolean {
  if (from.category === 'bool' || to.category === 'bool') return false;
  return from.category !== to.category || (from.category === 'floating' && from !== to);
}

/** True where it would not be plain without parentheses what a hint behind the operand is about. */
function isOperation({ kind }: Expression): boolean {
  return kind === 'binary' || kind === 'unary' || kind === 'conditional';
}
