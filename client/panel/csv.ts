import type { Run } from '../../protocol/report';

type Cell = string | number | boolean | undefined;

/** Columns of the export, by their headings: SI units, which the headings name. */
const columns: Readonly<Record<string, (run: Run) => Cell>> = {
  id: (run) => run.id,
  started_at: (run) => run.startedAt,
  uri: (run) => run.uri,
  hash: (run) => run.hash,
  kernel: (run) => run.kernel,
  case: (run) => run.case,
  status: (run) => run.status,
  error: (run) => run.error?.code,
  device: (run) => run.device?.id,
  device_name: (run) => run.device?.name,
  n: (run) => run.n,
  count: (run) => run.count,
  dtype: (run) => run.result?.dtype,
  result: (run) => valueCell(run.result?.value),
  expected: (run) => valueCell(run.expect?.value),
  passed: (run) => run.expect?.passed,
  reference: (run) => valueCell(run.reference?.value),
  relative_error: (run) => run.reference?.relativeError,
  kernel_median_seconds: (run) => run.timings?.kernel?.median,
  kernel_p05_seconds: (run) => run.timings?.kernel?.p05,
  kernel_p95_seconds: (run) => run.timings?.kernel?.p95,
  kernel_min_seconds: (run) => run.timings?.kernel?.min,
  samples: (run) => run.timings?.kernel?.samples,
  compile_seconds: (run) => run.timings?.compile,
  compile_from_cache: (run) => run.timings?.compileFromCache,
  upload_seconds: (run) => run.timings?.upload,
  download_seconds: (run) => run.timings?.download,
  total_seconds: (run) => run.timings?.total,
  bytes: (run) => run.bandwidth?.bytes,
  bytes_per_second: (run) => run.bandwidth?.bytesPerSecond,
  peak_bytes_per_second: (run) => run.bandwidth?.peak,
  block: (run) => run.launch?.block,
  grid: (run) => run.launch?.grid,
  registers: (run) => run.launch?.registers,
  shared_bytes: (run) => run.launch?.sharedBytes,
  local_bytes: (run) => run.launch?.localBytes,
  occupancy: (run) => run.launch?.occupancy,
};

/** Runs as CSV (RFC 4180), one line each. What is not known is an empty cell. */
export function runsToCsv(runs: readonly Run[]): string {
  const lines = [Object.keys(columns), ...runs.map((run) => Object.values(columns).map((cell) => cell(run)))];
  return lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

function valueCell(value: unknown): Cell {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function quoted(cell: Cell): string {
  if (cell === undefined) return '';
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
