import { WarpfoldError } from '../../protocol/errors';
import { formatSeconds } from '../../protocol/format/quantity';
import { TUNING_SCHEMA_VERSION, type Tuning, type TuningReport } from '../../protocol/tuning';
import { checkFile } from '../check';
import { ExitCode } from '../exit-codes';
import { readInputs, type InputFile } from '../files';
import type { TuneFlags } from '../flags';
import { interruptSignal } from '../interrupt';
import { jobsOf, requireJobs, type Job } from '../jobs';
import { ProgressLine } from '../progress';
import { styleFor } from '../render/style';
import { renderTuning } from '../render/tuning';
import { createRunner, settingsFromEnvironment } from '../runner';

/** `warpfold tune`: looks for faster plans of kernels, each on its cases, and keeps them. */
export async function tune(paths: readonly string[], flags: TuneFlags): Promise<number> {
  const signal = interruptSignal();
  const files = readInputs(paths).map(checkFile);
  const work = files.flatMap(({ file, document }) => jobsOf(document, flags).map((job) => ({ file, job })));
  requireJobs(
    work.length,
    files.map(({ document }) => document),
    flags,
  );
  const tunings: Tuning[] = [];
  const style = styleFor(process.stdout);
  const runner = createRunner(flags.timeLimitSeconds === undefined ? {} : { timeLimitSeconds: flags.timeLimitSeconds });
  const progress = new ProgressLine(process.stderr);
  try {
    for (const [index, { file, job }] of work.entries()) {
      if (signal.aborted) break;
      const label = `[${index + 1}/${work.length}] ${job.case === undefined ? job.kernel : `${job.kernel} · ${job.case}`}`;
      const tuning = await tuneJob({
        file,
        job,
        flags,
        runner,
        signal,
        show: (text) => progress.show(`${label}: ${text}`),
      });
      progress.clear();
      // The process had to be ended in the middle of something: there is nothing to tell.
      if (tuning === undefined) break;
      tunings.push(tuning);
      if (flags.json !== true) process.stdout.write(`${renderTuning(tuning, file.path, style)}\n\n`);
    }
  } finally {
    progress.clear();
    runner.dispose();
  }
  if (flags.json === true) {
    const report: TuningReport = { schemaVersion: TUNING_SCHEMA_VERSION, tunings };
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } else if (work.length === 0) process.stdout.write(`${style.yellow('There is no kernel to tune.')}\n`);
  if (signal.aborted) return ExitCode.interrupted;
  return tunings.length > 0 && tunings.every(({ status }) => status === 'ok') ? ExitCode.done : ExitCode.failed;
}

interface TuneJob {
  readonly file: InputFile;
  readonly job: Job;
  readonly flags: TuneFlags;
  readonly runner: ReturnType<typeof createRunner>;
  readonly signal: AbortSignal;
  readonly show: (text: string) => void;
}

/** Undefined where it was called off without an answer. */
async function tuneJob({ file, job, flags, runner, signal, show }: TuneJob): Promise<Tuning | undefined> {
  show('…');
  const answer = runner.tune(
    {
      uri: file.uri,
      text: file.text,
      ...job,
      device: flags.device,
      settings: { ...settingsFromEnvironment(), ...flags.settings },
      budgetSeconds: flags.budgetSeconds,
      save: flags.save,
    },
    {
      signal,
      onProgress: ({ stage, tuning }) => {
        if (tuning === undefined) show(`${stage} …`);
        else {
          const { tried, bestSeconds, defaultSeconds } = tuning;
          show(`${tried} tried, best ${formatSeconds(bestSeconds)}, default ${formatSeconds(defaultSeconds)}`);
        }
      },
    },
  );
  try {
    return await answer;
  } catch (error) {
    if (error instanceof WarpfoldError && error.code === 'cancelled') return undefined;
    throw error;
  }
}
