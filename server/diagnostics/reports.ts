import type { Diagnostic } from 'vscode-languageserver';
import { documentDiagnostics } from '../../language/services';
import type { OpenDocument } from '../document-store';
import type { CompiledKernels } from './compiled-kernels';

/** How long an answer may spend on operator laws; what is not known by then comes later. */
const LAW_MILLISECONDS = 6;

export interface Report {
  readonly diagnostics: readonly Diagnostic[];
  /** The same exactly while the diagnostics are. */
  readonly resultId: string;
  /** Whether a compiler's messages are among them. */
  readonly hasCompilerErrors: boolean;
  /** False where operator laws are still to come. */
  readonly isComplete: boolean;
}

/** What is known about each document: the checker's findings, and the compiler's where the checker has none. */
export class DiagnosticReports {
  private readonly last = new Map<string, Report>();
  private nextId = 1;

  constructor(
    private readonly compiled: CompiledKernels,
    private readonly documentation: string | undefined,
  ) {}

  /** The report as it is now. */
  of(document: OpenDocument): Report {
    const deadline = performance.now() + LAW_MILLISECONDS;
    const analysis = document.analysisWithLaws(() => performance.now() < deadline);
    const found = documentDiagnostics(analysis, { documentation: this.documentation });
    const errors = found.filter(({ severity }) => severity === 1);
    const added = this.compiled
      .diagnosticsOf(analysis)
      .filter(({ range }) => !errors.some((error) => overlap(error.range, range)));
    const diagnostics = [...found, ...added];
    const before = this.last.get(document.uri);
    const isSame = before !== undefined && areSame(before.diagnostics, diagnostics);
    const report = {
      diagnostics: isSame ? before.diagnostics : diagnostics,
      resultId: isSame ? before.resultId : String(this.nextId++),
      hasCompilerErrors: added.length > 0,
      isComplete: analysis.model.areLawsComplete,
    };
    this.last.set(document.uri, report);
    return report;
  }

  close(uri: string): void {
    this.last.delete(uri);
  }
}

type Range = Diagnostic['range'];

function overlap(left: Range, right: Range): boolean {
  return !isBefore(left.end, right.start) && !isBefore(right.end, left.start);
}

function isBefore(left: Range['start'], right: Range['start']): boolean {
  return left.line < right.line || (left.line === right.line && left.character < right.character);
}

function areSame(left: readonly Diagnostic[], right: readonly Diagnostic[]): boolean {
  return left.length === right.length && left.every((one, at) => isSame(one, right[at]));
}

function isSame(left: Diagnostic, right: Diagnostic | undefined): boolean {
  return (
    right !== undefined &&
    left.message === right.message &&
    left.code === right.code &&
    left.severity === right.severity &&
    left.source === right.source &&
    isSameRange(left.range, right.range) &&
    JSON.stringify(left.relatedInformation) === JSON.stringify(right.relatedInformation)
  );
}

function isSameRange({ start, end }: Range, other: Range): boolean {
  return (
    start.line === other.start.line &&
    start.character === other.start.character &&
    end.line === other.end.line &&
    end.character === other.end.character
  );
}
