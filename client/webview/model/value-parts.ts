import type { JsonValue } from '../../../protocol/values';
import { formatField, formatPart, formatValue, isComplex } from '../../../protocol/format/value';

/** One number of a value, with its place in it: `re`, `index`, `range.low`; a scalar has no place. */
export interface ValuePart {
  readonly path: string;
  readonly text: string;
  /** As the report has it: a number, a bool, or a number that JSON cannot hold, in a string. */
  readonly value: boolean | number | string;
}

/** A value as the parts that a table shows: one of a scalar, two of a complex value, the fields of a struct or vector. */
export function valueParts(value: JsonValue, dtype: string): readonly ValuePart[] {
  if (isComplex(value)) {
    return [
      { path: 're', text: formatPart(value[0], dtype), value: value[0] },
      { path: 'im', text: formatPart(value[1], dtype), value: value[1] },
    ];
  }
  return typeof value === 'object' ? fieldParts(value, '') : [{ path: '', text: formatValue(value, dtype), value }];
}

/** Whether a part is not what was expected of it, within the tolerances. */
export function differs(
  actual: ValuePart,
  expected: ValuePart,
  { rtol = 0, atol = 0 }: { readonly rtol?: number | undefined; readonly atol?: number | undefined },
): boolean {
  const [a, b] = [actual.value, expected.value];
  if (typeof a !== 'number' || typeof b !== 'number') return a !== b;
  return Math.abs(a - b) > atol + rtol * Math.abs(b);
}

function fieldParts(fields: { readonly [field: string]: JsonValue }, prefix: string): readonly ValuePart[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const path = `${prefix}${name}`;
    if (isComplex(field)) return [{ path, text: formatField(field), value: formatField(field) }];
    if (typeof field === 'object') return fieldParts(field, `${path}.`);
    return [{ path, text: formatField(field), value: field }];
  });
}
