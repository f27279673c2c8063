import type { CudaFunction, Overload } from '../../cuda/function';
import { arithmetic } from '../../types/builtin';
import { isFloating, isImplicitlyConvertible, isIntegral, isSmallFloat, sameType } from '../../types/conversions';
import type { Type } from '../../types/type';

/** The types that an expression works with. */
export interface WorkingTypes {
  /** What the expression becomes; undefined where that is not known. */
  readonly wanted: Type | undefined;
  /** The types of the values that it can be made of. */
  readonly available: readonly Type[];
}

/** How well a function suits: 0 takes and gives exactly these types; `undefined` cannot be used with them at all. */
export type Suitability = 0 | 1 | 2 | 3 | 4;

/** How well a function suits an expression of these types, by its best overload. */
export function suitability(entry: CudaFunction, types: WorkingTypes): Suitability | undefined {
  let best: Suitability | undefined;
  for (const overload of entry.overloads) {
    const found = overloadSuitability(overload, types);
    if (found !== undefined && (best === undefined || found < best)) best = found;
  }
  // Roundings and conversions of a type that nothing has are only noise.
  const isSpecial = entry.group === 'intrinsic' || entry.group === 'conversion';
  if (best === 4 && isSpecial) return undefined;
  // Of `fabs`, `abs` and `fabsf`, the last says what it computes in.
  const isGeneral = entry.group === 'double' || entry.group === 'integer';
  return best === 0 && isGeneral && types.wanted === arithmetic.float ? 1 : best;
}

function overloadSuitability({ parameters, result }: Overload, types: WorkingTypes): Suitability | undefined {
  const { wanted, available } = types;
  const all = [result, ...parameters.map(({ type }) => type)];
  if (all.some((type) => isForeign(type, types))) return undefined;
  const takes = parameters.every(({ type }) => available.some((each) => sameType(each, type)));
  const gives = wanted === undefined || sameType(result, wanted);
  if (takes) return gives ? 0 : 1;
  if (drags(all, types)) return 4;
  if (gives) return 2;
  return isImplicitlyConvertible(result, wanted) ? 3 : 4;
}

/** Types that only make sense where something has them already. */
function isForeign(type: Type, { wanted, available }: WorkingTypes): boolean {
  const isSpecial = isSmallFloat(type) || type.kind === 'complex' || type.kind === 'vector';
  if (!isSpecial) return false;
  const present = wanted === undefined ? available : [...available, wanted];
  return !present.some((each) => sameType(each, type) || isPartOf(each, type));
}

/** `float2` belongs to `float4`, and `__half2` to `half`. */
function isPartOf(present: Type, type: Type): boolean {
  if (type.kind !== 'vector') return present.kind === 'vector' && present.element === type;
  return present.kind === 'vector'
    ? present.element === type.element
    : present === type.element && isSmallFloat(present);
}

/** Whether it computes in double precision, or in floating point at all, where nothing else does. */
function drags(all: readonly Type[], { wanted, available }: WorkingTypes): boolean {
  const present = wanted === undefined ? available : [...available, wanted];
  const has = (kind: (type: Type) => boolean): boolean => present.some(kind);
  if (all.includes(arithmetic.double) && !present.includes(arithmetic.double)) return true;
  if (all.some(isFloating) && !has(isFloating)) return true;
  return all.every(isIntegral) && !has(isIntegral);
}
