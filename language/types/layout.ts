import type { ArrayType, StructField, StructType, Type } from './type';

/** Size in bytes as in device code; undefined for void, unknown and opaque types. */
export function sizeOf(type: Type): number | undefined {
  switch (type.kind) {
    case 'arithmetic':
      return type.size;
    case 'complex':
      return 2 * type.element.size;
    case 'vector':
      return type.lanes * type.element.size;
    case 'pointer':
      return 8;
    case 'struct':
      return type.opaque ? undefined : type.size;
    case 'array': {
      const element = sizeOf(type.element);
      return element === undefined ? undefined : element * type.length;
    }
    case 'void':
    case 'unknown':
      return undefined;
  }
}

/** Alignment in bytes as in device code; undefined where the size is. Complex types are aligned to their size. */
export function alignmentOf(type: Type): number | undefined {
  switch (type.kind) {
    case 'arithmetic':
      return type.size;
    case 'complex':
      return 2 * type.element.size;
    case 'vector':
      return type.alignment;
    case 'pointer':
      return 8;
    case 'struct':
      return type.opaque ? undefined : type.alignment;
    case 'array':
      return alignmentOf(type.element);
    case 'void':
    case 'unknown':
      return undefined;
  }
}

export function arrayType(element: Type, length: number): ArrayType {
  return { kind: 'array', element, length };
}

/**
 * Lays a struct out as C++ does: fields in order, each at the next multiple of its alignment, the whole padded to a
 * multiple of the largest. An empty struct takes one byte. A field whose size is not known makes the struct opaque.
 * `minimumAlignment` is that of `alignas(N)`.
 */
export function layoutStruct(
  name: string,
  fields: readonly { readonly name: string; readonly type: Type }[],
  minimumAlignment = 1,
): StructType {
  let offset = 0;
  let alignment = minimumAlignment;
  const placed: StructField[] = [];
  for (const field of fields) {
    const size = sizeOf(field.type);
    const fieldAlignment = alignmentOf(field.type);
    if (size === undefined || fieldAlignment === undefined) return opaqueStruct(name, fields);
    offset = roundUp(offset, fieldAlignment);
    placed.push({ name: field.name, type: field.type, offset });
    offset += size;
    alignment = Math.max(alignment, fieldAlignment);
  }
  return {
    kind: 'struct',
    name,
    fields: placed,
    size: Math.max(1, roundUp(offset, alignment)),
    alignment,
    opaque: false,
  };
}

/** A struct whose size is left to the compiler. Fields that could be read keep their types, not their places. */
export function opaqueStruct(
  name: string,
  fields: readonly { readonly name: string; readonly type: Type }[] = [],
): StructType {
  const unplaced = fields.map((field) => ({ name: field.name, type: field.type, offset: 0 }));
  return { kind: 'struct', name, fields: unplaced, size: 0, alignment: 1, opaque: true };
}

function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}
