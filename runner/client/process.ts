import { fork, type ChildProcess } from 'node:child_process';
import { serverNodeOptions } from '../../protocol/server';

/** A runner process: forked into a process group of its own, so that ending it ends the compilers it started. */
export interface RunnerProcess {
  readonly child: ChildProcess;
  /** The last of what the process printed: a failed `assert` in a kernel speaks there. */
  recentOutput(): string;
  /** Ends the process and everything it started, at once. */
  kill(): void;
}

const OUTPUT_KEPT = 4096;

/** Processes alive now: ended with this process, however it ends in an orderly way. */
const alive = new Set<RunnerProcess>();
process.on('exit', () => {
  for (const runner of alive) runner.kill();
});

export function startRunnerProcess(entry: string, env: NodeJS.ProcessEnv): RunnerProcess {
  const child = fork(entry, [], {
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    serialization: 'json',
    execArgv: process.execArgv.filter(isForRunners),
    env,
  });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString('utf8')).slice(-OUTPUT_KEPT);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);

  const runner: RunnerProcess = {
    child,
    recentOutput: () => output.trim(),
    kill: () => {
      killGroup(child);
    },
  };
  alive.add(runner);
  child.once('exit', () => {
    alive.delete(runner);
    // A crash leaves the compilers that the process had started.
    killGroup(child);
  });
  return runner;
}

/** What this process was started with is for its runners too, but for what concerns it alone. */
function isForRunners(argument: string): boolean {
  return !argument.startsWith('--inspect') && !serverNodeOptions.includes(argument);
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone already.
  }
}
