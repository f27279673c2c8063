import type { Value } from '../checked';
import { partsOf } from '../evaluate/value';
import type { Type } from '../types/type';
import { fitValue } from './fit';

/** The value of a type whose every part is 0 or 1; undefined for types whose parts are not known. */
export function constantOfType(constant: 0 | 1, type: Type): Value | undefined {
  const parts = type.kind === 'complex' ? undefined : partsOf(type);
  if (parts === undefined) {
    const fitted = fitValue(BigInt(constant), type);
    return 'value' in fitted ? fitted.value : undefined;
  }
  const fields = new Map<string, Value>();
  for (const part of parts) {
    const value = constantOfType(constant, part.type);
    if (value === undefined) return undefined;
    fields.set(part.name, value);
  }
  return { fields };
}
