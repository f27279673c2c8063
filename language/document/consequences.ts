import type { DiagnosticCode } from '../diagnostics/codes';
import type { Finding } from '../diagnostics/diagnostic';

/** Mistakes of form that may hide a part of the item from the parser. */
const hidingCodes: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  'unterminated-comment',
  'unclosed-brace',
  'stray-brace',
  'missing-open-brace',
  'unexpected-text',
]);

/** What the hidden part may have held. */
const absenceCodes: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  'missing-field',
  'missing-map',
  'missing-binding',
]);

/** The findings of a check that are mistakes of their own, and no consequence of a mistake of form. */
export function withoutConsequences(checked: readonly Finding[], form: readonly Finding[]): readonly Finding[] {
  if (checked.length === 0 || !form.some(({ code }) => hidingCodes.has(code))) return checked;
  return checked.filter(({ code }) => !absenceCodes.has(code));
}

/** What evaluation found, without what it says of expressions that a warning has already questioned. */
export function withoutRepetition(evaluated: readonly Finding[], checked: readonly Finding[]): readonly Finding[] {
  return evaluated.filter(
    ({ span }) =>
      !checked.some(
        (earlier) =>
          earlier.severity === 'warning' && earlier.span.start === span.start && earlier.span.end === span.end,
      ),
  );
}

export function hasError(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
