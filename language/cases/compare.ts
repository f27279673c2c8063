import type { ComplexValue, Value } from '../checked';
import { partsOf } from '../evaluate/value';
import { arithmetic } from '../types/builtin';
import type { ArithmeticType, Type } from '../types/type';

/** What a case allows a result to differ by; each is undefined where the case does not say. */
export interface Tolerances {
  readonly rtol?: number;
  readonly atol?: number;
}

/**
 * The relative tolerance that a floating type has where the case gives none: float16 1e-3, bfloat16 1e-2, float32 1e-5,
 * float64 1e-9; a complex type has that of its parts. Integers and bool have none, and compare exactly.
 */
export function defaultRtol(type: Type): number | undefined {
  const element = type.kind === 'complex' || type.kind === 'vector' ? type.element : type;
  switch (element) {
    case arithmetic.half:
      return 1e-3;
    case arithmetic.bfloat16:
      return 1e-2;
    case arithmetic.float:
      return 1e-5;
    case arithmetic.double:
      return 1e-9;
    default:
      return undefined;
  }
}

/**
 * Whether a result meets its expectation: `|actual - expect| <= atol + rtol * |expect|`, as `numpy.isclose` has it, with
 * NaN equal to NaN and infinities equal to themselves only. `rtol` defaults to that of the type and `atol` to 0, so that
 * an expected 0 is met by 0 alone; integers and bool have to be equal unless a tolerance is given. Of complex values
 * the modulus of the difference counts; of structs and vectors, each part by itself.
 */
export function passes(actual: Value, expect: Value, type: Type, tolerances: Tolerances = {}): boolean {
  switch (type.kind) {
    case 'arithmetic':
      return isScalar(actual) && isScalar(expect) && scalarPasses(actual, expect, type, tolerances);
    case 'complex':
      return isComplex(actual) && isComplex(expect) && complexPasses(actual, expect, type, tolerances);
    case 'vector':
    case 'struct':
    case 'array': {
      if (!hasFields(actual) || !hasFields(expect)) return false;
      return (partsOf(type) ?? []).every((part) => {
        const first = actual.fields.get(part.name);
        const second = expect.fields.get(part.name);
        return first !== undefined && second !== undefined && passes(first, second, part.type, tolerances);
      });
    }
    case 'pointer':
    case 'void':
    case 'unknown':
      return false;
  }
}

type Scalar = boolean | bigint | number;

function isScalar(value: Value): value is Scalar {
  return typeof value !== 'object';
}

function isComplex(value: Value): value is ComplexValue {
  return typeof value === 'object' && 're' in value;
}

function hasFields(value: Value): value is Extract<Value, { fields: unknown }> {
  return typeof value === 'object' && 'fields' in value;
}

function scalarPasses(actual: Scalar, expect: Scalar, type: ArithmeticType, tolerances: Tolerances): boolean {
  if (type.category === 'floating') return isClose(Number(actual), Number(expect), limitsOf(type, tolerances));
  const first = BigInt(actual);
  const second = BigInt(expect);
  if (first === second) return true;
  // Exact as integers: 64 bits do not fit a double.
  const { rtol, atol } = limitsOf(type, tolerances);
  return Math.abs(Number(first - second)) <= atol + rtol * Math.abs(Number(second));
}

function complexPasses(actual: ComplexValue, expect: ComplexValue, type: Type, tolerances: Tolerances): boolean {
  const hasNaN = (value: ComplexValue): boolean => Number.isNaN(value.re) || Number.isNaN(value.im);
  if (hasNaN(actual)) return hasNaN(expect);
  if (actual.re === expect.re && actual.im === expect.im) return true;
  if (![actual.re, actual.im, expect.re, expect.im].every(Number.isFinite)) return false;
  const { rtol, atol } = limitsOf(type, tolerances);
  const distance = Math.hypot(actual.re - expect.re, actual.im - expect.im);
  return distance <= atol + rtol * Math.hypot(expect.re, expect.im);
}

function isClose(actual: number, expect: number, limits: { rtol: number; atol: number }): boolean {
  if (Number.isNaN(actual) || Number.isNaN(expect)) return Number.isNaN(actual) && Number.isNaN(expect);
  if (actual === expect) return true;
  if (!Number.isFinite(actual) || !Number.isFinite(expect)) return false;
  return Math.abs(actual - expect) <= limits.atol + limits.rtol * Math.abs(expect);
}

function limitsOf(type: Type, tolerances: Tolerances): { rtol: number; atol: number } {
  return { rtol: tolerances.rtol ?? defaultRtol(type) ?? 0, atol: tolerances.atol ?? 0 };
}
