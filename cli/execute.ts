import type { Run } from '../protocol/report';
import type { SettingsInput } from '../protocol/rpc';
import { checkFile, type CheckedFile } from './check';
import type { InputFile } from './files';
import { jobsOf, requireJobs, type Job, type Selection } from './jobs';
import { ProgressLine } from './progress';
import { createRunner, settingsFromEnvironment } from './runner';

export interface ExecuteOptions extends Selection {
  readonly device: string;
  readonly timeLimitSeconds?: number;
  readonly settings: SettingsInput;
  /** Which of the jobs to run. */
  readonly accepts?: (job: Job, file: CheckedFile) => boolean;
  readonly signal: AbortSignal;
  /** Called with each run as it ends. */
  readonly onRun?: (run: Run, file: CheckedFile) => void;
}

export interface FileRuns {
  readonly file: CheckedFile;
  readonly runs: readonly Run[];
}

/** Runs the selected jobs of the files one after the other. Stops early, with what it has, where it is interrupted. */
export async function executeFiles(files: readonly InputFile[], options: ExecuteOptions): Promise<readonly FileRuns[]> {
  const checked = files.map(checkFile);
  const work = checked.map((file) => ({
    file,
    jobs: jobsOf(file.document, options).filter((job) => options.accepts?.(job, file) ?? true),
  }));
  const total = work.reduce((sum, { jobs }) => sum + jobs.length, 0);
  requireJobs(
    total,
    checked.map(({ document }) => document),
    options,
  );

  const progress = new ProgressLine(process.stderr);
  const runner = createRunner(
    options.timeLimitSeconds === undefined ? {} : { timeLimitSeconds: options.timeLimitSeconds },
  );
  let done = 0;
  try {
    const results: FileRuns[] = [];
    for (const { file, jobs } of work) {
      const runs: Run[] = [];
      for (const job of jobs) {
        if (options.signal.aborted) break;
        const name = job.case === undefined ? job.kernel : `${job.kernel} · ${job.case}`;
        const count = `[${done + 1}/${total}]`;
        progress.show(`${count} ${name}`);
        const run = await runner.execute(
          {
            uri: file.file.uri,
            text: file.file.text,
            ...job,
            device: options.device,
            settings: { ...settingsFromEnvironment(), ...options.settings },
          },
          { signal: options.signal, onProgress: ({ stage }) => progress.show(`${count} ${name}: ${stage} …`) },
        );
        done += 1;
        progress.clear();
        runs.push(run);
        options.onRun?.(run, file);
      }
      results.push({ file, runs });
    }
    return results;
  } finally {
    progress.clear();
    runner.dispose();
  }
}
