import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver';
import { hashOf, type CheckedKernel, type Item, type KernelItem, type Span } from '../../language';
import { itemAt, rangeOf, type Analysis } from '../../language/services/model/analysis';
import type { ReportDiagnostic } from '../../protocol/report';
import type { CompileResult } from '../../protocol/rpc';

type KernelResult = CompileResult['kernels'][number];

/** A compiler's message, at a place that moves with the item it stands in. */
interface Located {
  readonly item: Item;
  readonly span: Span;
  readonly diagnostic: Omit<Diagnostic, 'range' | 'message'> & { readonly message: string };
}

/** What a compiler said of a kernel. It holds while the kernel's text and its preambles are the same. */
interface Findings {
  readonly preambles: readonly object[];
  readonly located: readonly Located[];
}

/** Hashes are kept for this many kernels; then all are forgotten, which costs compiling them again. */
const HASHES_KEPT = 20_000;

/** Which kernels have been compiled, and what compilers said of them. */
export class CompiledKernels {
  /** Hashes of kernels that compilers have nothing to say of. */
  private readonly clean = new Set<string>();
  /** Hashes of kernels that could not be compiled for a reason that is not theirs. */
  private readonly skipped = new Set<string>();
  private findings = new WeakMap<KernelItem, Findings>();
  /** Mostly there are none, and then no kernel needs to be looked at. */
  private hasFindings = false;

  /** Whether nothing is known about a kernel that can be compiled. */
  isUnknown(kernel: CheckedKernel): boolean {
    if (!kernel.runnable || this.findingsOf(kernel) !== undefined) return false;
    const hash = hashOf(kernel);
    return !this.clean.has(hash) && !this.skipped.has(hash);
  }

  /** @param analysis The text that was compiled. */
  record(analysis: Analysis, kernel: CheckedKernel, { diagnostics }: KernelResult): void {
    if (diagnostics.length === 0) {
      if (this.clean.size >= HASHES_KEPT) this.clean.clear();
      this.clean.add(hashOf(kernel));
      return;
    }
    const located = diagnostics.map((diagnostic) => locate(analysis, kernel, diagnostic));
    this.hasFindings = true;
    this.findings.set(kernel.item, { preambles: kernel.preambles.map(({ block }) => block), located });
  }

  /** Leaves a kernel alone that cost the compiler's process, until it changes or somebody wants it tried again. */
  skip(kernel: CheckedKernel): void {
    this.skipped.add(hashOf(kernel));
  }

  trySkippedAgain(): void {
    this.skipped.clear();
  }

  forget(): void {
    this.clean.clear();
    this.skipped.clear();
    this.findings = new WeakMap();
    this.hasFindings = false;
  }

  /** What compilers said of the kernels that are as they were then. Kernels that share a preamble share its errors. */
  diagnosticsOf(analysis: Analysis): Diagnostic[] {
    if (!this.hasFindings) return [];
    const located = analysis.model.kernels.flatMap((kernel) => this.findingsOf(kernel)?.located ?? []);
    if (located.length === 0) return [];
    const starts = new Map(analysis.model.items.map(({ item, start }) => [item, start]));
    const distinct = new Map<string, Diagnostic>();
    for (const { item, span, diagnostic } of located) {
      const start = starts.get(item);
      if (start === undefined) continue;
      const key = `${start + span.start} ${start + span.end} ${diagnostic.message}`;
      distinct.set(key, { range: rangeOf(analysis, span, start), ...diagnostic });
    }
    return [...distinct.values()];
  }

  private findingsOf(kernel: CheckedKernel): Findings | undefined {
    const found = this.findings.get(kernel.item);
    if (found === undefined) return undefined;
    const { preambles } = kernel;
    const isCurrent =
      found.preambles.length === preambles.length && preambles.every(({ block }, at) => block === found.preambles[at]);
    return isCurrent ? found : undefined;
  }
}

function locate(analysis: Analysis, kernel: CheckedKernel, { range, ...said }: ReportDiagnostic): Located {
  const start = analysis.lines.offset(range.start);
  const end = analysis.lines.offset(range.end);
  const diagnostic = {
    severity: severities[said.severity],
    code: said.code,
    ...(said.source === undefined ? {} : { source: said.source }),
    message: said.message,
  };
  const placed = itemAt(analysis, start);
  // A message about no place in the text is about the kernel.
  if (placed === undefined) return { item: kernel.item, span: kernel.item.name.span, diagnostic };
  return { item: placed.item, span: { start: start - placed.start, end: end - placed.start }, diagnostic };
}

const severities: Readonly<Record<ReportDiagnostic['severity'], DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
