import type { Value, VectorSource } from '../../../checked';
import { roundTo } from '../../../data/float-bits';
import { exponentOf } from '../../../evaluate/rounding';
import { floatFormatOf } from '../../../types/dtypes';
import type { ArithmeticType, Type } from '../../../types/type';
import { word32, word64 } from './philox';

/** One element of a vector, as docs/random.md defines them; undefined where only running tells, as for files. */
export function elementAt(source: VectorSource, index: number, type: Type): Value | undefined {
  switch (source.kind) {
    case 'values':
      return source.values[index];
    case 'full':
      return source.value;
    case 'arange':
      return arange(source, index, type);
    case 'linspace': {
      const { lo, hi, length } = source;
      if (length === undefined) return index === 0 ? rounded(lo, type) : undefined;
      const isLast = index === length - 1 && index > 0;
      return rounded(isLast ? hi : index === 0 ? lo : lo + index * ((hi - lo) / (length - 1)), type);
    }
    case 'uniform':
      return perScalar(type, index, (scalar, element) => uniform(source, scalar, element));
    case 'integers': {
      const { lo, hi, seed } = source;
      const value = lo + ((word64(seed, index) * (hi - lo)) >> 64n);
      return type.kind === 'arithmetic' && type.category === 'bool' ? value !== 0n : value;
    }
    case 'normal':
      return perScalar(type, index, (scalar, element) => normal(source, scalar, element));
    case 'file':
      return undefined;
  }
}

type Source<Kind extends VectorSource['kind']> = Extract<VectorSource, { kind: Kind }>;

function arange({ start, step }: Source<'arange'>, index: number, type: Type): Value | undefined {
  if (typeof start === 'bigint' && typeof step === 'bigint') return start + step * BigInt(index);
  return rounded(Number(start) + index * Number(step), type);
}

function rounded(value: number, type: Type): Value | undefined {
  return type.kind === 'arithmetic' && type.category === 'floating' ? roundTo(value, type) : undefined;
}

/** A complex element is two scalars, the real part first. */
function perScalar(
  type: Type,
  index: number,
  draw: (scalar: number, element: ArithmeticType) => number,
): Value | undefined {
  if (type.kind === 'arithmetic') return type.category === 'floating' ? draw(index, type) : undefined;
  if (type.kind !== 'complex') return undefined;
  return { re: draw(2 * index, type.element), im: draw(2 * index + 1, type.element) };
}

function uniform({ lo, hi, seed }: Source<'uniform'>, scalar: number, type: ArithmeticType): number {
  const isNarrow = type.size <= 4;
  const u = isNarrow ? Number(word32(seed, scalar) >> 8n) * 2 ** -24 : Number(word64(seed, scalar) >> 11n) * 2 ** -53;
  const value = roundTo(lo + (hi - lo) * u, type);
  return lo < hi && value >= hi ? largestBelow(hi, type) : value;
}

/** The largest number of a floating type below a limit. */
function largestBelow(limit: number, type: ArithmeticType): number {
  const nearest = roundTo(limit, type);
  if (nearest < limit) return nearest;
  const { precision, smallestSubnormal } = floatFormatOf(type);
  const spacing = nearest === 0 ? smallestSubnormal : 2 ** (exponentOf(Math.abs(nearest)) - precision);
  // Below a power of two the spacing is half of that above it.
  const closer = nearest - spacing;
  return roundTo(closer, type) === closer ? closer : nearest - 2 * spacing;
}

/** Box and Muller (1958). The last bits depend on the logarithm and the cosine of the machine. */
function normal({ mean, sd, seed }: Source<'normal'>, scalar: number, type: ArithmeticType): number {
  const even = scalar - (scalar % 2);
  const u1 = (Number(word64(seed, even) >> 11n) + 1) * 2 ** -53;
  const u2 = Number(word64(seed, even + 1) >> 11n) * 2 ** -53;
  const radius = Math.sqrt(-2 * Math.log(u1));
  const angle = 2 * Math.PI * u2;
  const z = radius * (scalar % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
  return roundTo(Number((mean + sd * z).toPrecision(normalDigits)), type);
}

/** Digits that agree on every machine. */
const normalDigits = 5;
