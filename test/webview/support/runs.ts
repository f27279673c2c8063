import type { Counters, Run, SweepPoint } from '../../../protocol/report';

/** A run on the CPU, as the cookbook's dot product has it. */
export const cpuRun: Run = {
  id: 'cpu-run',
  startedAt: '2026-03-02T10:15:30.000Z',
  uri: 'file:///workspace/examples/01_dot_product.reduce',
  hash: '1792b9bc8c234d',
  versions: { warpfold: '0.1.0', compiler: 'gcc 12.2.0' },
  kernel: 'dot_product',
  case: 'large',
  status: 'ok',
  device: { kind: 'cpu', name: 'Intel(R) Xeon(R) Processor @ 2.50GHz', id: 'cpu', threads: 2, memory: 25276514304 },
  n: 16777216,
  count: 16777216,
  result: { dtype: 'float32', value: 828.7303466796875 },
  timings: {
    compile: 0.000417316,
    compileFromCache: true,
    upload: 1.943100336,
    download: 0,
    kernel: { median: 0.07427106, p05: 0.0504347066, p95: 0.0992548501, min: 0.044053934, samples: 7 },
    total: 2.549325436,
  },
  launch: { mapping: 'striped', chunkSize: 65536, lanes: 64 },
  bandwidth: { bytes: 134217728, bytesPerSecond: 1807133599.5 },
  diagnostics: [],
};

const PEAK = 3.352e12;

/** A profile on a GPU: every number that the report knows. The samples follow a formula, so that pictures do not change. */
export function gpuProfile({ id = 'gpu-profile', slowdown = 1, samples = 200 } = {}): Run {
  const count = 1 << 26;
  const bytes = count * 8;
  const median = (bytes / PEAK / 0.91 + 2.5e-6) * slowdown;
  const values = Array.from({ length: samples }, (_, index) => median * (1 + skew(index)));
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? median;
  return {
    id,
    startedAt: '2026-03-02T11:00:00.000Z',
    uri: 'file:///workspace/examples/01_dot_product.reduce',
    hash: '1792b9bc8c234d',
    versions: { warpfold: '0.1.0', compiler: 'NVRTC 12.8', driver: '12.8' },
    kernel: 'dot_product',
    case: 'large',
    status: 'ok',
    device: {
      kind: 'cuda',
      name: 'NVIDIA H100 80GB HBM3',
      id: 'cuda:0',
      computeCapability: '9.0',
      multiprocessors: 132,
      memory: 85029158912,
    },
    n: count,
    count,
    result: { dtype: 'float32', value: 16785412 },
    expect: { value: 16785408, passed: true, rtol: 1e-5 },
    reference: { value: 16785410.25, relativeError: 1.04e-7, method: 'compensated' },
    accuracy: {
      accumulator: 'plain',
      absoluteError: 1.75,
      relativeError: 1.04e-7,
      ulps: 0.875,
      shapes: [
        { mapping: 'striped', block: 256, grid: 1056, itemsPerThread: 16, value: 16785412, ulps: 0.875 },
        { mapping: 'striped', block: 128, grid: 1056, itemsPerThread: 16, value: 16785408, ulps: 1.125 },
        { mapping: 'contiguous', block: 256, grid: 1056, itemsPerThread: 16, value: 16785410, ulps: 0.125 },
      ],
      spread: { distinct: 3, min: 16785408, max: 16785412, ulps: 2 },
      conditionNumber: 37.25,
      trustedDigits: 6.87,
    },
    timings: {
      compile: 0.412,
      compileFromCache: false,
      upload: 0.0931,
      download: 9.1e-6,
      load: 2.1e-4,
      firstLaunch: 6.4e-5,
      kernel: {
        median: at(0.5),
        p05: at(0.05),
        p95: at(0.95),
        min: at(0),
        samples,
        values,
        outliers: 4,
        medianError: 0.0019,
      },
      cold: { median: 1.02 * at(0.5), p05: 1.02 * at(0.05), p95: 1.02 * at(0.95), min: 1.02 * at(0), samples: 200 },
      backToBack: { median: 1.01 * at(0.5), p05: at(0.5), p95: 1.02 * at(0.5), min: at(0.5), samples: 9 },
      total: 0.83,
    },
    launch: {
      mapping: 'striped',
      block: 256,
      grid: 1056,
      itemsPerThread: 16,
      vecSize: 4,
      registers: 32,
      sharedBytes: 40,
      localBytes: 0,
      planSource: 'tuned',
      occupancy: 1,
      waves: 1,
      rounds: 3.88,
      tail: 0.03,
      bytesInFlight: 131_072,
    },
    bandwidth: {
      bytes,
      bytesPerSecond: bytes / (1.02 * at(0.5)),
      timing: 'cold',
      peak: PEAK,
      peakSource: 'memory clock and bus width',
      roof: 0.93 * PEAK,
    },
    sweep: sweep(count, slowdown),
    sweepFit: {
      fixed: 2.5e-6 * slowdown,
      perElement: (8 / PEAK / 0.91) * slowdown,
      bytesPerSecond: (PEAK * 0.91) / slowdown,
      halfCount: (2.5e-6 * PEAK * 0.91) / 8,
      worstDeviation: 0.004,
    },
    clocks: {
      smMedian: 1.755e9,
      smMin: 1.62e9,
      smMax: 1.98e9,
      memory: 2.619e9,
      watts: 512,
      wattsLimit: 700,
      celsius: 58,
      heldBackBy: ['power-cap'],
      samples: 61,
    },
    diagnostics: [],
  };
}

/** Deviations with a tail to the right, always the same. */
function skew(index: number): number {
  const uniform = ((index * 2654435761) % 4096) / 4096;
  return -0.01 * Math.log(1 - uniform * 0.999) + (index % 97 === 41 ? 0.3 : 0);
}

function sweep(largest: number, slowdown: number): SweepPoint[] {
  return Array.from({ length: 14 }, (_, index) => {
    const count = largest / 2 ** (13 - index);
    const bytes = count * 8;
    const median = (bytes / PEAK / 0.91 + 2.5e-6) * slowdown;
    const spread = 0.02 + 0.2 / (index + 1);
    return {
      count,
      bytes,
      median,
      p05: median * (1 - spread / 3),
      p95: median * (1 + spread),
      samples: 50,
      bytesPerSecond: bytes / median,
    };
  });
}

/** A case that does not meet its expectation, with a complex value. */
export const failedRun: Run = {
  ...cpuRun,
  id: 'failed',
  kernel: 'inner_product',
  case: 'conjugate',
  uri: 'file:///workspace/complex.reduce',
  status: 'failed',
  result: { dtype: 'complex64', value: [12.5, -3.25] },
  expect: { value: [12.5, 3.25], passed: false, rtol: 1e-5 },
  reference: { value: [12.5, -3.25], relativeError: 0, method: 'sequential' },
};

/** A struct with one float of single precision and one index. */
export const structRun: Run = {
  ...cpuRun,
  id: 'struct',
  kernel: 'argmax',
  case: 'small',
  uri: 'file:///workspace/examples/09_argmax.reduce',
  result: { dtype: 'Candidate', value: { value: 9.100000381469727, index: 17 } },
  expect: { value: { value: 9.100000381469727, index: 17 }, passed: true },
};

/** A kernel that the compiler refused. */
export const errorRun: Run = {
  id: 'error',
  startedAt: '2026-03-02T10:20:00.000Z',
  uri: 'file:///workspace/broken.reduce',
  hash: '2',
  versions: { warpfold: '0.1.0', compiler: 'NVRTC 12.8' },
  kernel: 'broken',
  status: 'error',
  error: {
    code: 'compile-failed',
    message: 'NVRTC does not compile kernel "broken". Line 5: identifier "lenght" is undefined',
  },
  diagnostics: [
    {
      code: 'unused-argument',
      severity: 'warning',
      message: 'The argument y is not used.',
      range: { start: { line: 2, character: 30 }, end: { line: 2, character: 31 } },
    },
    {
      code: 'compiler-error',
      severity: 'error',
      message: 'identifier "lenght" is undefined',
      range: { start: { line: 4, character: 22 }, end: { line: 4, character: 28 } },
      source: 'nvrtc',
    },
  ],
};

const { device: gpu, versions: gpuVersions } = gpuProfile();

/** A run on a GPU that came to nothing. */
function stopped(id: string, status: Run['status'], error: Run['error'], extra: Partial<Run> = {}): Run {
  return {
    id,
    startedAt: '2026-03-02T10:30:00.000Z',
    uri: 'file:///workspace/examples/12_stopped.reduce',
    hash: '3',
    versions: gpuVersions,
    kernel: 'histogram_peak',
    case: 'large',
    status,
    ...(gpu && { device: gpu }),
    n: 1 << 26,
    count: 1 << 26,
    ...(error && { error }),
    timings: { compile: 0.031, compileFromCache: false, upload: 0.112, total: 0.153 },
    diagnostics: [],
    ...extra,
  };
}

export const cancelledRun = stopped('cancelled', 'cancelled', {
  code: 'cancelled',
  message: 'Kernel "histogram_peak" was cancelled.',
});

export const timeoutRun = stopped('timeout', 'timeout', {
  code: 'timeout',
  message: 'Kernel "histogram_peak" did not finish within 60 s and was stopped.',
  advice: 'Look for a loop that does not end, use fewer elements, or raise the time limit.',
});

export const faultedRun = stopped('faulted', 'error', {
  code: 'kernel-faulted',
  message: 'The kernel read or wrote an address that is not its own.',
  cuda: 'CUDA_ERROR_ILLEGAL_ADDRESS',
  doing: 'cuStreamSynchronize after kernel "histogram_peak"',
  advice: 'Run it with accesses checked: that names the index that is out of range.',
  fatal: true,
});

export const outOfMemoryRun = stopped('out-of-memory', 'error', {
  code: 'out-of-memory',
  message: 'The case needs 96.0 GiB on NVIDIA H100 80GB HBM3, of which 78.6 GiB are free.',
  doing: 'allocating argument x (64.0 GiB)',
  advice: 'Use a smaller n, or end other programs that use the GPU.',
});

const outOfRange = 'x[i + 1] reads element 1024 of "x", which has 1024 (i = 1023, case "large").';

/** A checked run that found an access out of range, at its place. */
export const findingRun = stopped(
  'finding',
  'error',
  {
    code: 'index-out-of-range',
    message: outOfRange,
    doing: 'checking the access at line 6, column 30',
    advice: 'The indices of "x" are 0 to 1023. Stop the slice one earlier, or bind a longer vector.',
  },
  {
    sanitized: true,
    diagnostics: [
      {
        code: 'index-out-of-range',
        severity: 'error',
        message: outOfRange,
        range: { start: { line: 5, character: 29 }, end: { line: 5, character: 37 } },
        source: 'sanitize',
      },
    ],
  },
);

/** A checked run under NVIDIA's tool, which found several errors. */
export const sanitizerRun = stopped(
  'sanitizer',
  'error',
  {
    code: 'sanitizer-error',
    message: 'compute-sanitizer (memcheck) found: Invalid __global__ read of size 4 bytes. Line 6. 2 errors in all.',
    doing: 'at histogram_peak_map; Address 0x7f5c00001000 is out of bounds',
  },
  {
    sanitized: true,
    diagnostics: [6, 7].map((line) => ({
      code: 'sanitizer-error',
      severity: 'error' as const,
      message:
        'Invalid __global__ read of size 4 bytes; at histogram_peak_map; Address 0x7f5c00001000 is out of bounds',
      range: { start: { line: line - 1, character: 4 }, end: { line: line - 1, character: 40 } },
      source: 'compute-sanitizer memcheck',
    })),
  },
);

/** A checked run that found nothing: no times of the kernel. */
export const checkedRun: Run = {
  ...stopped('checked', 'ok', undefined, {
    sanitized: true,
    result: { dtype: 'float32', value: 16785412 },
    expect: { value: 16785408, passed: true, rtol: 1e-5 },
  }),
  launch: { mapping: 'striped', block: 256, grid: 1056, itemsPerThread: 16, vecSize: 4, planSource: 'default' },
};

/** A run whose tuned plan could not be used. */
export const untunedRun: Run = {
  ...gpuProfile({ id: 'untuned' }),
  launch: {
    ...gpuProfile().launch,
    mapping: 'striped',
    planSource: 'default',
    planNote:
      '.warpfold/tuning.json: the plan of kernel "dot_product" for 67108864 elements on NVIDIA H100 80GB HBM3 cannot be used: 2048 threads in a block are more than the 1024 that the device allows.',
  },
};

/** A profile whose roof could not be measured. */
export const rooflessRun: Run = {
  ...gpuProfile({ id: 'roofless' }),
  bandwidth: {
    bytes: 2 ** 29,
    bytesPerSecond: 0.8 * PEAK,
    timing: 'cold',
    peak: PEAK,
    peakSource: 'memory clock and bus width',
    roofNote: 'The kernel that measures it failed: The GPU has no memory left.',
  },
};

export const counters: Counters = {
  tool: 'Nsight Compute 2025.3.1.0',
  seconds: 7e-4,
  dramReadBytes: 2.1e9,
  dramWrittenBytes: 0,
  dramBytesPerSecond: 3e12,
  dramShare: 0.925,
  occupancy: 0.875,
  float32Operations: 5.25e8,
  float64Operations: 0,
  arithmeticIntensity: 0.25,
  operationsPerSecond: 7.5e11,
  peakOperationsPerSecond: 5.7e13,
  peakBytesPerSecond: 3.3e12,
  stalls: [
    { reason: 'long_scoreboard', meaning: 'global or local memory', warps: 21.5 },
    { reason: 'barrier', meaning: 'other warps of the block, at a barrier', warps: 1.25 },
  ],
};

export const countedRun: Run = { ...gpuProfile({ id: 'counted' }), counters };

export const uncountedRun: Run = {
  ...gpuProfile({ id: 'uncounted' }),
  counters: {
    error: {
      code: 'counters-not-permitted',
      message: 'This user may not read the hardware counters of the GPU.',
      advice:
        'Load the driver with "options nvidia NVreg_RestrictProfilingToAdminUsers=0" in /etc/modprobe.d, or run as root.',
      cuda: 'ERR_NVGPUCTRPERM',
    },
  },
};

const manyFields = Object.fromEntries(
  Array.from({ length: 40 }, (_, index) => [
    `field_number_${index}`,
    index % 4 === 3 ? { low: -index / 7, high: [index, -0.5] as [number, number] } : index * 1.125e-7,
  ]),
);

/** A struct of 40 fields, some of them structs. */
export const hugeStructRun: Run = {
  ...structRun,
  id: 'huge-struct',
  result: { dtype: 'Everything', value: manyFields },
  expect: { value: { ...manyFields, field_number_2: 3 }, passed: false },
  status: 'failed',
};

/** Names as long as some people give. */
export const longNamesRun: Run = {
  ...gpuProfile({ id: 'long-names' }),
  kernel: 'weighted_generalised_mean_of_absolute_differences_between_neighbouring_elements_with_a_tolerance',
  case: 'the_largest_input_that_fits_into_the_memory_of_an_h100_with_80_gigabytes_of_memory',
  uri: 'file:///workspace/examples/a_rather_long_name_of_a_file_that_somebody_gave_to_their_kernels.reduce',
};

/** Many runs of a few kernels, newest first. */
export function manyRuns(count: number): Run[] {
  const kernels = ['dot_product', 'euclidean_norm', 'softmax_denominator', 'variance'];
  return Array.from({ length: count }, (_, index) => {
    const profile = index % 10 === 0 ? gpuProfile() : cpuRun;
    return {
      ...profile,
      id: `run-${count - index}`,
      kernel: kernels[index % kernels.length] ?? 'dot_product',
      startedAt: new Date(Date.UTC(2026, 2, 2, 12) - index * 60_000).toISOString(),
    };
  });
}

/** The same experiment again and again, newest first: what a trend and a comparison are made of. */
export function experiment(): Run[] {
  return Array.from({ length: 24 }, (_, index) => ({
    ...gpuProfile({ id: `gpu-${24 - index}`, slowdown: index < 4 ? 1 : 1.22 + (index % 5) * 0.02, samples: 120 }),
    startedAt: new Date(Date.UTC(2026, 2, 2, 11) - index * 3_600_000).toISOString(),
    ...(index < 4 ? {} : { hash: 'before' }),
  }));
}
