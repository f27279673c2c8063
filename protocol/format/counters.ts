import type { Counters } from '../report';
import { formatBandwidth, formatBytes, formatMetric, formatPercent, formatSeconds } from './quantity';

/** A quantity of a report: its name, its value with the unit, and what it is measured on or relative to. */
export type Fact = readonly [name: string, value: string | undefined, note?: string];

/** Counters by name, in the order of interest; those that were not measured have no value. */
export function counterFacts(counters: Counters): readonly Fact[] {
  const { peakBytesPerSecond, peakOperationsPerSecond } = counters;
  const of = <T>(value: T | undefined, format: (value: T) => string): string | undefined =>
    value === undefined ? undefined : format(value);
  const facts: readonly Fact[] = [
    ['Time of the counted launch', of(counters.seconds, formatSeconds), 'caches empty, clocks as they are'],
    ['DRAM read', of(counters.dramReadBytes, formatBytes)],
    ['DRAM written', of(counters.dramWrittenBytes, formatBytes)],
    [
      'DRAM throughput',
      of(counters.dramBytesPerSecond, formatBandwidth),
      of(counters.dramShare, (share) => `${formatPercent(share)} of peak`),
    ],
    ['Multiprocessor throughput', of(counters.computeShare, formatPercent), 'of peak'],
    ['L1 hit rate', of(counters.l1HitRate, formatPercent)],
    ['L2 hit rate', of(counters.l2HitRate, formatPercent)],
    ['Achieved occupancy', of(counters.occupancy, formatPercent)],
    ['float32 operations', of(counters.float32Operations, formatOperations)],
    ['float64 operations', of(counters.float64Operations, formatOperations)],
    ['Arithmetic intensity', of(counters.arithmeticIntensity, formatIntensity), 'of DRAM bytes'],
    ['Operations', of(counters.operationsPerSecond, formatRate)],
    ['Memory roof', of(peakBytesPerSecond, formatBandwidth)],
    ['Compute roof', of(peakOperationsPerSecond, formatRate)],
  ];
  // A note on what is not known would be a note on nothing.
  return facts.map((fact) => (fact[1] === undefined ? [fact[0], undefined] : fact));
}

/** Where a kernel stands under the roofline: which roof is above it, and how near it is. Undefined where not all is known. */
export function rooflineOf(
  counters: Counters,
): { readonly attainable: number; readonly share: number; readonly bound: 'memory' | 'compute' } | undefined {
  const { arithmeticIntensity, operationsPerSecond, peakBytesPerSecond, peakOperationsPerSecond } = counters;
  if (arithmeticIntensity === undefined || operationsPerSecond === undefined) return undefined;
  if (peakBytesPerSecond === undefined || peakOperationsPerSecond === undefined) return undefined;
  const memory = arithmeticIntensity * peakBytesPerSecond;
  const attainable = Math.min(memory, peakOperationsPerSecond);
  if (attainable <= 0) return undefined;
  const bound = memory <= peakOperationsPerSecond ? 'memory' : 'compute';
  return { attainable, share: operationsPerSecond / attainable, bound };
}

/** The roofline in a sentence. */
export function rooflineWords(counters: Counters): string | undefined {
  const roof = rooflineOf(counters);
  if (roof === undefined || counters.operationsPerSecond === undefined) return undefined;
  return `Roofline: ${formatRate(counters.operationsPerSecond)} of ${formatRate(roof.attainable)} that the ${roof.bound} roof allows at this intensity (${formatPercent(roof.share)}).`;
}

/** `2.10 Gop/s` */
export function formatRate(value: number): string {
  return formatMetric(value, 'op/s');
}

/** `0.25 op/B` */
export function formatIntensity(value: number): string {
  return `${Number(value.toPrecision(3))} op/B`;
}

function formatOperations(value: number): string {
  return formatMetric(value, 'op');
}
