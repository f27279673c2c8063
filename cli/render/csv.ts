import type { Run, SweepPoint } from '../../protocol/report';

type Row = Readonly<Record<string, string | number | undefined>>;

/** Every sample of every run, one a line (RFC 4180). Times are seconds. */
export function samplesCsv(runs: readonly Run[]): string {
  const header = ['kernel', 'case', 'device', 'count', 'sample', 'seconds'];
  const rows = runs.flatMap((run) =>
    (run.timings?.kernel?.values ?? []).map((seconds, sample) => ({
      ...subjectOf(run),
      count: run.count,
      sample,
      seconds,
    })),
  );
  return csv(header, rows);
}

/** Every point of every run's sweep, one a line (RFC 4180). Times are seconds. */
export function sweepCsv(runs: readonly Run[]): string {
  const header = [
    'kernel',
    'case',
    'device',
    'count',
    'median_seconds',
    'p05_seconds',
    'p95_seconds',
    'samples',
    'bytes',
    'bytes_per_second',
  ];
  const rows = runs.flatMap((run) =>
    (run.sweep ?? []).map(({ count, median, p05, p95, samples, bytes, bytesPerSecond }: SweepPoint) => ({
      ...subjectOf(run),
      count,
      median_seconds: median,
      p05_seconds: p05,
      p95_seconds: p95,
      samples,
      bytes,
      bytes_per_second: bytesPerSecond,
    })),
  );
  return csv(header, rows);
}

/** Names are identifiers: no cell needs quotes. */
function subjectOf(run: Run): Row {
  return { kernel: run.kernel, case: run.case, device: run.device?.id };
}

function csv(header: readonly string[], rows: readonly Row[]): string {
  const lines = [header, ...rows.map((row) => header.map((name) => String(row[name] ?? '')))];
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('');
}
