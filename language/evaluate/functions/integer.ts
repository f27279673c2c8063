import { undefinedBehaviour } from '../context';

/** An intrinsic on 32-bit integers. Arguments and results are wrapped to their declared types by the caller. */
export type IntFunction = (x: number, y: number, z: number) => number;

/** An intrinsic on 64-bit integers, or on 32-bit ones with a 64-bit result. */
export type LongFunction = (x: bigint, y: bigint, z: bigint) => bigint | number;

function populationCount(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function reverseBits(value: number): number {
  let bits = ((value >>> 1) & 0x55555555) | ((value & 0x55555555) << 1);
  bits = ((bits >>> 2) & 0x33333333) | ((bits & 0x33333333) << 2);
  bits = ((bits >>> 4) & 0x0f0f0f0f) | ((bits & 0x0f0f0f0f) << 4);
  bits = ((bits >>> 8) & 0x00ff00ff) | ((bits & 0x00ff00ff) << 8);
  return (bits >>> 16) | (bits << 16);
}

function low32(value: bigint): number {
  return Number(BigInt.asIntN(32, value));
}

function high32(value: bigint): number {
  return low32(value >> 32n);
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** The product's upper 32 bits; the sign of the arguments says whether it is the signed or the unsigned one. */
function multiplyHigh(x: number, y: number): number {
  return low32((BigInt(x) * BigInt(y)) >> 32n);
}

// Math.min and Math.max take all arguments that they are given, and functions here are given three.
function minimum(x: number, y: number): number {
  return x < y ? x : y;
}

function maximum(x: number, y: number): number {
  return x > y ? x : y;
}

function low24(value: number): number {
  return (value << 8) >> 8;
}

/** Selects four of the eight bytes of `y:x`; a selector's bit 3 repeats the byte's sign. */
function bytePermute(x: number, y: number, selector: number): number {
  const bytes = (BigInt(y >>> 0) << 32n) | BigInt(x >>> 0);
  let result = 0;
  for (let position = 0; position < 4; position++) {
    const choice = (selector >>> (4 * position)) & 0xf;
    const byte = Number((bytes >> BigInt(8 * (choice & 7))) & 0xffn);
    const selected = choice & 8 ? (byte & 0x80 ? 0xff : 0) : byte;
    result |= selected << (8 * position);
  }
  return result;
}

function funnel(low: number, high: number): bigint {
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

/** The dot product of the four bytes of each, `signed` as the types are, plus `z`. */
function dotBytes(signed: boolean): IntFunction {
  const byteOf = (word: number, position: number): number =>
    signed ? (word << (24 - 8 * position)) >> 24 : (word >>> (8 * position)) & 0xff;
  return (x, y, z) => {
    let sum = z;
    for (let position = 0; position < 4; position++) sum += byteOf(x, position) * byteOf(y, position);
    return sum | 0;
  };
}

export const intFunctions: ReadonlyMap<string, IntFunction> = new Map<string, IntFunction>([
  ['min', minimum],
  ['max', maximum],
  ['umin', minimum],
  ['umax', maximum],
  ['abs', (x) => Math.abs(defined(x, x !== -(2 ** 31)))],
  ['__popc', populationCount],
  ['__clz', (x) => Math.clz32(x)],
  ['__ffs', (x) => (x === 0 ? 0 : 32 - Math.clz32(x & -x))],
  ['__brev', reverseBits],
  ['__mulhi', multiplyHigh],
  ['mulhi', multiplyHigh],
  ['__umulhi', multiplyHigh],
  ['umulhi', multiplyHigh],
  ['__mul24', (x, y) => Math.imul(low24(x), low24(y))],
  ['mul24', (x, y) => Math.imul(low24(x), low24(y))],
  ['__umul24', (x, y) => Math.imul(x & 0xffffff, y & 0xffffff)],
  ['umul24', (x, y) => Math.imul(x & 0xffffff, y & 0xffffff)],
  ['__sad', (x, y, z) => Math.abs(x - y) + z],
  ['__usad', (x, y, z) => Math.abs(x - y) + z],
  ['__hadd', (x, y) => Math.floor((x + y) / 2)],
  ['__rhadd', (x, y) => Math.floor((x + y + 1) / 2)],
  ['__uhadd', (x, y) => Math.floor((x + y) / 2)],
  ['__urhadd', (x, y) => Math.floor((x + y + 1) / 2)],
  ['__byte_perm', bytePermute],
  ['__funnelshift_l', (x, y, z) => high32(funnel(x, y) << BigInt(z & 31))],
  ['__funnelshift_lc', (x, y, z) => high32(funnel(x, y) << BigInt(Math.min(z >>> 0, 32)))],
  ['__funnelshift_r', (x, y, z) => low32(funnel(x, y) >> BigInt(z & 31))],
  ['__funnelshift_rc', (x, y, z) => low32(funnel(x, y) >> BigInt(Math.min(z >>> 0, 32)))],
]);

/** Those whose meaning depends on the signs of their types beside the sign of their values. */
export const signedIntFunctions: ReadonlyMap<string, (signed: boolean) => IntFunction> = new Map([
  ['__dp4a', dotBytes],
]);

export const longFunctions: ReadonlyMap<string, LongFunction> = new Map<string, LongFunction>([
  ['min', (x, y) => (x < y ? x : y)],
  ['max', (x, y) => (x > y ? x : y)],
  ['llmin', (x, y) => (x < y ? x : y)],
  ['llmax', (x, y) => (x > y ? x : y)],
  ['ullmin', (x, y) => (x < y ? x : y)],
  ['ullmax', (x, y) => (x > y ? x : y)],
  ['abs', magnitudeInRange],
  ['labs', magnitudeInRange],
  ['llabs', magnitudeInRange],
  ['__popcll', (x) => populationCount(low32(x)) + populationCount(high32(x))],
  ['__clzll', (x) => (high32(x) === 0 ? 32 + Math.clz32(low32(x)) : Math.clz32(high32(x)))],
  ['__ffsll', (x) => (x === 0n ? 0 : BigInt.asUintN(64, x & -x).toString(2).length)],
  ['__brevll', (x) => (BigInt(reverseBits(low32(x)) >>> 0) << 32n) | BigInt(reverseBits(high32(x)) >>> 0)],
  ['__mul64hi', (x, y) => (x * y) >> 64n],
  ['mul64hi', (x, y) => (x * y) >> 64n],
  ['__umul64hi', (x, y) => (x * y) >> 64n],
  ['umul64hi', (x, y) => (x * y) >> 64n],
]);

function magnitudeInRange(value: bigint): bigint {
  return magnitude(defined(value, value !== -(1n << 63n)));
}

function defined<T>(value: T, isDefined: boolean): T {
  if (!isDefined) throw undefinedBehaviour;
  return value;
}
