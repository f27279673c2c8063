import * as v from 'valibot';

/** Why something could not be done. Codes are stable: clients and tests switch on them. */
export const errorCodeSchema = v.picklist([
  'invalid-request',
  'check-failed',
  'unknown-kernel',
  'unknown-case',
  'needs-case',
  'empty-without-neutral',
  'out-of-memory',
  'data-file',
  'tuning-file',
  'no-cuda-driver',
  'no-cuda-device',
  'no-such-device',
  'no-cuda-compiler',
  'no-cpp-compiler',
  'compile-failed',
  'cuda-error',
  'kernel-faulted',
  'index-out-of-range',
  'not-checkable',
  'sanitizer-error',
  'kernel-crashed',
  'timeout',
  'cancelled',
  'runner-died',
  'refused',
  'internal',
]);
export type ErrorCode = v.InferOutput<typeof errorCodeSchema>;

/** An error that crosses a process. Written for the person who made it: what, where, why, how to mend it. */
export const errorDataSchema = v.object({
  code: errorCodeSchema,
  message: v.string(),
  /** CUDA's or NVRTC's own name, such as `CUDA_ERROR_ILLEGAL_ADDRESS`. */
  cuda: v.optional(v.string()),
  /** What was being done: `cuMemcpyHtoDAsync of argument x (4 GiB)`. */
  doing: v.optional(v.string()),
  /** What to try. */
  advice: v.optional(v.string()),
  kernel: v.optional(v.string()),
  case: v.optional(v.string()),
  /** True where the process that met it can do no more CUDA work. */
  fatal: v.optional(v.boolean()),
});
export type ErrorData = v.InferOutput<typeof errorDataSchema>;

export class WarpfoldError extends Error {
  readonly code: ErrorCode;

  constructor(readonly data: ErrorData) {
    super(data.message);
    this.name = 'WarpfoldError';
    this.code = data.code;
  }
}
