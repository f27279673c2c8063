import { compareRuns, type RunComparison } from '../../protocol/compare/compare-runs';
import type { Report, Run } from '../../protocol/report';
import { baselineOf, readReport } from '../baseline';
import { executeFiles } from '../execute';
import { readInputs } from '../files';
import type { ProfileFlags } from '../flags';
import { interruptSignal } from '../interrupt';
import { renderAccuracy } from '../render/accuracy';
import { samplesCsv, sweepCsv } from '../render/csv';
import { renderCounters } from '../render/counters';
import { renderMessages } from '../render/messages';
import { renderProfiles } from '../render/profile';
import { problemOf } from '../render/runs';
import { styleFor } from '../render/style';
import { renderSummary } from '../render/summary';
import { renderSweep } from '../render/sweep';
import { exitCodeOf, reportJson } from '../results';

/** `warpfold profile`: runs as `run` does, with more samples, a sweep over sizes and a comparison with earlier runs. */
export async function profile(paths: readonly string[], flags: ProfileFlags): Promise<number> {
  const baseline = flags.baseline === undefined ? undefined : readReport(flags.baseline);
  const signal = interruptSignal();
  const results = await executeFiles(readInputs(paths), { ...flags, signal });
  const runs = results.flatMap((result) => result.runs);
  if (flags.json === true) {
    process.stdout.write(reportJson(results));
  } else if (flags.csv === true) {
    process.stdout.write(flags.sweep === true ? sweepCsv(runs) : samplesCsv(runs));
    const style = styleFor(process.stderr);
    for (const problem of runs.flatMap((run) => problemOf(run, style))) process.stderr.write(`${problem}\n`);
  } else {
    const style = styleFor(process.stdout);
    const compare = baseline === undefined ? undefined : (run: Run) => comparisonWith(baseline, run);
    for (const result of results) {
      const { path } = result.file.file;
      for (const message of renderMessages(result, style)) process.stdout.write(`${message}\n`);
      if (result.runs.length > 0) process.stdout.write(`${renderProfiles(path, result.runs, style, compare)}\n\n`);
      for (const run of result.runs) {
        for (const text of renderAccuracy(run, style)) process.stdout.write(`${text}\n\n`);
      }
      for (const run of flags.sweep === true ? result.runs : []) {
        if (run.sweep !== undefined) process.stdout.write(`${renderSweep(run, style)}\n\n`);
      }
      for (const run of result.runs) {
        if (run.counters !== undefined) process.stdout.write(`${renderCounters(run, run.counters, style)}\n\n`);
      }
    }
    process.stdout.write(`${renderSummary(runs, style)}\n`);
  }
  return exitCodeOf(results, signal);
}

function comparisonWith(report: Report, run: Run): RunComparison {
  const baseline = baselineOf(run, report);
  if (baseline === undefined) return { comparable: false, why: 'The baseline has no run of it.' };
  return compareRuns(run, baseline);
}
