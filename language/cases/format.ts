import type { Value } from '../checked';

/** A value as a `.reduce` file spells it: `nan`, `[1, -2]`, `{ lo: 1, hi: 2 }`. */
export function formatValue(value: Value): string {
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value !== 'object') return String(value);
  if ('re' in value) return `[${formatNumber(value.re)}, ${formatNumber(value.im)}]`;
  return `{ ${[...value.fields].map(([name, field]) => `${name}: ${formatValue(field)}`).join(', ')} }`;
}

function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (value === Infinity) return 'inf';
  if (value === -Infinity) return '-inf';
  return Object.is(value, -0) ? '-0' : String(value);
}
