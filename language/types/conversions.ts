import { arithmetic } from './builtin';
import type { ArithmeticName, ArithmeticType, ComplexType, Type } from './type';

/**
 * The conversions of C++17 ([conv.prom], [expr.arith.conv], [over.ics.rank]) with LP64 sizes, and those that the
 * classes `__half`, `__nv_bfloat16` and `complex<T>` of the CUDA headers add.
 */

export function isArithmetic(type: Type): type is ArithmeticType {
  return type.kind === 'arithmetic';
}

/** half and bfloat16: classes in CUDA C++, so the built-in conversions do not apply to them. */
export function isSmallFloat(type: Type): boolean {
  return type === arithmetic.half || type === arithmetic.bfloat16;
}

/** An integer type or bool. */
export function isIntegral(type: Type): type is ArithmeticType {
  return type.kind === 'arithmetic' && type.category !== 'floating';
}

export function isFloating(type: Type): type is ArithmeticType {
  return type.kind === 'arithmetic' && type.category === 'floating';
}

/** The integer promotions: what is narrower than int becomes int. Other types stay as they are. */
export function promote(type: ArithmeticType): ArithmeticType {
  return type.category !== 'floating' && type.size < arithmetic.int.size ? arithmetic.int : type;
}

const rank: Partial<Readonly<Record<ArithmeticName, number>>> = {
  int: 1,
  'unsigned int': 1,
  long: 2,
  'unsigned long': 2,
  'long long': 3,
  'unsigned long long': 3,
};

const unsignedOf: Partial<Readonly<Record<ArithmeticName, ArithmeticType>>> = {
  int: arithmetic['unsigned int'],
  long: arithmetic['unsigned long'],
  'long long': arithmetic['unsigned long long'],
};

/**
 * The common type of two operands of a built-in operator. Undefined where half or bfloat16 meets another type: both
 * the class's operator and the built-in one fit, and the compiler refuses to choose.
 */
export function usualArithmeticConversion(left: ArithmeticType, right: ArithmeticType): ArithmeticType | undefined {
  if (isSmallFloat(left) || isSmallFloat(right)) return left === right ? left : undefined;
  if (left === arithmetic.double || right === arithmetic.double) return arithmetic.double;
  if (left === arithmetic.float || right === arithmetic.float) return arithmetic.float;
  const first = promote(left);
  const second = promote(right);
  if (first === second) return first;
  const firstRank = rank[first.name] ?? 0;
  const secondRank = rank[second.name] ?? 0;
  if (first.signed === second.signed) return firstRank > secondRank ? first : second;
  const [signed, unsigned] = first.signed ? [first, second] : [second, first];
  const [signedRank, unsignedRank] = first.signed ? [firstRank, secondRank] : [secondRank, firstRank];
  if (unsignedRank >= signedRank) return unsigned;
  if (signed.size > unsigned.size) return signed;
  return unsignedOf[signed.name] ?? signed;
}

/** True where both stand for the same type. Structs are compared by name: a name is declared once. */
export function sameType(left: Type, right: Type): boolean {
  if (left === right) return true;
  switch (left.kind) {
    case 'void':
    case 'unknown':
      return left.kind === right.kind;
    case 'arithmetic':
    case 'vector':
    case 'struct':
      return left.kind === right.kind && left.name === right.name;
    case 'complex':
      return right.kind === 'complex' && left.element === right.element && left.family === right.family;
    case 'pointer':
      return right.kind === 'pointer' && left.isConst === right.isConst && sameType(left.pointee, right.pointee);
    case 'array':
      return right.kind === 'array' && left.length === right.length && sameType(left.element, right.element);
  }
}

/** How an argument reaches a parameter, best first. `unknown` types fit exactly: the compiler decides. */
export type ConversionRank = 'exact' | 'promotion' | 'conversion' | 'user' | 'none';

/** How an implicit conversion of one type to another ranks in overload resolution. */
export function conversionRank(from: Type, to: Type): ConversionRank {
  if (from.kind === 'unknown' || to.kind === 'unknown' || sameType(from, to)) return 'exact';
  if (from.kind === 'arithmetic' && to.kind === 'arithmetic') return arithmeticRank(from, to);
  if (to.kind === 'complex' && to.family === 'pycuda') return toComplexRank(from, to);
  if (from.kind === 'array') return conversionRank({ kind: 'pointer', pointee: from.element, isConst: false }, to);
  if (from.kind === 'pointer') return pointerRank(from.pointee, from.isConst, to);
  // A class may convert in ways that its fields do not show.
  if ((from.kind === 'struct' && from.opaque) || (to.kind === 'struct' && to.opaque)) return 'user';
  // `cuFloatComplex` and `float2` are one type under two names.
  if (isPairOf(from, to) || isPairOf(to, from)) return 'exact';
  return 'none';
}

function arithmeticRank(from: ArithmeticType, to: ArithmeticType): ConversionRank {
  if (isSmallFloat(from) && isSmallFloat(to)) return 'none';
  if (isSmallFloat(from) || isSmallFloat(to)) return 'user';
  if (promote(from) === to) return 'promotion';
  if (from === arithmetic.float && to === arithmetic.double) return 'promotion';
  return 'conversion';
}

function toComplexRank(from: Type, to: ComplexType): ConversionRank {
  // half would take two conversions of classes, and C++ chains no more than one.
  if (from.kind === 'arithmetic') return isSmallFloat(from) ? 'none' : 'user';
  if (from.kind !== 'complex' || from.family !== 'pycuda') return 'none';
  // complex<double> to complex<float> is explicit.
  return from.element === arithmetic.float && to.element === arithmetic.double ? 'user' : 'none';
}

function pointerRank(pointee: Type, isConst: boolean, to: Type): ConversionRank {
  if (to === arithmetic.bool) return 'conversion';
  if (to.kind !== 'pointer' || (isConst && !to.isConst)) return 'none';
  if (sameType(pointee, to.pointee)) return 'exact';
  return to.pointee.kind === 'void' ? 'conversion' : 'none';
}

function isPairOf(type: Type, other: Type): boolean {
  return (
    type.kind === 'complex' &&
    type.family === 'cu' &&
    other.kind === 'vector' &&
    other.lanes === 2 &&
    other.element === type.element &&
    (other.name === 'float2' || other.name === 'double2')
  );
}

/** True where a value converts without a cast: in an initialisation, an argument or a return. */
export function isImplicitlyConvertible(from: Type, to: Type): boolean {
  return conversionRank(from, to) !== 'none';
}

/** True where `(T)x` compiles: implicit conversions, and the explicit ones between numbers and pointers. */
export function isExplicitlyConvertible(from: Type, to: Type): boolean {
  if (to.kind === 'void' || isImplicitlyConvertible(from, to)) return true;
  // half and bfloat16 construct each other, on request only.
  if (isSmallFloat(from) && isSmallFloat(to)) return true;
  if (from.kind === 'complex' && to.kind === 'complex') return from.family === to.family && from.family === 'pycuda';
  if (from.kind === 'pointer' || from.kind === 'array') return to.kind === 'pointer' || isWideInteger(to);
  return to.kind === 'pointer' && isWideInteger(from);
}

function isWideInteger(type: Type): boolean {
  return isIntegral(type) && type.size === 8;
}

/** Ranks a conversion, where the preambles' structs may add some of their own. */
export type RankConversion = (from: Type, to: Type) => ConversionRank;

export interface Candidate {
  readonly parameters: readonly { readonly type: Type }[];
  /** Parameters that must be given; the rest have defaults. All where left out. */
  readonly required?: number;
}

export type OverloadChoice<C> =
  | { readonly kind: 'chosen'; readonly candidate: C }
  | { readonly kind: 'ambiguous'; readonly candidates: readonly C[] }
  | { readonly kind: 'none' };

const order: Readonly<Record<ConversionRank, number>> = { exact: 0, promotion: 1, conversion: 2, user: 3, none: 4 };

/**
 * Overload resolution ([over.match.best]): of the candidates that every argument can reach, the one that is no worse
 * than any other in each argument and better in one. `rankOf` may know conversions beside the built-in ones.
 */
export function chooseOverload<C extends Candidate>(
  candidates: readonly C[],
  given: readonly Type[],
  rankOf: RankConversion = conversionRank,
): OverloadChoice<C> {
  const viable = candidates.filter((candidate) => isViable(candidate, given, rankOf));
  if (viable.length === 0) return { kind: 'none' };
  const best = viable.filter((one) => viable.every((other) => one === other || isBetter(one, other, given, rankOf)));
  const [only] = best;
  if (only !== undefined) return { kind: 'chosen', candidate: only };
  return { kind: 'ambiguous', candidates: viable };
}

function isViable(candidate: Candidate, given: readonly Type[], rankOf: RankConversion): boolean {
  const required = candidate.required ?? candidate.parameters.length;
  if (given.length < required || given.length > candidate.parameters.length) return false;
  return given.every((type, index) => {
    const parameter = candidate.parameters[index];
    return parameter !== undefined && rankOf(type, parameter.type) !== 'none';
  });
}

function isBetter(one: Candidate, other: Candidate, given: readonly Type[], rankOf: RankConversion): boolean {
  let better = false;
  for (const [index, from] of given.entries()) {
    const here = one.parameters[index];
    const there = other.parameters[index];
    if (here === undefined || there === undefined) return false;
    const difference = compareConversions(from, here.type, there.type, rankOf);
    if (difference > 0) return false;
    if (difference < 0) better = true;
  }
  return better;
}

/** Negative where converting to `one` is better, positive where converting to `other` is. */
function compareConversions(from: Type, one: Type, other: Type, rankOf: RankConversion): number {
  const difference = order[rankOf(from, one)] - order[rankOf(from, other)];
  if (difference !== 0 || !isSmallFloat(from)) return difference;
  // half becomes float and double through the same conversion function, so that the second step decides ([over.ics.rank]).
  if (one === arithmetic.float && other === arithmetic.double) return -1;
  if (one === arithmetic.double && other === arithmetic.float) return 1;
  return 0;
}
