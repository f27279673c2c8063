import type { DocumentModel } from '../../document/model';
import { isBlank, isLineBreak } from '../../syntax/lexeme';
import type { Binding, CaseItem, Field, Item, KernelItem, PlacedItem, PreambleBlock } from '../../syntax/tree';
import type { Span } from '../../text/span';
import { childNodes } from '../model/node';
import { ValueMarks } from './value-layout';

/** Where the parts of an item stand. Offsets count from the item. */
export interface ItemLayout {
  /** Offsets of what begins a line, with its level of indentation; empty for an item that is written on one line. */
  readonly lineStarts: ReadonlyMap<number, number>;
  /** Offsets of each field's `=`, with the columns that its name is filled up to. */
  readonly columns: ReadonlyMap<number, number>;
  /** Fields and bindings, from the name to the `;`. */
  readonly fields: readonly Span[];
  /** Parts whose inside is not laid out by tokens. */
  readonly raw: readonly Span[];
  /** The insides of preambles that are among the raw parts, with the level of their braces. */
  readonly preambles: readonly { readonly body: Span; readonly level: number }[];
  readonly marks: ValueMarks;
  /** The braces of the item with what is between them. */
  readonly body: Span | undefined;
}

export function layoutOf(model: DocumentModel, { item }: PlacedItem): ItemLayout {
  return new LayoutBuilder(model, item).build();
}

class LayoutBuilder {
  private readonly lineStarts = new Map<number, number>();
  private readonly columns = new Map<number, number>();
  private readonly fields: Span[] = [];
  private readonly raw: Span[] = [];
  private readonly preambles: { readonly body: Span; readonly level: number }[] = [];
  private readonly marks: ValueMarks;

  constructor(
    private readonly model: DocumentModel,
    private readonly item: Item,
  ) {
    this.marks = new ValueMarks(item.text);
  }

  build(): ItemLayout {
    const { item, lineStarts, columns, fields, raw, preambles, marks } = this;
    switch (item.kind) {
      case 'kernel':
        this.kernel(item);
        break;
      case 'case':
        this.case(item);
        break;
      case 'preamble':
        this.preamble(item, 0);
        break;
      case 'unreadable':
        raw.push({ start: 0, end: item.text.length });
        break;
    }
    const body = item.kind === 'kernel' || item.kind === 'case' ? item.body : undefined;
    return { lineStarts, columns, fields, raw, preambles, marks, body };
  }

  private kernel(item: KernelItem): void {
    const isOpen = this.isMultiline(item.body);
    for (const field of item.fields) this.field(item, field);
    for (const block of item.preambles) {
      this.preamble(block, 1);
      if (isOpen) this.lineStarts.set(block.span.start, 1);
    }
    if (!isOpen) return;
    for (const { span } of item.fields) this.lineStarts.set(span.start, 1);
    this.lineStarts.set(item.body.end - 1, 0);
    this.alignFields(item);
  }

  private case(item: CaseItem): void {
    for (const binding of item.bindings) this.binding(binding);
    if (!this.isMultiline(item.body)) return;
    for (const { span } of item.bindings) this.lineStarts.set(span.start, 1);
    this.lineStarts.set(item.body.end - 1, 0);
  }

  private preamble({ body }: PreambleBlock, level: number): void {
    const trimmed = trim(this.item.text, body);
    if (trimmed.start >= trimmed.end) return;
    this.raw.push(trimmed);
    this.preambles.push({ body: trimmed, level });
  }

  private field(item: KernelItem, field: Field): void {
    this.fields.push(field.span);
    const children = childNodes(this.model, { kind: 'field', span: field.span, field, item });
    const isExpression = /^(map_expr|reduce_expr|neutral|post_map_expr)$/.test(field.name.text);
    const [root] = children;
    if (root?.kind === 'expression' && root.expression.kind !== 'missing') this.marks.expression(root.expression);
    else if (isExpression) this.keep(field.value);
  }

  private binding({ span, value, valueSpan }: Binding): void {
    this.fields.push(span);
    if (value.kind === 'missing' || (value.kind === 'constant' && value.expression.kind === 'missing')) {
      this.keep(valueSpan);
    } else this.marks.value(value);
  }

  /** A part that could not be read keeps its own spacing. */
  private keep(part: Span): void {
    if (part.start < part.end) this.raw.push(part);
  }

  /** Fields on lines that follow each other have their `=` in one column. */
  private alignFields(item: KernelItem): void {
    let group: Field[] = [];
    const flush = (): void => {
      const width = Math.max(...group.map(({ name }) => name.span.end - name.span.start));
      for (const { name } of group) {
        const equals = this.item.text.indexOf('=', name.span.end);
        if (equals !== -1) this.columns.set(equals, width - (name.span.end - name.span.start));
      }
      group = [];
    };
    for (const field of item.fields) {
      const last = group.at(-1);
      if (last !== undefined && !this.areNeighbours(last.span, field.span)) flush();
      group.push(field);
    }
    if (group.length > 0) flush();
  }

  /** Whether nothing but one line break, and a comment at the end of the line before it, stands between two fields. */
  private areNeighbours(first: Span, second: Span): boolean {
    const between = this.item.text.slice(first.end, second.start);
    return /^;?[^\S\r\n]*(\/\/[^\r\n]*|(\/\*((?!\*\/)[^\r\n])*\*\/[^\S\r\n]*)*)(\r\n|\r|\n)?[^\S\r\n]*$/.test(between);
  }

  private isMultiline({ start, end }: Span): boolean {
    return /[\r\n]/.test(this.item.text.slice(start, end));
  }
}

function trim(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  const isSpace = (at: number): boolean => isBlank(text.charCodeAt(at)) || isLineBreak(text.charCodeAt(at));
  while (from < to && isSpace(from)) from++;
  while (to > from && isSpace(to - 1)) to--;
  return { start: from, end: to };
}
