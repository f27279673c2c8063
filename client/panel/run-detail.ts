import type { Run } from '../../protocol/report';
import { compareRuns } from '../../protocol/compare/compare-runs';
import type { RunDetail, TrendPoint } from './messages';

/** More points than this cannot be told apart in the trend. */
const TREND_LENGTH = 100;

interface Known {
  /** Newest first. */
  readonly runs: readonly Run[];
  readonly baseline: Run | undefined;
  /** The hash that the kernel and case have in the text now, where the document is open. */
  readonly hash: string | undefined;
}

/** Everything that the panel shows of one run. */
export function runDetail(run: Run, { runs, baseline, hash }: Known): RunDetail {
  return {
    run,
    ...(baseline === undefined ? {} : { baseline: { run: baseline, comparison: compareRuns(run, baseline) } }),
    trend: trendOf(run, runs),
    ...(hash === undefined ? {} : { isStale: hash !== run.hash }),
  };
}

/** The newest runs with the same kernel, case, device and length, oldest first. */
function trendOf(run: Run, runs: readonly Run[]): TrendPoint[] {
  return runs
    .filter((other) => isSameExperiment(other, run))
    .slice(0, TREND_LENGTH)
    .flatMap(({ id, startedAt, timings }) => {
      if (timings?.kernel === undefined) return [];
      const { median, p05, p95 } = timings.kernel;
      return [{ id, startedAt, median, p05, p95 }];
    })
    .reverse();
}

function isSameExperiment(a: Run, b: Run): boolean {
  return (
    a.uri === b.uri &&
    a.kernel === b.kernel &&
    a.case === b.case &&
    a.device?.name === b.device?.name &&
    a.count === b.count &&
    a.timings?.kernel !== undefined
  );
}
