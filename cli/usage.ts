import { profileSettings } from '../protocol/profile-settings';
import { DEFAULT_TUNE_SECONDS } from '../protocol/tuning';

const SELECTION_OPTIONS = `  --kernel NAME         only this kernel
  --case NAME           only this case
  --device DEVICE       auto (default), cpu, or cuda:N
`;

const TIMED_OPTIONS = `${SELECTION_OPTIONS}  --reference           compute the reference beside the result
  --accuracy            measure the error against it, and the spread over shapes of the tree
  --default-length N    elements where neither a case nor its data say (default 1048576)
  --time-limit SECONDS  stop a run after this long (default 60)
  --threads N           threads of the CPU engine (default: all cores)
  --no-cache            compile anew
  --no-tuning           use the default plans, whatever a tuning file has
  --tuning-file FILE    take tuned plans from here (default: .warpfold/tuning.json beside each file)
  --json                print the report as JSON
`;

const RUN_OPTIONS = `  --sanitize[=TOOL]     check every access to a vector, and on a GPU run compute-sanitizer
                        where it is installed: memcheck (default), racecheck or initcheck
${TIMED_OPTIONS}`;

const PROFILE_OPTIONS = `  --sweep               show how time grows with size
  --counters            read hardware counters, with Nsight Compute (ncu), for the time limit and
                        2 minutes at most
  --baseline REPORT     compare with a report that --json wrote
  --samples N           take at most N samples (default ${profileSettings.maxSamples})
  --time SECONDS        take samples for this long, and ${profileSettings.minSamples} at least (default ${profileSettings.sampleBudget})
  --csv                 print the samples as CSV, or with --sweep the sweep
${TIMED_OPTIONS}`;

const TUNE_OPTIONS = `  --budget SECONDS      search for this long, for each case (default ${DEFAULT_TUNE_SECONDS})
  --no-save             keep nothing
  --tuning-file FILE    keep what is found here (default: .warpfold/tuning.json beside each file)
${SELECTION_OPTIONS}  --default-length N    elements where neither a case nor its data say (default 1048576)
  --time-limit SECONDS  stop a kernel that does not end after this long (default 60)
  --threads N           threads of the CPU engine (default: all cores)
  --no-cache            compile anew
  --json                print what was tried as JSON
`;

const COMMANDS: Readonly<
  Record<string, { readonly summary: string; readonly form: string; readonly options: string }>
> = {
  check: {
    summary: 'Check files',
    form: 'warpfold check FILE… [options]',
    options: '  --json                print the diagnostics as JSON\n',
  },
  run: { summary: 'Run cases, and kernels that have none', form: 'warpfold run FILE… [options]', options: RUN_OPTIONS },
  profile: {
    summary: 'Time cases, and kernels that have none, with statistics',
    form: 'warpfold profile FILE… [options]',
    options: PROFILE_OPTIONS,
  },
  test: { summary: 'Run every case that has an expect', form: 'warpfold test FILE… [options]', options: RUN_OPTIONS },
  tune: {
    summary: 'Look for faster launch plans, and keep them',
    form: 'warpfold tune FILE… [options]',
    options: TUNE_OPTIONS,
  },
  emit: {
    summary: 'Print generated or compiled code',
    form: 'warpfold emit FILE [options]',
    options: `  --as FORM             cuda (default), ptx, sass or cpp
  --kernel NAME         only this kernel
  --case NAME           as this case runs it (default: the case with the most elements)
  --device DEVICE       auto (default), cuda:N, or an architecture such as sm_90
  --default-length N    elements where neither a case nor its data say (default 1048576)
  --threads N           threads of the CPU engine, for which plans are tuned (default: all cores)
  --no-tuning           with the default plan, whatever a tuning file has
  --tuning-file FILE    take tuned plans from here (default: .warpfold/tuning.json beside the file)
  --json                print it as JSON: with the plan; with ptx and sass a summary, and the sub-expression of each instruction
`,
  },
  devices: {
    summary: 'Show what this machine has to compile and run with',
    form: 'warpfold devices [options]',
    options: '  --json                print it as JSON\n',
  },
  lsp: {
    summary: 'Start the language server, for an editor',
    form: 'warpfold lsp [options]',
    options: `  --stdio               speak on standard input and output (default)
  --socket PORT         connect to a port of this machine
  --pipe NAME           connect to a named pipe or socket file
`,
  },
};

export function usage(): string {
  const list = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`);
  return `warpfold: GPU reduction kernels from .reduce files

Usage: warpfold COMMAND [options]

${list.join('\n')}

"warpfold COMMAND --help" shows a command's options. FILE may be a folder.
Exit codes: 0 done, 1 a check, case or kernel failed, 2 the command line was not understood.
`;
}

export function usageOf(command: string): string {
  const entry = COMMANDS[command];
  return entry === undefined ? usage() : `${entry.summary}.\n\nUsage: ${entry.form}\n\n${entry.options}`;
}
