import type { Value } from '../checked';
import { bitsOf16, valueOf16 } from '../data/float-bits';
import { partsOf } from '../evaluate/value';
import { sizeOf } from '../types/layout';
import type { ArithmeticType, Type } from '../types/type';

/** Devices and hosts that CUDA runs on store the low byte first. */
const littleEndian = true;

/**
 * Writes a value as device code reads it, at a byte offset. Padding is left as it is. The value has to be of the type,
 * as `fitValue` and `evaluateValue` make it; throws for types without a layout.
 */
function encodeValue(value: Value, type: Type, view: DataView, offset: number): void {
  if (type.kind === 'arithmetic') {
    encodeScalar(value, type, view, offset);
    return;
  }
  for (const part of placedParts(type)) {
    const partValue = partOf(value, part.name);
    if (partValue === undefined) throw new Error(`the value has no ${part.name}`);
    encodeValue(partValue, part.type, view, offset + part.offset);
  }
}

/** Reads a value of a type at a byte offset. Throws for types without a layout, and where the view ends too early. */
export function decodeValue(type: Type, view: DataView, offset = 0): Value {
  if (type.kind === 'arithmetic') return decodeScalar(type, view, offset);
  if (type.kind === 'complex') {
    const size = type.element.size;
    return {
      re: Number(decodeScalar(type.element, view, offset)),
      im: Number(decodeScalar(type.element, view, offset + size)),
    };
  }
  const fields = new Map<string, Value>();
  for (const part of placedParts(type)) fields.set(part.name, decodeValue(part.type, view, offset + part.offset));
  return { fields };
}

/** The bytes of one value. */
export function valueBytes(value: Value, type: Type): Uint8Array {
  return vectorBytes([value], type);
}

/** The bytes of consecutive elements, as device code reads a vector. */
export function vectorBytes(values: readonly Value[], type: Type): Uint8Array {
  const size = sizeOf(type);
  if (size === undefined) throw new Error('the type has no layout');
  const bytes = new Uint8Array(size * values.length);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) encodeValue(value, type, view, index * size);
  return bytes;
}

interface PlacedPart {
  readonly name: string;
  readonly type: Type;
  readonly offset: number;
}

function placedParts(type: Type): readonly PlacedPart[] {
  if (type.kind === 'struct' && !type.opaque) return type.fields;
  const parts = type.kind === 'struct' ? undefined : partsOf(type);
  if (parts === undefined) throw new Error('the type has no layout');
  return parts.map((part, index) => ({ ...part, offset: index * (sizeOf(part.type) ?? 0) }));
}

function partOf(value: Value, name: string): Value | undefined {
  if (typeof value !== 'object') return undefined;
  if ('fields' in value) return value.fields.get(name);
  return name === 're' ? value.re : value.im;
}

function encodeScalar(value: Value, type: ArithmeticType, view: DataView, offset: number): void {
  if (typeof value === 'object') throw new Error(`a ${type.name} is one number`);
  switch (type.category) {
    case 'bool':
      view.setUint8(offset, value ? 1 : 0);
      return;
    case 'integer':
      encodeInteger(BigInt(value), type, view, offset);
      return;
    case 'floating':
      encodeFloat(Number(value), type, view, offset);
      return;
  }
}

function encodeInteger(value: bigint, type: ArithmeticType, view: DataView, offset: number): void {
  switch (type.size) {
    case 1:
      view.setInt8(offset, Number(value));
      return;
    case 2:
      view.setInt16(offset, Number(value), littleEndian);
      return;
    case 4:
      view.setInt32(offset, Number(value), littleEndian);
      return;
    default:
      view.setBigInt64(offset, value, littleEndian);
  }
}

function encodeFloat(value: number, type: ArithmeticType, view: DataView, offset: number): void {
  switch (type.size) {
    case 2:
      view.setUint16(offset, bitsOf16(value, type), littleEndian);
      return;
    case 4:
      view.setFloat32(offset, value, littleEndian);
      return;
    default:
      view.setFloat64(offset, value, littleEndian);
  }
}

function decodeScalar(type: ArithmeticType, view: DataView, offset: number): boolean | bigint | number {
  switch (type.category) {
    case 'bool':
      return view.getUint8(offset) !== 0;
    case 'integer':
      return decodeInteger(type, view, offset);
    case 'floating':
      if (type.size === 2) return valueOf16(view.getUint16(offset, littleEndian), type);
      return type.size === 4 ? view.getFloat32(offset, littleEndian) : view.getFloat64(offset, littleEndian);
  }
}

function decodeInteger(type: ArithmeticType, view: DataView, offset: number): bigint {
  switch (type.size) {
    case 1:
      return BigInt(type.signed ? view.getInt8(offset) : view.getUint8(offset));
    case 2:
      return BigInt(type.signed ? view.getInt16(offset, littleEndian) : view.getUint16(offset, littleEndian));
    case 4:
      return BigInt(type.signed ? view.getInt32(offset, littleEndian) : view.getUint32(offset, littleEndian));
    default:
      return type.signed ? view.getBigInt64(offset, littleEndian) : view.getBigUint64(offset, littleEndian);
  }
}
