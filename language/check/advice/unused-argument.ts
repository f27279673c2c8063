import type { Span } from '../../text/span';
import type { AdviceSubject } from '../advice';
import type { TypedField } from '../kernel-expression';

/** Reports arguments that no expression names. */
export function adviseUnusedArguments(subject: AdviceSubject): void {
  const { map, reduce, neutral, postMap } = subject.expressions;
  const fields = [map, reduce, neutral, postMap];
  const unused = subject.declared.filter(({ name, role }) => {
    // An operand hides a scalar of its name, which is reported already.
    const isHidden = role === 'scalar' && (name === 'a' || name === 'b');
    return !isHidden && !fields.some((field) => reads(field, name, role));
  });
  // A macro may use any name.
  if (unused.length === 0 || fields.some((field) => usesMacro(subject, field))) return;
  for (const { name, span, nameSpan } of unused) {
    const fixes = [{ title: `Remove ‘${name}’`, edits: [{ span: withComma(subject, span), newText: '' }] }];
    subject.findings.report('unused-argument', nameSpan, { name }, { fixes, unnecessary: true });
  }
}

function reads(field: TypedField | undefined, name: string, role: 'vector' | 'scalar'): boolean {
  if (field === undefined || !field.typing.usedNames.has(name)) return false;
  return field.typing.variables.find(name)?.role === role;
}

function usesMacro({ scope }: AdviceSubject, field: TypedField | undefined): boolean {
  return field !== undefined && [...field.typing.usedNames].some((name) => scope.opaqueNames.has(name));
}

/** The declaration with the comma that sets it apart. */
function withComma(subject: AdviceSubject, span: Span): Span {
  const { text } = subject.item;
  const after = /^\s*,\s*/.exec(text.slice(span.end));
  if (after !== null) return { start: span.start, end: span.end + after[0].length };
  const before = /\s*,\s*$/.exec(text.slice(0, span.start));
  return { start: span.start - (before?.[0].length ?? 0), end: span.end };
}
