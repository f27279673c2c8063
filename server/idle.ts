import type { Guard } from './guard';

/** How long the client must have been silent before work goes on that nobody waits for. */
const QUIET_MILLISECONDS = 100;

/** Work that is done in short steps while the client asks nothing. */
export class IdleWork {
  private readonly steps = new Map<string, () => boolean>();
  private timer: NodeJS.Timeout | undefined;
  /** Changes when the client speaks: steps that follow each other stop. */
  private era = 0;

  constructor(private readonly guard: Guard) {}

  /** Adds work, or replaces what there is for the same key. A step tells whether it was the last. */
  set(key: string, step: () => boolean): void {
    this.steps.set(key, step);
    if (this.timer === undefined) this.wait();
  }

  delete(key: string): void {
    this.steps.delete(key);
  }

  /** The client has sent something: the work waits again. */
  touch(): void {
    if (this.steps.size > 0) this.wait();
  }

  private wait(): void {
    this.era += 1;
    clearTimeout(this.timer);
    const { era } = this;
    this.timer = setTimeout(() => {
      this.work(era);
    }, QUIET_MILLISECONDS);
  }

  private work(era: number): void {
    if (era !== this.era) return;
    const [next] = this.steps;
    if (next === undefined) {
      this.timer = undefined;
      return;
    }
    const [key, step] = next;
    let isDone = true;
    this.guard.task('Work in the background', () => {
      isDone = step();
    });
    if (isDone && this.steps.get(key) === step) this.steps.delete(key);
    // Messages that arrived meanwhile are read before the next step.
    setImmediate(() => {
      this.work(era);
    });
  }
}
