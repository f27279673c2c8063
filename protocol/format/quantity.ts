/** Numbers with their units, as the terminal, the inline results, hovers and the panel write them. */

const NO_BREAK_SPACE = '\u00a0';
const NARROW_NO_BREAK_SPACE = '\u202f';
const MINUS = '\u2212';

interface Unit {
  readonly size: number;
  readonly name: string;
}

/** Largest first. */
const TIME_UNITS = units(['s', 'ms', 'µs', 'ns'], (index) => 1000 ** -index);
const DECIMAL_PREFIXES = ['T', 'G', 'M', 'k', ''];
const BANDWIDTH_UNITS = units(
  DECIMAL_PREFIXES.map((prefix) => `${prefix}B/s`),
  (index) => 1000 ** (4 - index),
);
const BYTE_UNITS = units(['TiB', 'GiB', 'MiB', 'KiB', 'B'], (index) => 1024 ** (4 - index));

/** A quantity with a decimal prefix, whole numbers below 1000 exactly: `2.10 Gop/s`, `12 op`. */
export function formatMetric(value: number, unit: string): string {
  if (Number.isInteger(value) && Math.abs(value) < 1000) return `${signed(value, String)}${NO_BREAK_SPACE}${unit}`;
  return inUnits(
    value,
    units(
      ['P', ...DECIMAL_PREFIXES].map((prefix) => prefix + unit),
      (index) => 1000 ** (5 - index),
    ),
  );
}

/** Seconds in the unit that leaves one to three digits before the point: `4.70 µs`. */
export function formatSeconds(seconds: number): string {
  return inUnits(seconds, TIME_UNITS);
}

/** Bytes per second in decimal units, as the vendors of memory count: `3.14 TB/s`. */
export function formatBandwidth(bytesPerSecond: number): string {
  return inUnits(bytesPerSecond, BANDWIDTH_UNITS);
}

/** Bytes in binary units: `4.00 GiB`; fewer than 1024 exactly: `768 B`. */
export function formatBytes(bytes: number): string {
  if (Number.isInteger(bytes) && Math.abs(bytes) < 1024) return `${signed(bytes, String)}${NO_BREAK_SPACE}B`;
  return inUnits(bytes, BYTE_UNITS);
}

/** All digits, grouped by narrow spaces: `16 777 216`. */
export function formatCount(count: number): string {
  return signed(count, (size) => {
    const [whole = '', fraction] = String(size).split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, NARROW_NO_BREAK_SPACE);
    return fraction === undefined ? grouped : `${grouped}.${fraction}`;
  });
}

/** A count in few characters, for axes and columns: `16.8 M`, and powers of two as such where they are exact: `2^24`. */
export function formatCountShort(count: number): string {
  if (count < 10_000) return formatCount(count);
  const exponent = Math.log2(count);
  if (Number.isInteger(exponent)) return `2${superscript(exponent)}`;
  return inUnits(
    count,
    units(DECIMAL_PREFIXES, (index) => 1000 ** (4 - index)),
  );
}

/** A share of one: `0.874` is `87.4 %`. What is more than nothing is not written as nothing: `<0.01 %`. */
export function formatPercent(share: number): string {
  if (share === 0) return `0${NO_BREAK_SPACE}%`;
  if (share > 0 && share < 5e-5) return `<0.01${NO_BREAK_SPACE}%`;
  return `${signed(share * 100, threeDigits)}${NO_BREAK_SPACE}%`;
}

/** A relative change with its sign: `-0.032` is `−3.20 %`; none at all is `±0 %`. */
export function formatChange(change: number): string {
  if (Math.abs(change) < 5e-5) return `±0${NO_BREAK_SPACE}%`;
  return `${change > 0 ? '+' : ''}${formatPercent(change)}`;
}

/** How many times as much: `1.22×`. */
export function formatFactor(factor: number): string {
  return `${threeDigits(factor)}×`;
}

/** A tolerance as people write it: `1e−5`, `0.005`. */
export function formatTolerance(tolerance: number): string {
  return tolerance > 0 && tolerance < 1e-3 ? tolerance.toExponential().replace('e-', `e${MINUS}`) : String(tolerance);
}

/** A relative error, whose magnitude is what matters: `1.2e-7`; an exact match is `0`. */
export function formatRelativeError(error: number): string {
  if (error === 0) return '0';
  if (!Number.isFinite(error)) return String(error);
  return error.toExponential(1).replace('e-', `e${MINUS}`).replace('e+', 'e');
}

function inUnits(value: number, scale: readonly Unit[]): string {
  const last = scale[scale.length - 1];
  if (last === undefined || !Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  // Rounded first: 999.7 µs is written as 1.00 ms, not as 1000 µs.
  const unit = scale.find((candidate) => Number((size / candidate.size).toPrecision(3)) >= 1) ?? last;
  const text = signed(value, (positive) => (positive === 0 ? '0' : threeDigits(positive / unit.size)));
  return unit.name === '' ? text : `${text}${NO_BREAK_SPACE}${unit.name}`;
}

function units(names: readonly string[], sizeOf: (index: number) => number): readonly Unit[] {
  return names.map((name, index) => ({ name, size: sizeOf(index) }));
}

function signed(value: number, format: (size: number) => string): string {
  return value < 0 ? `${MINUS}${format(-value)}` : format(value);
}

/** Three significant digits, and the whole part always complete. */
function threeDigits(size: number): string {
  const rounded = Number(size.toPrecision(3));
  if (rounded >= 100) return size.toFixed(0);
  if (rounded >= 10) return size.toFixed(1);
  return size.toFixed(2);
}

function superscript(exponent: number): string {
  return [...String(exponent)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? '').join('');
}
