import type { AdviceSubject } from '../advice';

/** Reports arguments that no expression names. */
export function adviseUnusedArguments(subject: AdviceSubject): void {
  const fields = [subject.map, subject.reduce, subject.neutral, subject.postMap].filter((each) => each !== undefined);
  const names = new Set(fields.flatMap(({ typing }) => [...typing.usedNames]));
  // A macro may use any name.
  if ([...names].some((name) => subject.scope.opaqueNames.has(name))) return;
  for (const { name, role, span, nameSpan } of subject.declared) {
    // An operand hides a scalar of its name, which is reported already.
    const isHidden = role === 'scalar' && (name === 'a' || name === 'b');
    const used = fields.some(
      (each) => each.typing.usedNames.has(name) && each.typing.variables.find(name)?.role === role,
    );
    if (used || isHidden) continue;
    const fixes = [{ title: `Remove ‘${name}’`, edits: [{ span: withComma(subject, span), newText: '' }] }];
    subject.findings.report('unused-argument', nameSpan, { name }, { fixes, unnecessary: true });
  }
}

/** The declaration with the comma that sets it apart. */
function withComma(subject: AdviceSubject, span: { start: number; end: number }): { start: number; end: number } {
  const { text } = subject.item;
  const after = /^\s*,\s*/.exec(text.slice(span.end));
  if (after !== null) return { start: span.start, end: span.end + after[0].length };
  const before = /\s*,\s*$/.exec(text.slice(0, span.start));
  return { start: span.start - (before?.[0].length ?? 0), end: span.end };
}
