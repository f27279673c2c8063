import type { Counters } from '../../protocol/report';
import { arithmetic, metric, stallMetric, stallReasons, successors } from './metrics';
import type { Measured } from './parse';

/** The counters of one launch as the report has them. What was not measured is missing. */
export function countersOf(measured: Measured, tool: string): Counters {
  const value = (name: string): number | undefined => measured.get(name) ?? measured.get(successors[name] ?? '');
  const share = (name: string): number | undefined => scaled(value(name), 0.01);
  const seconds = value(metric.duration);
  const dramReadBytes = value(metric.dramRead);
  const dramWrittenBytes = value(metric.dramWritten);
  const dramBytes = added(dramReadBytes, dramWrittenBytes);
  const float32 = operationsOf(measured, 'float32');
  const float64 = operationsOf(measured, 'float64');
  const operations = added(float32, float64);
  const isDouble = (float64 ?? 0) > (float32 ?? 0);
  const peakOperationsPerSecond = product(
    2,
    value(isDouble ? metric.dfmaPerCycle : metric.ffmaPerCycle),
    value(metric.cyclesPerSecond),
  );
  const stalls = Object.keys(stallReasons)
    .flatMap((reason) => {
      const warps = value(stallMetric(reason));
      return warps === undefined || warps === 0 ? [] : [{ reason, meaning: stallReasons[reason] ?? reason, warps }];
    })
    .sort((one, other) => other.warps - one.warps);
  return defined({
    tool,
    seconds,
    dramReadBytes,
    dramWrittenBytes,
    dramBytesPerSecond: quotient(dramBytes, seconds),
    dramShare: share(metric.dramShare),
    computeShare: share(metric.computeShare),
    l1HitRate: share(metric.l1HitRate),
    l2HitRate: share(metric.l2HitRate),
    occupancy: share(metric.occupancy),
    float32Operations: float32,
    float64Operations: float64,
    // A kernel of integers has no roofline of floating operations.
    arithmeticIntensity: operations === 0 ? undefined : quotient(operations, dramBytes),
    operationsPerSecond: operations === 0 ? undefined : quotient(operations, seconds),
    peakOperationsPerSecond,
    peakBytesPerSecond: product(value(metric.dramBytesPerCycle), value(metric.dramCyclesPerSecond)),
    stalls: stalls.length === 0 ? undefined : stalls,
  });
}

function operationsOf(measured: Measured, family: keyof typeof arithmetic): number | undefined {
  let total = 0;
  for (const { name, operations } of arithmetic[family]) {
    const count = measured.get(name);
    if (count === undefined) return undefined;
    total += count * operations;
  }
  return total;
}

function scaled(value: number | undefined, factor: number): number | undefined {
  return value === undefined ? undefined : value * factor;
}

/** Undefined where either is: a part of a sum is no sum. */
function added(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : one + other;
}

function product(...factors: readonly (number | undefined)[]): number | undefined {
  return factors.reduce((all, one) => (all === undefined || one === undefined ? undefined : all * one), 1);
}

function quotient(value: number | undefined, by: number | undefined): number | undefined {
  return value === undefined || by === undefined || by === 0 ? undefined : value / by;
}

function defined<T extends object>(values: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}
