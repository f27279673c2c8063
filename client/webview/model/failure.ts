import type { ReportDiagnostic, Run } from '../../../protocol/report';

/** A message of the checker, a compiler or a sanitizer, and its index among the run's. */
export interface PlacedMessage {
  readonly index: number;
  readonly diagnostic: ReportDiagnostic;
}

export interface Failure {
  /** What went wrong; undefined where the messages at their places say it. */
  readonly message: string | undefined;
  /** What was being done; undefined where that is not known, or the messages say it. */
  readonly doing: string | undefined;
  /** The places in the text that are the reason. */
  readonly places: readonly PlacedMessage[];
}

/** Why a run came to nothing, each thing once: an error repeats the first of the messages that stand at its places. */
export function failureOf({ error, diagnostics }: Run): Failure | undefined {
  if (error === undefined) return undefined;
  const places = placed(diagnostics).filter(({ diagnostic }) => diagnostic.severity === 'error');
  const said = places.map(({ diagnostic }) => diagnostic);
  return {
    message: said.reduce<string | undefined>(withoutPlace, error.message),
    doing: error.doing !== undefined && said.some((each) => saysIt(each, error.doing ?? '')) ? undefined : error.doing,
    places,
  };
}

/** The messages that are no reason for an error. */
export function remarksOf({ error, diagnostics }: Run): readonly PlacedMessage[] {
  return placed(diagnostics).filter(({ diagnostic }) => error === undefined || diagnostic.severity !== 'error');
}

function placed(diagnostics: readonly ReportDiagnostic[]): readonly PlacedMessage[] {
  return diagnostics.map((diagnostic, index) => ({ index, diagnostic }));
}

/** An error's message without the words and the line that stand beside it anyway. */
function withoutPlace(message: string | undefined, { message: said, range }: ReportDiagnostic): string | undefined {
  if (message === undefined || message === said) return undefined;
  const line = range.start.line + 1;
  const [head = said] = said.split('; ');
  return message
    .replace(` Line ${line}: ${said}`, '')
    .replace(`${head}. Line ${line}.`, '')
    .replaceAll('  ', ' ')
    .trim();
}

function saysIt({ message, range }: ReportDiagnostic, doing: string): boolean {
  return message.includes(doing) || new RegExp(`\\bline ${range.start.line + 1}\\b`).test(doing);
}
