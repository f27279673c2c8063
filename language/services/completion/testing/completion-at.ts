import assert from 'node:assert/strict';
import { InsertTextFormat, TextEdit, type CompletionItem } from 'vscode-languageserver-types';
import type { CheckOptions } from '../../../checked';
import { analyseAt } from '../../testing/analyse-at';
import { completions, type CompletionOptions } from '../index';
import { expand } from '../snippet';

/** What completion offers at the cursor of a text, in the order that a client shows it in before anything is typed. */
export class Offer {
  readonly items: readonly CompletionItem[];
  private readonly analysis;

  constructor(marked: string, options: Partial<CompletionOptions> = {}, check: CheckOptions = {}) {
    const { analysis, position } = analyseAt(marked, check);
    this.analysis = analysis;
    const { items } = completions(analysis, position, { snippets: false, ...options });
    this.items = items.toSorted(
      (one, other) => compare(one.sortText ?? '', other.sortText ?? '') || compare(one.label, other.label),
    );
  }

  get labels(): readonly string[] {
    return this.items.map(({ label }) => label);
  }

  item(label: string): CompletionItem {
    const found = this.items.find((item) => item.label === label);
    assert.ok(found, `‘${label}’ is not offered; offered are ${this.labels.slice(0, 40).join(', ')}`);
    return found;
  }

  has(...labels: readonly string[]): this {
    for (const label of labels) this.item(label);
    return this;
  }

  lacks(...labels: readonly string[]): this {
    for (const label of labels) assert.ok(!this.labels.includes(label), `‘${label}’ is offered`);
    return this;
  }

  /** Asserts that the labels are offered, in this order. */
  ranks(...labels: readonly string[]): this {
    const found = labels.map((label) => this.labels.indexOf(label));
    for (const [index, label] of labels.entries()) assert.notEqual(found[index], -1, `‘${label}’ is not offered`);
    assert.deepEqual(
      found,
      found.toSorted((one, other) => one - other),
      `${labels.join(', ')}: ${found.join(', ')}`,
    );
    return this;
  }

  /** The document after an item was applied, its placeholders at their defaults. */
  applied(label: string): string {
    const item = this.item(label);
    assert.ok(item.textEdit && TextEdit.is(item.textEdit), 'the item has a text edit');
    const { range, newText } = item.textEdit;
    const text = item.insertTextFormat === InsertTextFormat.Snippet ? expand(newText) : newText;
    const edits = [{ range, newText: text }, ...(item.additionalTextEdits ?? [])];
    const { lines } = this.analysis;
    return edits
      .map((edit) => ({ start: lines.offset(edit.range.start), end: lines.offset(edit.range.end), text: edit.newText }))
      .toSorted((one, other) => other.start - one.start)
      .reduce((whole, edit) => whole.slice(0, edit.start) + edit.text + whole.slice(edit.end), this.analysis.text);
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
