import type { CudaFunction, Overload } from '../../cuda/function';
import { arithmetic } from '../../types/builtin';
import type { ArithmeticType, Type } from '../../types/type';
import { arithmeticOperation, comparison } from '../arithmetic';
import type { EvaluationContext } from '../context';
import { identity, integerConstant, representationOf } from '../convert';
import { DoubleDouble, addDd, multiplyDd, toDouble } from '../double-double';
import { fusedMultiplyAdd } from '../fma';
import { rounderOf } from '../rounding';
import type { RuntimeValue } from '../value';
import { Aggregate } from '../value';
import { complexFunction } from './complex';
import { bitCasts, conversionIntrinsic } from './conversion';
import { halfComparisons, halfFunctions, halfOperators } from './half';
import { intFunctions, longFunctions, signedIntFunctions } from './integer';
import { classifications, realFunctions } from './real';

/** A function on values that have been converted to the overload's parameter types. At most four parameters. */
export type Implementation = (x: RuntimeValue, y: RuntimeValue, z: RuntimeValue, w: RuntimeValue) => RuntimeValue;

/** How to evaluate a CUDA function at the types of one of its overloads; undefined where that is not known. */
export function implementationOf(
  cudaFunction: CudaFunction,
  overload: Overload,
  context: EvaluationContext,
): Implementation | undefined {
  const name = cudaFunction.name.replace(/^(::|std::|pycuda::)+/, '');
  const parameters = overload.parameters.map((parameter) => parameter.type);
  const { result } = overload;
  if (name.startsWith('make_') && (result.kind === 'vector' || result.kind === 'complex')) {
    return (...values) => new Aggregate(values.slice(0, parameters.length));
  }
  const complex = [result, ...parameters].find((type) => type.kind === 'complex');
  if (complex !== undefined) return complexFunction(name, complex.element, context);
  if (!isScalar(result) || !parameters.every(isScalar)) return undefined;
  const [first] = parameters;
  if (first === undefined) return undefined;
  if (bitCasts.has(name)) return context.precision === 'own' ? bitCasts.get(name) : undefined;
  if (parameters.length === 1) {
    const convert = conversionIntrinsic(name, first, result, context);
    if (convert !== undefined) return convert;
  }
  return first.category === 'floating'
    ? floatingFunction(name, parameters, first, result, context)
    : integerFunction(name, first, result);
}

function isScalar(type: Type): type is ArithmeticType {
  return type.kind === 'arithmetic';
}

function integerFunction(name: string, operand: ArithmeticType, result: ArithmeticType): Implementation | undefined {
  const long = operand.size === 8 ? longFunctions.get(name) : undefined;
  if (long !== undefined) {
    return (x, y, z) => integerConstant(BigInt(long(x as bigint, y as bigint, z as bigint)), result);
  }
  if (operand.size === 8) return undefined;
  const int = intFunctions.get(name) ?? signedIntFunctions.get(name)?.(operand.signed);
  if (int === undefined || result.size === 8) return undefined;
  const wrap: (value: number) => number = result.signed ? (value) => value | 0 : (value) => value >>> 0;
  return (x, y, z) => wrap(int(x as number, y as number, z as number));
}

/** `__fadd_rn`, `__dmul_rn`, `__fsqrt_rn`: operations of IEEE 754 under names of their own. */
const roundedOperations: Readonly<Record<string, string>> = {
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  sqrt: 'sqrt',
  rcp: 'rcp',
  rsqrt: 'rsqrt',
  ma: 'fma',
  maf: 'fma',
};

/** The name of the double function that a name of the single, half or intrinsic ones stands for. */
function doubleName(name: string): string {
  const rounded = /^__[fd]([a-z]+)_rn$/.exec(name)?.[1];
  if (rounded !== undefined) return roundedOperations[rounded] ?? name;
  const half = halfFunctions.get(name);
  if (half !== undefined) return half;
  const plain = name.replace(/^__(?=[a-z])/, '');
  if (isKnown(name)) return name;
  for (const candidate of [name.replace(/f$/, ''), plain.replace(/f$/, ''), plain.replace(/[fdl]$/, '')]) {
    if (isKnown(candidate)) return candidate;
  }
  return name;
}

function isKnown(name: string): boolean {
  return name === 'fma' || realFunctions.has(name) || classifications.has(name);
}

function floatingFunction(
  name: string,
  parameters: readonly ArithmeticType[],
  type: ArithmeticType,
  result: ArithmeticType,
  context: EvaluationContext,
): Implementation | undefined {
  const comparisonOperator = halfComparisons.get(name);
  if (comparisonOperator !== undefined) return comparison(comparisonOperator, type, context);
  const base = doubleName(name);
  const operator = halfOperators.get(name) ?? operatorOf(base);
  if (operator !== undefined) return arithmeticOperation(operator, type, context);
  if (base === 'fma') return fmaOf(type, context);
  const classify = classifications.get(base);
  if (classify !== undefined) {
    const toResult = result.category === 'bool' ? identity : (value: RuntimeValue) => (value === true ? 1 : 0);
    return (x) => toResult(classify(plainNumber(x)));
  }
  const real = realFunctions.get(base);
  if (real === undefined || real.arity !== parameters.length) return undefined;
  if (result.category !== 'floating') return undefined;
  const { evaluate, wide } = real;
  if (representationOf(result, context) === 'double-double') {
    return (x, y, z) => {
      const exact = wide?.(toWide(x), toWide(y), toWide(z));
      if (exact !== undefined) return exact;
      context.approximated = true;
      return new DoubleDouble(evaluate(plainNumber(x), plainNumber(y), plainNumber(z)), 0);
    };
  }
  if (context.precision === 'wide' || type.name === 'double') {
    return (x, y, z) => evaluate(x as number, y as number, z as number);
  }
  const round = rounderOf(result);
  return (x, y, z) => round(evaluate(x as number, y as number, z as number));
}

function operatorOf(name: string): '+' | '-' | '*' | '/' | undefined {
  return name === '+' || name === '-' || name === '*' || name === '/' ? name : undefined;
}

function fmaOf(type: ArithmeticType, context: EvaluationContext): Implementation {
  if (representationOf(type, context) === 'double-double') {
    return (x, y, z) => addDd(multiplyDd(x as DoubleDouble, y as DoubleDouble), z as DoubleDouble);
  }
  if (context.precision === 'wide') return (x, y, z) => (x as number) * (y as number) + (z as number);
  if (type === arithmetic.double || type === arithmetic.float) {
    const format = type === arithmetic.double ? 'double' : 'float';
    return (x, y, z) => fusedMultiplyAdd(x as number, y as number, z as number, format);
  }
  const round = rounderOf(type);
  return (x, y, z) => round(fusedMultiplyAdd(x as number, y as number, z as number, 'double'));
}

function toWide(value: RuntimeValue): DoubleDouble {
  return value instanceof DoubleDouble ? value : new DoubleDouble(Number(value ?? 0), 0);
}

function plainNumber(value: RuntimeValue): number {
  return value instanceof DoubleDouble ? toDouble(value) : Number(value);
}
