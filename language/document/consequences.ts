import type { DiagnosticCode } from '../diagnostics/codes';
import type { Finding } from '../diagnostics/diagnostic';

/** Mistakes that another one in the same item explains: nobody needs to hear of them before that one is mended. */
interface Consequence {
  readonly causes: ReadonlySet<DiagnosticCode>;
  readonly effects: ReadonlySet<DiagnosticCode>;
}

const consequences: readonly Consequence[] = [
  {
    // A part of the item is hidden from the parser, and may hold what seems to be missing.
    causes: codeSet('unterminated-comment', 'unclosed-brace', 'stray-brace', 'missing-open-brace', 'unexpected-text'),
    effects: codeSet('missing-field', 'missing-map', 'missing-binding'),
  },
  {
    // The head breaks off: there is nothing behind it yet.
    causes: codeSet('missing-name', 'missing-of'),
    effects: codeSet('missing-field', 'missing-map', 'missing-binding'),
  },
  {
    // The field is there, and its value would be what is missing, or would use what is unused.
    causes: codeSet('missing-value'),
    effects: codeSet('missing-field', 'missing-map', 'unused-argument'),
  },
  {
    // Something is declared there, and its name could not be read.
    causes: codeSet(
      'argument-name-missing',
      'argument-missing',
      'argument-unexpected',
      'missing-type',
      'unexpected-text',
    ),
    effects: codeSet('undefined-name', 'missing-map'),
  },
  {
    // The literal has swallowed what follows it on its line.
    causes: codeSet('unterminated-literal'),
    effects: codeSet('missing-operator', 'unexpected-token', 'unclosed-bracket'),
  },
  {
    // The line may define the name, as a macro or in what it includes.
    causes: codeSet('preprocessor-line'),
    effects: codeSet('undefined-name'),
  },
];

function codeSet(...codes: DiagnosticCode[]): ReadonlySet<DiagnosticCode> {
  return new Set(codes);
}

/**
 * The findings of a check that are mistakes of their own.
 *
 * @param form What the parser found in the same item, which may explain them as well.
 */
export function withoutConsequences(checked: readonly Finding[], form: readonly Finding[]): readonly Finding[] {
  if (checked.length === 0) return checked;
  const explained = consequences.filter(({ causes }) => [...form, ...checked].some(({ code }) => causes.has(code)));
  if (explained.length === 0) return checked;
  return checked.filter(({ code }) => !explained.some(({ effects }) => effects.has(code)));
}

/** What evaluation found, without what it says of expressions that a warning has already questioned. */
export function withoutRepetition(evaluated: readonly Finding[], checked: readonly Finding[]): readonly Finding[] {
  if (evaluated.length === 0) return evaluated;
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
