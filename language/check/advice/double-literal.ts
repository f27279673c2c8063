import type { Expression, FloatLiteral } from '../../cpp/tree';
import { walkExpression } from '../../cpp/walk';
import { arithmetic } from '../../types/builtin';
import { isFloating } from '../../types/conversions';
import type { Type } from '../../types/type';
import type { AdvisedField } from '../advice';
import { isComparison } from '../operators';
import { withoutParentheses } from '../typing';

/**
 * Reports double literals that make a computation of floats one of doubles. Where the accumulator is double, computing
 * in double is what the kernel asks for.
 */
export function adviseDoubleLiterals(advised: AdvisedField, handled: ReadonlySet<Expression>): void {
  if (advised.target === arithmetic.double || isDoubleComplex(advised.target)) return;
  const reported = new Set<FloatLiteral>();
  walkExpression(advised.root, (expression) => {
    if (handled.has(expression)) return false;
    const operands = operandsOf(expression);
    const types = operands.map((operand) => advised.typing.types.typeOf(operand));
    if (!types.includes(arithmetic.float) || !widens(advised, expression)) return true;
    for (const [index, operand] of operands.entries()) {
      if (types[index] !== arithmetic.double) continue;
      for (const literal of doubleLiterals(advised, operand)) {
        if (reported.has(literal) || isHarmless(expression, literal)) continue;
        reported.add(literal);
        report(advised, literal);
      }
    }
    return true;
  });
}

function isDoubleComplex(type: Type): boolean {
  return type.kind === 'complex' && type.element === arithmetic.double;
}

/** The operands whose types are brought together. */
function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'binary':
      return [expression.left, expression.right];
    case 'conditional':
      return [expression.whenTrue, expression.whenFalse];
    case 'call':
      return expression.arguments;
    default:
      return [];
  }
}

/** True where a float operand becomes a double. */
function widens({ typing }: AdvisedField, expression: Expression): boolean {
  if (expression.kind === 'binary') {
    return expression.operator !== '&&' && expression.operator !== '||' && expression.operator !== '<<';
  }
  if (expression.kind === 'conditional') return true;
  const callee = typing.types.calleeOf(expression);
  if (expression.kind !== 'call' || callee?.kind !== 'cuda') return false;
  return callee.overload.parameters.some(
    ({ type }, index) => type === arithmetic.double && typeOfArgument(typing, expression, index) === arithmetic.float,
  );
}

function typeOfArgument(typing: AdvisedField['typing'], call: Expression, index: number): Type | undefined {
  const argument = call.kind === 'call' ? call.arguments[index] : undefined;
  return argument && typing.types.typeOf(argument);
}

/** The double literals of an operand that is double for no other reason. */
function doubleLiterals({ typing }: AdvisedField, expression: Expression): FloatLiteral[] {
  const plain = withoutParentheses(expression);
  if (typing.types.typeOf(plain) !== arithmetic.double) return [];
  switch (plain.kind) {
    case 'float':
      return plain.suffix === '' ? [plain] : [];
    case 'unary':
      return doubleLiterals({ typing } as AdvisedField, plain.operand);
    case 'binary': {
      const sides = [plain.left, plain.right].filter((side) => isFloating(typing.types.typeOf(side)));
      const lists = sides.map((side) => doubleLiterals({ typing } as AdvisedField, side));
      // A double that comes from elsewhere keeps the operation in double precision whatever the literals are.
      return lists.some(
        (list, index) => list.length === 0 && typing.types.typeOf(sides[index] as Expression) === arithmetic.double,
      )
        ? []
        : lists.flat();
    }
    default:
      return [];
  }
}

/** Compilers compare floats as floats where the literal is a float exactly. */
function isHarmless(expression: Expression, literal: FloatLiteral): boolean {
  return (
    expression.kind === 'binary' && isComparison(expression.operator) && Math.fround(literal.value) === literal.value
  );
}

function report({ typing, findings }: AdvisedField, literal: FloatLiteral): void {
  const text = typing.textOf(literal.span);
  const instead = `${text}f`;
  const fixes = [{ title: `Write ‘${instead}’`, edits: [{ span: literal.span, newText: instead }] }];
  findings.report('double-literal', literal.span, { literal: text, instead }, { fixes });
}
