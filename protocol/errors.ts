/** Why something could not be done. Codes are stable: clients and tests switch on them. */
export type ErrorCode =
  | 'invalid-request'
  | 'check-failed'
  | 'unknown-kernel'
  | 'unknown-case'
  | 'needs-case'
  | 'empty-without-neutral'
  | 'out-of-memory'
  | 'data-file'
  | 'no-cuda-driver'
  | 'no-cuda-device'
  | 'no-such-device'
  | 'no-cuda-compiler'
  | 'no-cpp-compiler'
  | 'compile-failed'
  | 'cuda-error'
  | 'kernel-faulted'
  | 'kernel-crashed'
  | 'timeout'
  | 'cancelled'
  | 'runner-died'
  | 'refused'
  | 'internal';

/** An error that crosses a process. Written for the person who made it: what, where, why, how to mend it. */
export interface ErrorData {
  readonly code: ErrorCode;
  readonly message: string;
  /** CUDA's or NVRTC's own name, such as `CUDA_ERROR_ILLEGAL_ADDRESS`. */
  readonly cuda?: string;
  /** What was being done: `cuMemcpyHtoDAsync of argument x (4 GiB)`. */
  readonly doing?: string;
  /** What to try. */
  readonly advice?: string;
  readonly kernel?: string;
  readonly case?: string;
  /** True where the process that met it can do no more CUDA work. */
  readonly fatal?: boolean;
}

export class WarpfoldError extends Error {
  readonly code: ErrorCode;

  constructor(readonly data: ErrorData) {
    super(data.message);
    this.name = 'WarpfoldError';
    this.code = data.code;
  }
}
