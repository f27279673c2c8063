import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { reportSchema, type Report, type Run } from '../protocol/report';
import { MissingFileError } from './files';

/** Reads a report that `--json` wrote. Throws where there is none. */
export function readReport(file: string): Report {
  if (!existsSync(file)) throw new MissingFileError(file);
  const report = v.safeParse(reportSchema, parse(readFileSync(file, 'utf8')));
  if (report.success) return report.output;
  throw new Error(`${file} holds no report. Write one with: warpfold profile FILE --json > ${file}`);
}

/** The report's last run of the same kernel and case, one of the same document before others. */
export function baselineOf(run: Run, report: Report): Run | undefined {
  const same = report.runs.filter((one) => one.kernel === run.kernel && one.case === run.case);
  return same.findLast(({ uri }) => uri === run.uri) ?? same.at(-1);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
