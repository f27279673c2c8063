import type { Findings } from '../diagnostics/diagnostic';
import type { KernelFieldName } from '../syntax/fields';
import { span, type Span } from '../text/span';

/** A string of Python that fills a value, and perhaps the comma that stood behind it in a call. */
const pythonString = /^[rRuUfF]{0,2}("""|'''|"|')((?:(?!\1)[^\\])*)\1\s*,?$/;

/**
 * The part of a field's value to read. Expressions and declarations that were pasted from Python stand in quotes: that is
 * reported, and what is in the quotes is read as if it stood there alone.
 */
export function withoutQuotes(text: string, value: Span, field: KernelFieldName, findings: Findings): Span {
  const first = text.charAt(value.start);
  if (first !== '"' && first !== "'" && !/[rRuUfF]/.test(first)) return value;
  const written = text.slice(value.start, value.end);
  const [, quote = '', content = ''] = pythonString.exec(written) ?? [];
  // One character in single quotes is a value of C++.
  if (content.trim() === '' || (quote === "'" && content.length === 1)) return value;
  const start = value.start + written.indexOf(quote) + quote.length;
  const end = start + content.length;
  const edits = [
    { span: span(value.start, start), newText: '' },
    { span: span(end, value.end), newText: '' },
  ];
  findings.report('quoted-value', value, { field }, { fixes: [{ title: 'Remove the quotes', edits }] });
  return trimmed(text, start, end);
}

function trimmed(text: string, start: number, end: number): Span {
  const inside = text.slice(start, end);
  return span(start + inside.length - inside.trimStart().length, end - inside.length + inside.trimEnd().length);
}
