import { parse } from 'csv-parse/sync';

/** One profiled kernel: values by metric, in base units (bytes, seconds, cycles; percents as they are). */
export type Measured = ReadonlyMap<string, number>;

/** Factors from the units that Nsight Compute prints to base units. It has changed their names more than once. */
const units: readonly (readonly [unit: RegExp, factor: number])[] = [
  [/^(?:nsecond|ns)$/, 1e-9],
  [/^(?:usecond|us)$/, 1e-6],
  [/^(?:msecond|ms)$/, 1e-3],
  [/^K(?:byte|hz)?(?:\b|\/)/i, 1e3],
  [/^M(?:byte|hz)?(?:\b|\/)/i, 1e6],
  [/^G(?:byte|hz)?(?:\b|\/)/i, 1e9],
  [/^T(?:byte)?(?:\b|\/)/i, 1e12],
  [/\/nsecond$|\/ns$/, 1e9],
  [/\/usecond$|\/us$/, 1e6],
];

/**
 * Reads what `ncu --csv --page raw` writes: lines of its own that begin `==`, then a row of names, a row of units and a
 * row for each kernel, of which the first counts. Metrics without a number are missing. Undefined where no kernel was
 * profiled.
 */
export function parseRawPage(text: string): Measured | undefined {
  const lines = text.split(/\r?\n/);
  const first = lines.findIndex((line) => /^"?ID"?,/.test(line));
  if (first < 0) return undefined;
  const table = lines.slice(first).filter((line) => line.trim() !== '' && !line.startsWith('=='));
  const rows: string[][] = parse(table.slice(0, 3).join('\n'), { relax_column_count: true, relax_quotes: true });
  const [names = [], unitRow = [], values] = rows;
  if (values === undefined) return undefined;
  const separator = values.some((value) => isEuropean(value)) ? '.' : ',';
  const measured = new Map<string, number>();
  names.forEach((name, column) => {
    const value = numberOf(values[column], separator);
    if (value !== undefined) measured.set(name, value * factorOf(unitRow[column] ?? ''));
  });
  return measured;
}

/** Whether a number can only be one of a system that writes `1.234,5`; on Windows ncu follows the system. */
function isEuropean(text: string): boolean {
  return /^-?[\d.,]+$/.test(text) && /,(?:\d{1,2}|\d{4,})$|\.\d{3}[.,]\d/.test(text);
}

/** `1,234.5` as well as `1234.5`, with `,` between thousands; `n/a` and texts are no numbers. */
function numberOf(text = '', thousands: ',' | '.'): number | undefined {
  const plain = text.replaceAll(thousands, '').replace(',', '.').trim();
  if (plain === '') return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

function factorOf(unit: string): number {
  return units.find(([pattern]) => pattern.test(unit.trim()))?.[1] ?? 1;
}
