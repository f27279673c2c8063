/** What the process's exit code says. */
export const ExitCode = {
  done: 0,
  /** A check, a case or a kernel failed. */
  failed: 1,
  /** The command line was not understood. */
  usage: 2,
  /** Interrupted with Ctrl-C, as shells count it: 128 + SIGINT. */
  interrupted: 130,
} as const;

/** The command line was wrong: the message says how, and how to put it right. */
export class UsageError extends Error {}
