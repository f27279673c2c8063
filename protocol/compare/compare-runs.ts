import type { Run } from '../report';
import { compareSamples, FEWEST_SAMPLES, type TimingComparison } from './samples';

/** A comparison of two runs, or why there is none. */
export type RunComparison =
  | ({ readonly comparable: true } & TimingComparison)
  /** @param why A sentence for the person who asked. */
  | { readonly comparable: false; readonly why: string };

/** Compares a run's time with its baseline's. Runs are comparable on one device, over as many elements. */
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
  return { comparable: true, ...compared };
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
