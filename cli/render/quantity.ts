import type { JsonValue } from '../../protocol/values';

const TIME_UNITS: readonly (readonly [number, string])[] = [
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs'],
  [1e-9, 'ns'],
];

/** Seconds in the unit that leaves one to three digits before the point: `4.7 µs`. */
export function formatSeconds(seconds: number): string {
  const [scale, unit] = TIME_UNITS.find(([size]) => seconds >= size) ?? [1e-9, 'ns'];
  return `${threeDigits(seconds / scale)} ${unit}`;
}

/** Bytes per second in decimal units, as memory vendors count them: `3.14 TB/s`. */
export function formatBandwidth(bytesPerSecond: number): string {
  const units = ['B/s', 'kB/s', 'MB/s', 'GB/s', 'TB/s'];
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(bytesPerSecond) / 3)));
  return `${threeDigits(bytesPerSecond / 1000 ** step)} ${units[step]}`;
}

/** Bytes in binary units: `4 GiB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${threeDigits(bytes / 1024 ** step)} ${units[step]}`;
}

/** Groups digits with narrow no-break spaces: `16 777 216`. */
export function formatCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

export function formatPercent(share: number): string {
  return `${threeDigits(share * 100)} %`;
}

/** A relative change with its sign: `-0.032` is `-3.20 %`. */
export function formatChange(change: number): string {
  return `${change < 0 ? '-' : '+'}${formatPercent(Math.abs(change))}`;
}

/** A result as people read it: floats of single precision are not shown with a double's digits. */
export function formatValue(value: JsonValue, dtype: string): string {
  if (typeof value === 'number') return formatNumber(value, dtype);
  if (typeof value !== 'object') return String(value);
  if (isComplex(value)) return `${String(value[0])} + ${String(value[1])}i`;
  const fields = Object.entries(value).map(([name, field]) => `${name}: ${formatValue(field, 'float64')}`);
  return `{ ${fields.join(', ')} }`;
}

function isComplex(value: JsonValue & object): value is readonly [number, number] {
  return Array.isArray(value);
}

function formatNumber(value: number, dtype: string): string {
  if (dtype === 'float32') return String(Number(value.toPrecision(9)));
  if (dtype === 'float16' || dtype === 'bfloat16') return String(Number(value.toPrecision(5)));
  return String(value);
}

function threeDigits(value: number): string {
  if (value >= 100) return value.toFixed(0);
  if (value >= 10) return value.toFixed(1);
  return value.toFixed(2);
}
