import type { JsonValue } from '../../../protocol/values';
import { formatField, formatPart, formatValue, isComplex } from '../../../protocol/format/value';

/** One number of a value, with its place in it: `re`, `index`, `range.low`; a scalar has no place. */
export interface ValuePart {
  readonly path: string;
  readonly text: string;
}

/** A value as the parts that a table shows: one of a scalar, two of a complex value, the fields of a struct or vector. */
export function valueParts(value: JsonValue, dtype: string): readonly ValuePart[] {
  if (isComplex(value)) {
    return [
      { path: 're', text: formatPart(value[0], dtype) },
      { path: 'im', text: formatPart(value[1], dtype) },
    ];
  }
  return typeof value === 'object' ? fieldParts(value, '') : [{ path: '', text: formatValue(value, dtype) }];
}

function fieldParts(fields: { readonly [field: string]: JsonValue }, prefix: string): readonly ValuePart[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const path = `${prefix}${name}`;
    if (typeof field === 'object' && !isComplex(field)) return fieldParts(field, `${path}.`);
    return [{ path, text: formatField(field) }];
  });
}
