import type { WarpfoldError } from '../../protocol/errors';
import type { Progress, Started } from '../../protocol/rpc';

/** A request that has been made and not answered. It outlives the process that works on it. */
export interface PendingRequest {
  readonly token: number;
  readonly method: string;
  readonly params: object;
  readonly kernel: string | undefined;
  readonly timeLimitSeconds: number;
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: WarpfoldError) => void;
  /** How far the current process has come with it. */
  stage: Progress['stage'] | 'sent';
  started: Started['run'] | undefined;
  attempts: number;
  timer: NodeJS.Timeout | undefined;
  /** Of the time limit, in milliseconds: what was left of it when `since`, on the clock of `performance.now()`. */
  left: number;
  since: number;
  /** Stops listening for cancellation. */
  detach: (() => void) | undefined;
  /** Set where the process is being ended because of this request. */
  endedFor: 'timeout' | 'cancelled' | undefined;
  settled: boolean;
}

/** Stages in which a kernel's own code, or a compiler working on it, can take the process down. */
const culpable: readonly PendingRequest['stage'][] = ['running', 'counters', 'reference', 'compiling'];

/**
 * Which requests a dead process died of: those for which it was ended; else those that were executing; else those
 * that were being compiled; else all. The others are innocent and are sent again.
 */
export function culpritsOf(requests: readonly PendingRequest[]): readonly PendingRequest[] {
  const ended = requests.filter((request) => request.endedFor !== undefined);
  if (ended.length > 0) return ended;
  for (const stage of culpable) {
    const there = requests.filter((request) => request.stage === stage);
    if (there.length > 0) return there;
  }
  return requests.filter((request) => request.attempts > 1);
}
