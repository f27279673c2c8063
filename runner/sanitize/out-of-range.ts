import type { Finding } from '../../codegen';
import { LineIndex, type CheckedDocument } from '../../language';
import type { ReportDiagnostic } from '../../protocol/report';
import type { BackendRequest } from '../backends/backend';
import { vectorLength } from '../inputs';
import { MarkedError } from './marked-error';

/** An error that says what a check found, at the access: which access, of which element, for which value of `i`. */
export function outOfRange({ document, kernel, caseName, data }: BackendRequest, finding: Finding): MarkedError {
  const argument = kernel.arguments[finding.argument];
  if (argument === undefined) throw new Error(`A finding names argument ${finding.argument}, which is not there.`);
  const length = vectorLength(data, finding.argument);
  const { map } = kernel;
  const access = finding.access ?? {
    text: map.text,
    start: kernel.start + map.span.start,
    end: kernel.start + map.span.end,
  };
  const i = data.range.start + data.range.step * finding.place;
  const where = caseName === undefined ? `i = ${i}` : `i = ${i}, case "${caseName}"`;
  const text = access.text.replace(/\s+/g, ' ');
  const message = `${text} reads element ${finding.index} of "${argument.name}", which has ${length} (${where}).`;
  return new MarkedError(
    {
      code: 'index-out-of-range',
      message,
      doing: placeOf(document, access.start),
      advice: adviceFor(argument.name, finding.index, length),
      kernel: kernel.name,
      ...(caseName === undefined ? {} : { case: caseName }),
    },
    [diagnosticAt(document, access, message)],
  );
}

function diagnosticAt(
  document: CheckedDocument,
  { start, end }: { readonly start: number; readonly end: number },
  message: string,
): ReportDiagnostic {
  const index = new LineIndex(document.text);
  return {
    code: 'index-out-of-range',
    severity: 'error',
    message,
    range: { start: index.position(start), end: index.position(end) },
    source: 'sanitize',
  };
}

/** Where the access stands, as compilers print places: lines and columns count from 1. */
function placeOf(document: CheckedDocument, offset: number): string {
  const { line, character } = new LineIndex(document.text).position(offset);
  return `checking the access at line ${line + 1}, column ${character + 1}`;
}

function adviceFor(name: string, index: bigint, length: number): string {
  if (length === 0) return `"${name}" has no elements: bind a longer vector.`;
  const range = `The indices of "${name}" are 0 to ${length - 1}.`;
  return index < 0n
    ? `${range} Start at a later i with slice = …, or read it only where the index is not negative.`
    : `${range} Bind a longer vector, end at an earlier i with slice = …, or read it only where the index is below ${length}.`;
}
