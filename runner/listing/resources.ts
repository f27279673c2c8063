/** What ptxas says that a kernel takes, per thread (registers, stack, spills) and per block (shared memory, barriers). */
export interface Resources {
  readonly registers?: number;
  readonly sharedBytes?: number;
  /** Local memory: what does not fit in registers, or is indexed. */
  readonly stackBytes?: number;
  readonly spillStoreBytes?: number;
  readonly spillLoadBytes?: number;
}

/** Reads what ptxas logs with `-v`; what it does not say is missing. */
export function readResources(log: string): Resources {
  const number = (pattern: RegExp): number | undefined => {
    const found = pattern.exec(log)?.[1];
    return found === undefined ? undefined : Number(found);
  };
  const registers = number(/Used (\d+) registers/);
  return defined({
    registers,
    // ptxas leaves out what is zero.
    sharedBytes: number(/(\d+) bytes smem/) ?? (registers === undefined ? undefined : 0),
    stackBytes: number(/(\d+) bytes stack frame/),
    spillStoreBytes: number(/(\d+) bytes spill stores/),
    spillLoadBytes: number(/(\d+) bytes spill loads/),
  });
}

function defined<T extends object>(values: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}
