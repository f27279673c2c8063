import type { ArithmeticType } from '../../types/type';
import type { ComplexArithmetic } from '../complex';
import { complexArithmetic } from '../complex';
import type { EvaluationContext } from '../context';
import { DoubleDouble, toDouble } from '../double-double';
import { rounderOf } from '../rounding';
import type { RuntimeValue } from '../value';
import { Aggregate } from '../value';
import type { Implementation } from './implementation';

/** The operations of `cuComplex.h` by the part of their names between `cuC` and the `f` of the single ones. */
const pairOperations: Readonly<
  Record<string, keyof Pick<ComplexArithmetic, 'add' | 'subtract' | 'multiply' | 'divide'>>
> = {
  add: 'add',
  sub: 'subtract',
  mul: 'multiply',
  div: 'divide',
};

/** A function of complex values: those of `pycuda::complex` by their names, those of `cuComplex.h` as `cuCaddf`. */
export function complexFunction(
  name: string,
  element: ArithmeticType,
  context: EvaluationContext,
): Implementation | undefined {
  const operations = complexArithmetic(element, context);
  const stem = /^cuC([a-z]+?)f?$/.exec(name)?.[1] ?? name;
  const pair = name === stem ? undefined : pairOperations[stem];
  if (pair !== undefined) {
    const operation = operations[pair];
    return (x, y) => operation(x as Aggregate, y as Aggregate);
  }
  switch (stem === 'conjf' ? 'conj' : stem) {
    case 'real':
      return (x) => (x as Aggregate).items[0];
    case 'imag':
      return (x) => (x as Aggregate).items[1];
    case 'conj':
      return (x) => operations.conjugate(x as Aggregate);
    case 'fma': {
      return (x, y, z) => operations.add(operations.multiply(x as Aggregate, y as Aggregate), z as Aggregate);
    }
    default:
      return transcendental(stem, element, context);
  }
}

type Parts = readonly [re: number, im: number];

/** Computed in double and rounded once; at twice the precision of double they are approximations. */
function transcendental(name: string, element: ArithmeticType, context: EvaluationContext): Implementation | undefined {
  const toResult = (value: number): RuntimeValue => {
    if (context.precision === 'own') return rounderOf(element)(value);
    if (element.name !== 'double') return value;
    context.approximated = true;
    return new DoubleDouble(value, 0);
  };
  const partsOf = (value: RuntimeValue): Parts => {
    const [re, im] = (value as Aggregate).items;
    return [plain(re), plain(im)];
  };
  const toReal = realValued.get(name);
  if (toReal !== undefined) return (x) => toResult(toReal(partsOf(x)));
  const toComplex = complexValued.get(name);
  if (toComplex !== undefined) return (x) => new Aggregate(toComplex(partsOf(x)).map(toResult));
  if (name === 'polar') {
    return (radius, angle) => {
      const [length, turn] = [plain(radius), plain(angle ?? 0)];
      return new Aggregate([toResult(length * Math.cos(turn)), toResult(length * Math.sin(turn))]);
    };
  }
  return undefined;
}

function plain(value: RuntimeValue): number {
  return value instanceof DoubleDouble ? toDouble(value) : Number(value);
}

const realValued: ReadonlyMap<string, (value: Parts) => number> = new Map<string, (value: Parts) => number>([
  ['abs', ([re, im]) => Math.hypot(re, im)],
  ['arg', ([re, im]) => Math.atan2(im, re)],
  ['norm', ([re, im]) => re * re + im * im],
]);

const complexValued: ReadonlyMap<string, (value: Parts) => Parts> = new Map<string, (value: Parts) => Parts>([
  ['exp', ([re, im]) => [Math.exp(re) * Math.cos(im), Math.exp(re) * Math.sin(im)]],
  ['log', ([re, im]) => [Math.log(Math.hypot(re, im)), Math.atan2(im, re)]],
  ['sqrt', principalRoot],
  ['sin', ([re, im]) => [Math.sin(re) * Math.cosh(im), Math.cos(re) * Math.sinh(im)]],
  ['cos', ([re, im]) => [Math.cos(re) * Math.cosh(im), -Math.sin(re) * Math.sinh(im)]],
]);

/** Half the angle, from the half-angle formulas, without the cancellation that they have near the axes. */
function principalRoot([re, im]: Parts): Parts {
  const length = Math.hypot(re, im);
  if (length === 0) return [0, im];
  const major = Math.sqrt((length + Math.abs(re)) / 2);
  const minor = im / (2 * major);
  return re >= 0 ? [major, minor] : [Math.abs(minor), im < 0 || Object.is(im, -0) ? -major : major];
}
