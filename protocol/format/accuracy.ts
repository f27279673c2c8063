import type { Accuracy, AccuracyShape } from '../report';
import { formatCount } from './quantity';

/** Words for how far a result can be trusted, as the terminal and the panel write them. */

const NO_BREAK_SPACE = '\u00a0';

/** Units in the last place: `0.31 ulp`, `12 ulp`, `3.4e6 ulp`. */
export function formatUlps(ulps: number): string {
  return `${plainNumber(ulps)}${NO_BREAK_SPACE}ulp`;
}

/** An absolute error, in the result's own unit: `1.75`, `2.1e−6`. */
export function formatAbsoluteError(error: number): string {
  return plainNumber(error);
}

/** A condition number: `1`, `37.2`, `1.3e9`. */
export function formatConditionNumber(condition: number): string {
  return plainNumber(condition);
}

/** Decimal digits, of which one place says enough: `6.9 digits`. */
export function formatDigits(digits: number): string {
  return `${digits.toFixed(1)}${NO_BREAK_SPACE}digits`;
}

/** How the values of several shapes differ: `2 values of 5 shapes, 1 ulp apart`. */
export function formatSpread({ shapes, spread }: Accuracy): string {
  const { distinct, ulps } = spread;
  if (distinct === 1) return `the same bits in ${formatCount(shapes.length)} shapes`;
  const values = `${formatCount(distinct)} values of ${formatCount(shapes.length)} shapes`;
  return ulps === undefined ? values : `${values}, ${formatUlps(ulps)} apart`;
}

/** A shape of the reduction: `striped, 256 threads × 16 elements, 1 056 blocks` or `striped, 64 lanes, chunks of 65 536`. */
export function formatShape({ mapping, block, grid, itemsPerThread, lanes, chunkSize }: AccuracyShape): string {
  const threads = block === undefined ? undefined : `${formatCount(block)} threads`;
  const items = itemsPerThread === undefined ? '' : ` × ${formatCount(itemsPerThread)} elements`;
  return [
    mapping,
    threads === undefined ? undefined : `${threads}${items}`,
    grid === undefined ? undefined : `${formatCount(grid)} ${grid === 1 ? 'block' : 'blocks'}`,
    lanes === undefined ? undefined : `${formatCount(lanes)} lanes`,
    chunkSize === undefined ? undefined : `chunks of ${formatCount(chunkSize)}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

/** Three digits, with an exponent where the number is large. */
function plainNumber(value: number): string {
  if (value !== 0 && (value >= 1e6 || value < 1e-3)) {
    return value.toExponential(1).replace('e+', 'e').replace('e-', 'e\u2212');
  }
  return Number.isInteger(value) ? formatCount(value) : String(Number(value.toPrecision(3)));
}
