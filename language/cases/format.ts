import type { Value } from '../checked';

/** A value as a `.reduce` file spells it: `nan`, `[1, -2]`, `{ lo: 1, hi: 2 }`. */
export function formatValue(value: Value): string {
  switch (typeof value) {
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'number':
      return formatNumber(value);
    case 'object':
      if ('re' in value) return `[${formatNumber(value.re)}, ${formatNumber(value.im)}]`;
      return `{ ${[...value.fields].map(([name, field]) => `${name}: ${formatValue(field)}`).join(', ')} }`;
  }
}

function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (value === Infinity) return 'inf';
  if (value === -Infinity) return '-inf';
  return Object.is(value, -0) ? '-0' : String(value);
}
