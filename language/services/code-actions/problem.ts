import { nodesAt } from '../model/node';
import type { Analysis } from '../model/analysis';
import type { Expression } from '../../cpp/tree';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { KernelState } from '../../document/kernel-memo';
import type { CaseItem, Item, KernelItem } from '../../syntax/tree';
import { shift, slice, type Span } from '../../text/span';

/** A diagnostic together with what a fix of it has to know. Every span counts from the document's start. */
export class Problem {
  readonly span: Span;

  constructor(
    readonly analysis: Analysis,
    readonly diagnostic: Diagnostic,
    /** The item that the diagnostic stands in, and where it begins. */
    readonly item: Item,
    readonly start: number,
  ) {
    this.span = diagnostic.span;
  }

  /** The whole document. */
  get text(): string {
    return this.analysis.text;
  }

  /** The characters that the diagnostic underlines. */
  get source(): string {
    return slice(this.text, this.span);
  }

  get kernelItem(): KernelItem | undefined {
    return this.item.kind === 'kernel' ? this.item : undefined;
  }

  get caseItem(): CaseItem | undefined {
    return this.item.kind === 'case' ? this.item : undefined;
  }

  /** The kernel that the diagnostic stands in; that of its case, where it stands in a case. */
  get kernelState(): KernelState | undefined {
    const { kernelStates, kernelsByName } = this.analysis.model;
    const item = this.caseItem === undefined ? this.kernelItem : kernelsByName.get(this.caseItem.kernel.text);
    return item && kernelStates.get(item);
  }

  /** A span of the item, in the document. */
  at(span: Span): Span {
    return shift(span, this.start);
  }

  /** The characters of a span of the item. */
  textOf(span: Span): string {
    return slice(this.item.text, span);
  }

  /** The expressions around the diagnostic's start, outermost first. Their own spans count from the item. */
  expressions(): readonly Expression[] {
    const offset = this.span.start - this.start;
    return nodesAt(this.analysis.model, this.item, offset).flatMap((node) =>
      node.kind === 'expression' ? [node.expression] : [],
    );
  }

  /** The expression that the diagnostic underlines exactly. */
  expression(): Expression | undefined {
    return this.expressions().find(
      ({ span }) => span.start + this.start === this.span.start && span.end + this.start === this.span.end,
    );
  }
}
