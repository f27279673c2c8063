/** Keeps the payloads that were used last, up to a number of bytes. */
export class MemoryCache {
  // A Map iterates in the order of insertion: the first entry is the one unused for longest.
  private readonly entries = new Map<string, Buffer>();
  private bytes = 0;

  constructor(private readonly limitBytes: number) {}

  get(key: string): Buffer | undefined {
    const payload = this.entries.get(key);
    if (payload !== undefined) {
      this.entries.delete(key);
      this.entries.set(key, payload);
    }
    return payload;
  }

  set(key: string, payload: Buffer): void {
    this.delete(key);
    if (payload.length > this.limitBytes) return;
    this.entries.set(key, payload);
    this.bytes += payload.length;
    for (const oldest of this.entries.keys()) {
      if (this.bytes <= this.limitBytes) break;
      this.delete(oldest);
    }
  }

  private delete(key: string): void {
    this.bytes -= this.entries.get(key)?.length ?? 0;
    this.entries.delete(key);
  }
}
