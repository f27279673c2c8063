import type { CheckedFile } from '../check';
import { executeFiles } from '../execute';
import { readInputs } from '../files';
import type { RunFlags } from '../flags';
import { interruptSignal } from '../interrupt';
import type { Job } from '../jobs';
import { renderAccuracy } from '../render/accuracy';
import { renderMessages } from '../render/messages';
import { renderRuns } from '../render/runs';
import { styleFor } from '../render/style';
import { renderSummary } from '../render/summary';
import { exitCodeOf, reportJson } from '../results';

/** `warpfold run`: runs cases, and kernels without one on generated input. Fails where a run does. */
export function run(paths: readonly string[], flags: RunFlags): Promise<number> {
  return execute(paths, flags, () => true);
}

/** `warpfold test`: runs every case that has an `expect`, with the reference beside it. */
export function test(paths: readonly string[], flags: RunFlags): Promise<number> {
  const settings = { ...flags.settings, reference: true };
  return execute(paths, { ...flags, settings }, hasExpectation);
}

function hasExpectation(job: Job, file: CheckedFile): boolean {
  return file.document.cases.some(
    (one) => one.kernel.name === job.kernel && one.name === job.case && one.settings.expect !== undefined,
  );
}

async function execute(
  paths: readonly string[],
  flags: RunFlags,
  accepts: (job: Job, file: CheckedFile) => boolean,
): Promise<number> {
  const signal = interruptSignal();
  const results = await executeFiles(readInputs(paths), { ...flags, accepts, signal });
  if (flags.json === true) {
    process.stdout.write(reportJson(results));
    return exitCodeOf(results, signal);
  }
  const style = styleFor(process.stdout);
  for (const result of results) {
    for (const message of renderMessages(result, style)) process.stdout.write(`${message}\n`);
    if (result.runs.length > 0) process.stdout.write(`${renderRuns(result.file.file.path, result.runs, style)}\n\n`);
    for (const run of result.runs) {
      for (const text of renderAccuracy(run, style)) process.stdout.write(`${text}\n\n`);
    }
  }
  const runs = results.flatMap((result) => result.runs);
  process.stdout.write(`${renderSummary(runs, style)}\n`);
  return exitCodeOf(results, signal);
}
