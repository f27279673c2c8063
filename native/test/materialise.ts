import { join } from 'node:path';

import type { Addon, CpuJob, InputSource, TimingRequest } from '../binding';
import { compileCpp } from './toolchain';

export const ONCE: TimingRequest = { warmups: 0, minSamples: 1, maxSamples: 1, budgetSeconds: 0 };

/** A library whose result is its first vector: the bytes that a kernel would read. */
const ECHO = String.raw`
  #include <cstring>
  extern "C" void echo_partial(const void *const *, long long, long long, void *) {}
  extern "C" int echo_finish(const void *const *parameters, const void *, long long, void *result) {
    std::memcpy(result, parameters[0], *static_cast<const long long *>(parameters[1]));
    return 0;
  }
`;

export function int64(value: number | bigint): Uint8Array {
  return new Uint8Array(new BigInt64Array([BigInt(value)]).buffer);
}

/** Returns a function that gives the bytes that an input becomes in memory. */
export function materialiser(addon: Addon, folder: string): (input: InputSource, bytes: number) => Promise<Uint8Array> {
  const library = compileCpp(ECHO, join(folder, 'echo.so'), 'library');
  return async (input, bytes) => {
    const job: CpuJob = {
      inputs: [input],
      parameters: [
        { kind: 'input', index: 0 },
        { kind: 'bytes', bytes: int64(bytes) },
      ],
      partialBytes: 0,
      resultBytes: bytes,
      timing: ONCE,
      library,
      symbols: { partial: 'echo_partial', finish: 'echo_finish' },
      count: 0,
      chunkSize: 1,
      threads: 0,
      referenceOnly: false,
    };
    return (await addon.runCpu(job)).result;
  };
}
