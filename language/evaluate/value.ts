import type { Type } from '../types/type';
import type { DoubleDouble } from './double-double';

/**
 * A value while an expression is evaluated. What JavaScript type it has follows from its C++ type:
 *
 * - bool: `boolean`; integers of up to 32 bits: `number`; 64-bit integers: `bigint`;
 * - floating types: `number`, rounded to the type. At twice the precision, double is a `DoubleDouble` and the narrower
 *   types are unrounded doubles;
 * - complex, vectors, structs and arrays: `Aggregate`;
 * - pointers and references to scalars: `Pointer`;
 * - void, and a variable that was not initialised: `undefined`.
 */
export type RuntimeValue = boolean | number | bigint | DoubleDouble | Aggregate | Pointer | undefined;

/** The parts of a composite value, in the order of its fields, lanes or elements. Mutable, as C++ objects are. */
export class Aggregate {
  constructor(readonly items: RuntimeValue[]) {}
}

/** A place in memory: one of the items of an aggregate or of a frame. */
export class Pointer {
  constructor(
    readonly items: RuntimeValue[],
    readonly index: number,
    /** True where any index is in range, as in an endless repetition of the items. */
    readonly cyclic = false,
  ) {}

  /** The index of the item that is `offset` items further on; undefined where that is out of range. */
  locate(offset: number): number | undefined {
    const index = this.index + offset;
    const length = this.items.length;
    if (index >= 0 && index < length) return index;
    return this.cyclic && length > 0 ? ((index % length) + length) % length : undefined;
  }

  advance(offset: number): Pointer {
    return new Pointer(this.items, this.index + offset, this.cyclic);
  }
}

/** A copy that shares nothing mutable with the original. */
export function copyValue(value: RuntimeValue): RuntimeValue {
  return value instanceof Aggregate ? new Aggregate(value.items.map(copyValue)) : value;
}

/** The names of the parts of a composite type, and their types; undefined for types that have no parts. */
export function partsOf(type: Type): readonly { readonly name: string; readonly type: Type }[] | undefined {
  switch (type.kind) {
    case 'complex':
      return [
        { name: 're', type: type.element },
        { name: 'im', type: type.element },
      ];
    case 'vector':
      return ['x', 'y', 'z', 'w'].slice(0, type.lanes).map((name) => ({ name, type: type.element }));
    case 'struct':
      return type.opaque ? undefined : type.fields;
    case 'array':
      return Array.from({ length: type.length }, (_, index) => ({ name: String(index), type: type.element }));
    case 'arithmetic':
    case 'pointer':
    case 'void':
    case 'unknown':
      return undefined;
  }
}

/** The scalars of a value in order, parts of parts included. */
export function flatten(value: RuntimeValue): readonly RuntimeValue[] {
  return value instanceof Aggregate ? value.items.flatMap(flatten) : [value];
}

/** The types of the scalars that `flatten` gives for a value of the type. */
export function flattenType(type: Type): readonly Type[] {
  return partsOf(type)?.flatMap((part) => flattenType(part.type)) ?? [type];
}
