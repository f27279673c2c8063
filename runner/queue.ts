/** Runs tasks one after the other for each key: a device does one thing at a time, devices work side by side. */
export class KeyedQueue {
  private readonly tails = new Map<string, Promise<void>>();

  /** Starts `task` when every earlier task of the key has ended, however it ended. */
  run<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const before = this.tails.get(key) ?? Promise.resolve();
    const result = before.then(task);
    const tail = result.then(
      () => undefined,
      () => undefined,
    );
    this.tails.set(key, tail);
    void tail.then(() => {
      if (this.tails.get(key) === tail) this.tails.delete(key);
    });
    return result;
  }
}
