import type { Item } from '../syntax/tree';
import type { Span } from '../text/span';
import type { DiagnosticCode, DetailsOf } from './codes';
import { codes } from './codes';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A place inside an item, which keeps its meaning when the item moves. */
export interface ItemLocation {
  readonly item: Item;
  readonly span: Span;
}

/** Replaces text of the item that the finding stands in. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly { readonly span: Span; readonly newText: string }[];
}

/** A problem in one item, with the item's own offsets. */
export interface Finding {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly related: readonly { readonly location: ItemLocation; readonly message: string }[];
  readonly fixes: readonly Fix[];
  readonly unnecessary: boolean;
}

/** A problem in a document, with the document's offsets. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly related: readonly { readonly span: Span; readonly message: string }[];
  readonly fixes: readonly Fix[];
  readonly unnecessary: boolean;
}

export interface FindingExtras {
  readonly related?: Finding['related'];
  readonly fixes?: readonly Fix[];
  /** Fade the text, because it has no effect. */
  readonly unnecessary?: boolean;
  /** Overrides the severity of the table, for a code that is milder in some situations. */
  readonly severity?: Severity;
}

/** Collects the findings of one item. */
export class Findings {
  private readonly collected: Finding[] = [];

  get all(): readonly Finding[] {
    return this.collected;
  }

  report<Code extends DiagnosticCode>(
    code: Code,
    span: Span,
    details: DetailsOf<Code>,
    extras: FindingExtras = {},
  ): void {
    const entry = codes[code] as { severity: Severity; message: (details: DetailsOf<Code>) => string };
    this.collected.push({
      code,
      severity: extras.severity ?? entry.severity,
      message: entry.message(details),
      span,
      related: extras.related ?? [],
      fixes: extras.fixes ?? [],
      unnecessary: extras.unnecessary ?? false,
    });
  }

  add(findings: Iterable<Finding>): void {
    for (const finding of findings) this.collected.push(finding);
  }
}
