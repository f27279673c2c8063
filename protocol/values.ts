import * as v from 'valibot';

/**
 * A value as JSON carries it. NaN and the infinities are the strings `"nan"`, `"inf"` and `"-inf"`, integers beyond
 * 2^53 are decimal strings, complex values `[re, im]`, structs objects by field.
 */
export type JsonValue =
  boolean | number | string | readonly [JsonNumber, JsonNumber] | { readonly [field: string]: JsonValue };

/** A floating-point number as JSON carries it. */
export type JsonNumber = number | 'nan' | 'inf' | '-inf';

const jsonNumber = v.union([v.number(), v.picklist(['nan', 'inf', '-inf'])]);

export const jsonValueSchema: v.GenericSchema<JsonValue> = v.union([
  v.boolean(),
  v.number(),
  v.string(),
  v.tuple([jsonNumber, jsonNumber]),
  v.record(
    v.string(),
    v.lazy(() => jsonValueSchema),
  ),
]);

/** What `toJson` takes: the value types of the language, by their shape. */
export type PlainValue =
  | boolean
  | bigint
  | number
  | { readonly re: number; readonly im: number }
  | { readonly fields: ReadonlyMap<string, PlainValue> };

export function toJson(value: PlainValue): JsonValue {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return numberToJson(value);
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if ('re' in value) return [numberToJson(value.re), numberToJson(value.im)];
  return Object.fromEntries([...value.fields].map(([name, field]) => [name, toJson(field)]));
}

export function numberToJson(value: number): JsonNumber {
  if (Number.isNaN(value)) return 'nan';
  if (value === Infinity) return 'inf';
  if (value === -Infinity) return '-inf';
  return value;
}
