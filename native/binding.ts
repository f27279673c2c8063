/**
 * What the C++ addon offers, as TypeScript sees it. Only `runner/` may load it.
 *
 * Every promise rejects with an Error that carries the fields of `ErrorData` (`code`, `cuda`, `doing`, `advice`,
 * `fatal`). Work runs on threads of the addon's own: the event loop stays free. There is no way to stop a kernel
 * but to end the process.
 */
export interface Addon {
  /** Opens the driver and NVRTC and lists devices. Creates no context. Never throws for what is missing. */
  discover(options: DiscoverOptions): NativeDiscovery;

  /** Compiles CUDA C++ to a CUBIN (or PTX) with NVRTC. A program that does not compile resolves with `ok: false`. */
  nvrtcCompile(request: NvrtcRequest): Promise<NvrtcResult>;

  /** Runs one reduction on a CUDA device. */
  runCuda(job: CudaJob): Promise<JobResult>;

  /** Runs one reduction on the CPU from a shared library that the C++ compiler made. */
  runCpu(job: CpuJob): Promise<JobResult>;

  /** Frees the inputs that jobs have kept on a CUDA device or (undefined) on this machine, once their jobs have ended. */
  releaseInputs(device: number | undefined): void;

  /** Memory that could be allocated now: bytes free and in all, on a CUDA device or (undefined) on this machine. */
  memory(device: number | undefined): { readonly free: number; readonly total: number };

  /** What the driver's management library (NVML) tells of a device now; undefined where there is none. Takes about a millisecond. */
  deviceState(uuid: string): NativeDeviceState | undefined;

  /** Frees everything that is held on a device: cached inputs, pinned buffers, the context. */
  releaseDevice(device: number): void;
}

export interface DiscoverOptions {
  /** Files or folders to try first, each with the reason it is tried: a setting, a Python environment. */
  readonly nvrtcHints: readonly { readonly path: string; readonly why: string }[];
  /** Folder in which the addon keeps the generators of vectors that it compiled; without it, in memory only. */
  readonly cacheFolder?: string;
}

/** One place that was looked at. */
export interface SearchStep {
  readonly path: string;
  /** Why it was tried: `CUDA_PATH`, `the loader's search path`, `setting warpfold.nvrtcPath`. */
  readonly why: string;
  /** `found`, or what the system said. */
  readonly outcome: string;
}

export interface LibrarySearch {
  readonly found?: { readonly path: string; readonly version: string };
  readonly tried: readonly SearchStep[];
}

export interface NativeDiscovery {
  readonly driver: LibrarySearch & { readonly error?: { readonly cuda: string; readonly message: string } };
  readonly nvrtc: LibrarySearch & { readonly architectures: readonly number[] };
  readonly devices: readonly NativeCudaDevice[];
  readonly cpu: { readonly name: string; readonly cores: number; readonly memoryBytes: number };
}

export interface NativeCudaDevice {
  readonly ordinal: number;
  readonly name: string;
  readonly uuid: string;
  /** 90 for compute capability 9.0. */
  readonly computeCapability: number;
  readonly multiprocessors: number;
  readonly memoryBytes: number;
  readonly l2Bytes: number;
  readonly maxThreadsPerMultiprocessor: number;
  readonly sharedBytesPerBlock: number;
  /** Memory clock times bus width times two, in bytes per second; 0 where the driver does not say. */
  readonly attributePeakBytesPerSecond: number;
  /** True where the system ends kernels that run for long (a display is attached). */
  readonly hasRunTimeLimit: boolean;
}

/** A key is left out where the device does not tell it. */
export interface NativeDeviceState {
  readonly smClockHz?: number;
  readonly maxSmClockHz?: number;
  readonly memoryClockHz?: number;
  readonly watts?: number;
  readonly limitWatts?: number;
  readonly celsius?: number;
  /** Bits of `nvmlClocksEventReasons`: what keeps the clocks below their highest. */
  readonly clockReasons?: number;
}

export interface NvrtcRequest {
  readonly source: string;
  /** Shown in messages about lines without a `#line` name. */
  readonly name: string;
  readonly options: readonly string[];
}

export interface NvrtcResult {
  readonly ok: boolean;
  /** The CUBIN with an `-arch=sm_…` option, else empty. */
  readonly cubin: Uint8Array;
  readonly ptx: string;
  /** Warnings and errors, verbatim. */
  readonly log: string;
  readonly seconds: number;
}

/** The elements of one vector. Types are the element's NumPy names; structs come as `bytes` or `fill`. */
export type InputSource =
  /** Laid out exactly as the device reads it. */
  | {
      readonly kind: 'bytes';
      readonly bytes: Uint8Array;
      /** What `inputOffsets` counts; 1 where it is left out. */
      readonly elementBytes?: number;
    }
  /** One element, repeated. */
  | { readonly kind: 'fill'; readonly element: Uint8Array; readonly length: number }
  | {
      readonly kind: 'arange';
      readonly dtype: string;
      readonly start: number | bigint;
      readonly step: number | bigint;
      readonly length: number;
    }
  | {
      readonly kind: 'linspace';
      readonly dtype: string;
      readonly lo: number;
      readonly hi: number;
      readonly length: number;
    }
  | {
      readonly kind: 'uniform';
      readonly dtype: string;
      readonly lo: number;
      readonly hi: number;
      readonly seed: bigint;
      readonly length: number;
    }
  | {
      readonly kind: 'normal';
      readonly dtype: string;
      readonly mean: number;
      readonly sd: number;
      readonly seed: bigint;
      readonly length: number;
    }
  | {
      readonly kind: 'integers';
      readonly dtype: string;
      readonly lo: bigint;
      readonly hi: bigint;
      readonly seed: bigint;
      readonly length: number;
    }
  /** A raw region of a file. With `fortranShape` the elements are read in C order from column-major data. */
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly offset: number;
      readonly dtype: string;
      readonly byteOrder: 'little' | 'big';
      readonly fortranShape?: readonly number[];
      readonly length: number;
      /** The size that the file had when its header was read: a different one now is an error. */
      readonly expectedFileBytes: number;
    };

export type JobParameter =
  | { readonly kind: 'input'; readonly index: number }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'partials' | 'result' };

export interface TimingRequest {
  readonly warmups: number;
  readonly minSamples: number;
  readonly maxSamples: number;
  /** Stop taking samples after this many seconds once `minSamples` are there. */
  readonly budgetSeconds: number;
  /** `hot` where it is left out. The CPU engine has that one only. */
  readonly method?: TimingMethod;
  /** Stop, too, once half the 95 % confidence interval of the median is no more than this share of the median. */
  readonly medianError?: number;
}

/**
 * How a CUDA device's time is taken; each sample is one launch's. `hot`: between two events, the data wherever the launch
 * before left it. `cold`: the same once L2 was overwritten. Both are queued while the stream waits, so that the events hold
 * no launch latency. `back-to-back`: many launches between two events, each as soon as the host queues it. `graph`: the
 * launches of one graph that is replayed.
 */
export type TimingMethod = 'hot' | 'cold' | 'back-to-back' | 'graph';

interface JobBase {
  readonly inputs: readonly InputSource[];
  /** Elements to move each input's start off its 16-byte alignment by; for tests of the unaligned path. */
  readonly inputOffsets?: readonly number[];
  /**
   * Names the inputs. They stay in place after the job, and later jobs on that device with the same name run on them: only
   * inputs that are equal may share a name. Each device keeps one set, until a job names another or `releaseInputs`.
   */
  readonly inputsKey?: string;
  readonly parameters: readonly JobParameter[];
  /** Of each block or chunk. On a CUDA device they are 0 before the first launch, and each launch leaves them so. */
  readonly partialBytes: number;
  readonly resultBytes: number;
  readonly timing: TimingRequest;
}

export interface CudaJob extends JobBase {
  readonly device: number;
  readonly cubin: Uint8Array;
  readonly entry: string;
  readonly grid: number;
  readonly block: number;
  /**
   * Whether memory ends where the inputs, partials and result end: a tool that watches the process then sees an access to
   * the first byte beyond. Left out, memory is rounded up, so that other jobs can reuse it.
   */
  readonly exactMemory?: boolean;
}

export interface CpuJob extends JobBase {
  readonly library: string;
  readonly symbols: { readonly partial: string; readonly finish: string; readonly reference?: string };
  /** Values that `i` takes, split in chunks of `chunkSize`; or blocks of a deterministic program, one a chunk. */
  readonly count: number;
  readonly chunkSize: number;
  /** 0 for all cores. */
  readonly threads: number;
  /** Compute `reference` instead of `partial` and `finish`. */
  readonly referenceOnly: boolean;
}

export interface JobResult {
  readonly result: Uint8Array;
  /** Seconds, one for each sample. */
  readonly kernelSeconds: readonly number[];
  readonly uploadSeconds: number;
  readonly uploadBytes: number;
  readonly downloadSeconds: number;
  /** Of the first warm-up, from the call to its end. */
  readonly firstLaunchSeconds?: number;
  /** Of bringing the binary to the device, CUDA only. */
  readonly loadSeconds?: number;
  /** Of the kernel, CUDA only. */
  readonly launch?: {
    readonly registers: number;
    readonly sharedBytes: number;
    readonly localBytes: number;
    readonly blocksPerMultiprocessor: number;
  };
}
