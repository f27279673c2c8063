import type { AssignmentOperator, BinaryOperator, UnaryOperator } from './tree';

/**
 * How tightly binary operators bind: higher binds tighter, all group to the left. From the grammar of C++17
 * ([expr.mul] to [expr.log.or]).
 */
export const binaryPrecedence: Readonly<Record<BinaryOperator, number>> = {
  '*': 10,
  '/': 10,
  '%': 10,
  '+': 9,
  '-': 9,
  '<<': 8,
  '>>': 8,
  '<': 7,
  '<=': 7,
  '>': 7,
  '>=': 7,
  '==': 6,
  '!=': 6,
  '&': 5,
  '^': 4,
  '|': 3,
  '&&': 2,
  '||': 1,
};

const assignmentOperators: ReadonlySet<string> = new Set<AssignmentOperator>([
  '=',
  '*=',
  '/=',
  '%=',
  '+=',
  '-=',
  '<<=',
  '>>=',
  '&=',
  '^=',
  '|=',
]);

const unaryOperators: ReadonlySet<string> = new Set<UnaryOperator>(['+', '-', '!', '~', '*', '&', '++', '--']);

/** Operators that C++ or Python has between operands, and that no kernel can use as such. */
const refusedOperators = ['**', '<=>', '->*', '.*'];

const infixOperators: ReadonlySet<string> = new Set([
  ...Object.keys(binaryPrecedence),
  ...assignmentOperators,
  ...refusedOperators,
]);

/** Whether a punctuator stands between two operands, `?` and `,` apart. */
export function isInfixOperator(text: string): boolean {
  return infixOperators.has(text);
}

export function isBinaryOperator(text: string): text is BinaryOperator {
  return Object.hasOwn(binaryPrecedence, text);
}

export function isAssignmentOperator(text: string): text is AssignmentOperator {
  return assignmentOperators.has(text);
}

export function isUnaryOperator(text: string): text is UnaryOperator {
  return unaryOperators.has(text);
}
