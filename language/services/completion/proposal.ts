import {
  CompletionItem,
  InsertTextFormat,
  MarkupKind,
  type CompletionItemKind,
  type Range,
} from 'vscode-languageserver-types';
import type { Span } from '../../text/span';
import { expand } from './snippet';

/** What completion offers, before it is put in the protocol's form. */
export interface Proposal {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** What tells it from others, beside the label: a type, a signature. */
  readonly detail?: string;
  /** Where it comes from: `argument`, `CUDA, single precision`. */
  readonly group?: string;
  /** What is inserted; the label where it is left out. */
  readonly insert?: string;
  /** What is inserted instead where the client expands snippets. */
  readonly snippet?: string;
  /** Lower ones come first. Clients order those of the same rank by their labels. */
  readonly rank: number;
  /** What the typed word is compared with; the label where it is left out. */
  readonly filter?: string;
  /** What is replaced; the word at the cursor where it is left out. */
  readonly replaces?: Span;
  /** A change elsewhere that comes with it. */
  readonly also?: { readonly at: number; readonly newText: string };
  /** Markdown, where it is at hand. */
  readonly documentation?: string;
  /** What the documentation is looked up by once the item is looked at. */
  readonly subject?: Subject;
}

/** Something whose documentation does not depend on the document. */
export interface Subject {
  readonly kind:
    | 'function'
    | 'constant'
    | 'field'
    | 'setting'
    | 'keyword'
    | 'dtype'
    | 'accuracy'
    | 'type'
    | 'generator'
    | 'variable';
  readonly name: string;
}

export interface ItemForm {
  /** The word at the cursor. */
  readonly range: Range;
  readonly snippets: boolean;
  /** Whether the list says for all its items that they replace the word. */
  readonly isRangeShared: boolean;
  rangeOf(span: Span): Range;
}

export function toItem(proposal: Proposal, form: ItemForm): CompletionItem {
  const { label, kind, detail, group, replaces, also, documentation, subject } = proposal;
  const item = CompletionItem.create(label);
  item.kind = kind;
  item.sortText = String(proposal.rank).padStart(3, '0');
  const isSnippet = form.snippets && proposal.snippet !== undefined;
  const newText = (isSnippet ? proposal.snippet : plainText(proposal)) ?? label;
  // An item that replaces the word with its label needs no word about it.
  if (replaces !== undefined) item.textEdit = { range: form.rangeOf(replaces), newText };
  else if (!form.isRangeShared) item.textEdit = { range: form.range, newText };
  else if (newText !== label) item.textEditText = newText;
  if (isSnippet) item.insertTextFormat = InsertTextFormat.Snippet;
  if (proposal.filter !== undefined) item.filterText = proposal.filter;
  if (detail !== undefined || group !== undefined) {
    item.labelDetails = {
      ...(detail !== undefined && { detail: spaced(detail) }),
      ...(group !== undefined && { description: group }),
    };
  }
  // What can be looked up shows its details with its documentation.
  if (detail !== undefined && subject === undefined) item.detail = detail;
  if (also) {
    item.additionalTextEdits = [{ range: form.rangeOf({ start: also.at, end: also.at }), newText: also.newText }];
  }
  if (documentation !== undefined) item.documentation = { kind: MarkupKind.Markdown, value: documentation };
  if (subject) item.data = subject.name === label ? subject.kind : subject;
  return item;
}

function plainText({ insert, snippet }: Proposal): string | undefined {
  return insert ?? (snippet === undefined ? undefined : expand(snippet));
}

/** Details stand directly behind the label: only a parameter list touches it. */
function spaced(detail: string): string {
  return detail.startsWith('(') ? detail : ` ${detail}`;
}
