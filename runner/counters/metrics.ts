/** The counters that are asked for, by Nsight Compute's names. */
export const metric = {
  duration: 'gpu__time_duration.sum',
  dramRead: 'dram__bytes_read.sum',
  dramWritten: 'dram__bytes_write.sum',
  dramShare: 'dram__throughput.avg.pct_of_peak_sustained_elapsed',
  computeShare: 'sm__throughput.avg.pct_of_peak_sustained_elapsed',
  l1HitRate: 'l1tex__t_sector_hit_rate.pct',
  l2HitRate: 'lts__t_sector_hit_rate.pct',
  occupancy: 'sm__warps_active.avg.pct_of_peak_sustained_active',
  // What the roofs of Nsight Compute's own roofline are made of: work or bytes of a cycle, and cycles of a second.
  ffmaPerCycle: 'sm__sass_thread_inst_executed_op_ffma_pred_on.sum.peak_sustained',
  dfmaPerCycle: 'sm__sass_thread_inst_executed_op_dfma_pred_on.sum.peak_sustained',
  cyclesPerSecond: 'sm__cycles_elapsed.avg.per_second',
  dramBytesPerCycle: 'dram__bytes.sum.peak_sustained',
  dramCyclesPerSecond: 'dram__cycles_elapsed.avg.per_second',
} as const;

/** Other names of the same counters: GPUs of compute capability 12 count DRAM's bytes under them. */
export const successors: Readonly<Record<string, string>> = {
  [metric.dramRead]: 'dram__bytes_op_read.sum',
  [metric.dramWritten]: 'dram__bytes_op_write.sum',
  [metric.dramShare]: 'gpu__dram_throughput.avg.pct_of_peak_sustained_elapsed',
};

/** Thread instructions of floating arithmetic, with the operations that each is. */
export const arithmetic = {
  float32: [
    { name: 'smsp__sass_thread_inst_executed_op_fadd_pred_on.sum', operations: 1 },
    { name: 'smsp__sass_thread_inst_executed_op_fmul_pred_on.sum', operations: 1 },
    { name: 'smsp__sass_thread_inst_executed_op_ffma_pred_on.sum', operations: 2 },
  ],
  float64: [
    { name: 'smsp__sass_thread_inst_executed_op_dadd_pred_on.sum', operations: 1 },
    { name: 'smsp__sass_thread_inst_executed_op_dmul_pred_on.sum', operations: 1 },
    { name: 'smsp__sass_thread_inst_executed_op_dfma_pred_on.sum', operations: 2 },
  ],
} as const;

/** Why a warp had to wait, by Nsight Compute's names, in words. `selected` is none: it tells that a warp issued. */
export const stallReasons: Readonly<Record<string, string>> = {
  long_scoreboard: 'global or local memory',
  short_scoreboard: 'shared memory or special functions',
  lg_throttle: 'too many loads and stores in the queue',
  mio_throttle: 'too many instructions for shared memory or special functions in the queue',
  tex_throttle: 'too many texture instructions in the queue',
  math_pipe_throttle: 'arithmetic units that are busy',
  wait: 'a fixed latency',
  barrier: 'other warps at a barrier',
  membar: 'a memory fence',
  not_selected: 'other warps that went first',
  no_instruction: 'instructions to be fetched',
  branch_resolving: 'a branch target',
  dispatch_stall: 'the dispatcher',
  sleeping: 'the end of a sleep that the kernel asked for',
  drain: 'stores at the end of the kernel',
  imc_miss: 'constants',
  misc: 'something else',
};

export function stallMetric(reason: string): string {
  return `smsp__average_warps_issue_stalled_${reason}_per_issue_active.ratio`;
}

export const allMetrics: readonly string[] = [
  ...Object.values(metric),
  ...Object.values(arithmetic).flatMap((family) => family.map(({ name }) => name)),
  ...Object.keys(stallReasons).map(stallMetric),
];
