import type { CallExpression, Expression } from '../../cpp/tree';
import type { AdvisedField } from '../advice';
import { constantValue } from '../constant';
import { withoutParentheses } from '../typing';

const none: ReadonlySet<Expression> = new Set();

/** Hints about calls; gives the literals that need no other advice. */
export function adviseCalls({ nodes, typing, findings }: AdvisedField): ReadonlySet<Expression> {
  let handled: Set<Expression> | undefined;
  for (const expression of nodes) {
    if (expression.kind !== 'call') continue;
    const base = squaredBase(expression);
    const callee = typing.types.calleeOf(expression);
    if (base === undefined || callee?.kind !== 'cuda') continue;
    const text = typing.textOf(base.span);
    const instead = `${text} * ${text}`;
    const newText = nodes.some((parent) => bindsTighter(parent, expression)) ? `(${instead})` : instead;
    const fixes = [{ title: `Write ‘${instead}’`, edits: [{ span: expression.span, newText }] }];
    findings.report('pow-square', expression.span, { instead }, { fixes });
    handled ??= new Set();
    for (const argument of expression.arguments) handled.add(argument);
  }
  return handled ?? none;
}

/** True for what stands around a call and would take only a part of a product in its place. */
function bindsTighter(parent: Expression, call: Expression): boolean {
  switch (parent.kind) {
    case 'binary':
      return parent.right === call && ['*', '/', '%'].includes(parent.operator);
    case 'unary':
      return parent.operand === call;
    case 'cast':
      return parent.style === 'c' && parent.operands.includes(call);
    case 'member':
    case 'index':
      return parent.object === call;
    default:
      return false;
  }
}

/** The base of `pow(x, 2)`, where it is cheap and free of effects, so that it can stand twice. */
function squaredBase({ callee, arguments: operands }: CallExpression): Expression | undefined {
  const [base, exponent, ...rest] = operands;
  if (callee.kind !== 'name' || !/^(::)?powf?$/.test(callee.name) || rest.length > 0) return undefined;
  if (base === undefined || exponent === undefined) return undefined;
  const value = constantValue(exponent);
  return value !== undefined && Number(value) === 2 && isCheap(base) ? base : undefined;
}

function isCheap(expression: Expression): boolean {
  const plain = withoutParentheses(expression);
  switch (plain.kind) {
    case 'name':
      return true;
    case 'index':
      return isCheap(plain.object) && isCheap(plain.index);
    case 'member':
      return isCheap(plain.object);
    default:
      return false;
  }
}
