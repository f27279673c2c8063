import type { ArithmeticType } from '../types/type';
import { arithmeticOperation, negation } from './arithmetic';
import type { EvaluationContext } from './context';
import { Aggregate } from './value';

export interface ComplexArithmetic {
  readonly add: ComplexFunction;
  readonly subtract: ComplexFunction;
  readonly multiply: ComplexFunction;
  readonly divide: ComplexFunction;
  readonly negate: (value: Aggregate) => Aggregate;
  readonly conjugate: (value: Aggregate) => Aggregate;
}

export type ComplexFunction = (left: Aggregate, right: Aggregate) => Aggregate;

/** Complex arithmetic by the schoolbook formulas, each operation rounded to the element's type. */
export function complexArithmetic(element: ArithmeticType, context: EvaluationContext): ComplexArithmetic {
  const plus = arithmeticOperation('+', element, context);
  const minus = arithmeticOperation('-', element, context);
  const times = arithmeticOperation('*', element, context);
  const over = arithmeticOperation('/', element, context);
  const negative = negation(element, context);
  const parts = (value: Aggregate) => [value.items[0], value.items[1]] as const;
  const componentwise =
    (operation: typeof plus): ComplexFunction =>
    (left, right) => {
      const [a, b] = parts(left);
      const [c, d] = parts(right);
      return new Aggregate([operation(a, c), operation(b, d)]);
    };
  const multiply: ComplexFunction = (left, right) => {
    const [a, b] = parts(left);
    const [c, d] = parts(right);
    return new Aggregate([minus(times(a, c), times(b, d)), plus(times(a, d), times(b, c))]);
  };
  const conjugate = (value: Aggregate): Aggregate => {
    const [re, im] = parts(value);
    return new Aggregate([re, negative(im)]);
  };
  return {
    add: componentwise(plus),
    subtract: componentwise(minus),
    multiply,
    divide: (left, right) => {
      const [c, d] = parts(right);
      const norm = plus(times(c, c), times(d, d));
      const [re, im] = parts(multiply(left, conjugate(right)));
      return new Aggregate([over(re, norm), over(im, norm)]);
    },
    negate: (value) => new Aggregate(value.items.map(negative)),
    conjugate,
  };
}

/** The function behind an operator of `pycuda::complex`. */
export function complexOperation(operator: string, arithmetics: ComplexArithmetic): ComplexFunction | undefined {
  switch (operator) {
    case '+':
      return arithmetics.add;
    case '-':
      return arithmetics.subtract;
    case '*':
      return arithmetics.multiply;
    case '/':
      return arithmetics.divide;
    default:
      return undefined;
  }
}
