import type { Run } from '../report';
import { compareSamples, FEWEST_SAMPLES, SAME_WITHIN, type TimingComparison } from './samples';

/** A comparison of two runs, or why there is none. */
export type RunComparison =
  | ({
      readonly comparable: true;
      /** A sentence about what else differs and may be the reason. */
      readonly note?: string;
      /** True where the times differ and the cycles do not. */
      readonly isOfClock?: boolean;
    } & TimingComparison)
  /** @param why A sentence for the person who asked. */
  | { readonly comparable: false; readonly why: string };

/**
 * Compares a run's time with its baseline's. Runs are comparable on one device, over as many elements. A change that is none
 * in cycles, where both runs know their clock, is the clock's and no verdict on the kernel, as nvbench's comparison has it.
 */
export function compareRuns(run: Run, baseline: Run): RunComparison {
  const why = whyIncomparable(run, baseline);
  if (why !== undefined) return { comparable: false, why };
  const [now, before] = [run.timings?.kernel, baseline.timings?.kernel];
  const compared = now && before && compareSamples(now, before);
  if (compared === undefined) {
    return {
      comparable: false,
      why: `There are fewer than ${FEWEST_SAMPLES} samples on one side. Profile the kernel to take more.`,
    };
  }
  const clocks = clocksOf(run, baseline);
  if (clocks === undefined) return { comparable: true, ...compared };
  const cyclesChange = (1 + compared.change) * (clocks.now / clocks.before) - 1;
  const isOfClock = Math.abs(compared.change) > SAME_WITHIN && Math.abs(cyclesChange) <= SAME_WITHIN;
  return {
    comparable: true,
    ...compared,
    ...(isOfClock ? { verdict: 'within-noise', isOfClock } : {}),
    note: `The device’s clock was ${gigahertz(clocks.now)} GHz, and ${gigahertz(clocks.before)} GHz in the baseline.`,
  };
}

/** The clocks of two runs, in hertz, where they are known and differ. */
function clocksOf(run: Run, baseline: Run): { readonly now: number; readonly before: number } | undefined {
  const [now, before] = [run.clocks?.smMedian, baseline.clocks?.smMedian];
  if (now === undefined || before === undefined) return undefined;
  return Math.abs(now / before - 1) > SAME_WITHIN ? { now, before } : undefined;
}

function gigahertz(hertz: number): string {
  return (hertz / 1e9).toFixed(2);
}

function whyIncomparable(run: Run, baseline: Run): string | undefined {
  if (run.timings?.kernel === undefined) return 'This run was not timed.';
  if (baseline.timings?.kernel === undefined) return 'The baseline was not timed.';
  if (run.device?.name !== baseline.device?.name) {
    return `The baseline ran on ${baseline.device?.name ?? 'another device'}, this run on ${run.device?.name ?? 'another'}.`;
  }
  if (run.device?.threads !== baseline.device?.threads) {
    return `The baseline ran on ${baseline.device?.threads ?? '?'} threads, this run on ${run.device?.threads ?? '?'}.`;
  }
  const [now, before] = [run.count ?? run.n, baseline.count ?? baseline.n];
  if (now === undefined || before === undefined) return 'The number of elements is not known on one side.';
  if (now !== before) {
    return `The baseline reduced ${grouped(before)} elements, this run ${grouped(now)}.`;
  }
  return undefined;
}

/** Digits in groups of three: `16 777 216`, with narrow no-break spaces. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
