import type { ReportDiagnostic } from '../../protocol/report';
import type { Style } from './style';

/**
 * A diagnostic as compilers print it: place, severity, code and message, then the line with its characters marked.
 * Lines and columns count from 1.
 */
export function renderDiagnostic(
  path: string,
  lines: readonly string[],
  diagnostic: ReportDiagnostic,
  style: Style,
): string {
  const { start, end } = diagnostic.range;
  const paint = severityPaint(diagnostic.severity, style);
  const where = style.bold(`${path}:${start.line + 1}:${start.character + 1}:`);
  const source = diagnostic.source === undefined || diagnostic.source === 'warpfold' ? '' : ` (${diagnostic.source})`;
  const message = withoutControls(diagnostic.message);
  const head = `${where} ${paint(`${diagnostic.severity}[${diagnostic.code}]`)}: ${message}${source}`;
  const line = lines[start.line];
  if (line === undefined) return head;
  const gutter = String(start.line + 1).padStart(5);
  const last = end.line === start.line ? end.character : line.length;
  const marks = '^'.repeat(Math.max(1, last - start.character));
  const indent = line.slice(0, start.character).replace(/[^\t]/g, ' ');
  return `${head}\n${style.dim(`${gutter} | `)}${withoutControls(line)}\n${style.dim('      | ')}${indent}${paint(marks)}`;
}

/** A text that is quoted must not move the cursor, change colours or ring: what is no character is shown as a box. */
function withoutControls(text: string): string {
  // eslint-disable-next-line no-control-regex -- These are what it is about.
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');
}

function severityPaint(severity: ReportDiagnostic['severity'], style: Style): (text: string) => string {
  switch (severity) {
    case 'error':
      return style.red;
    case 'warning':
      return style.yellow;
    case 'information':
    case 'hint':
      return style.cyan;
  }
}
