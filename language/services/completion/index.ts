import { CompletionList, MarkupKind, type CompletionItem, type Position } from 'vscode-languageserver-types';
import { rangeOf, type Analysis } from '../model/analysis';
import { placeAt } from '../place/place';
import { documentationOf } from './documentation';
import { narrow } from './narrow';
import type { CompletionOptions } from './options';
import { toItem, type Proposal, type Subject } from './proposal';
import { proposalsAt } from './proposals';

export { completionTriggers, type CompletionOptions, type FileListing } from './options';

/**
 * What can be written at a position, in whole and in broken text. Documentation that takes more than a word is left to
 * `resolveCompletion`.
 */
export function completions(analysis: Analysis, position: Position, options: CompletionOptions): CompletionList {
  const offset = analysis.lines.offset(position);
  const place = placeAt(analysis, offset);
  const form = {
    range: rangeOf(analysis, place.word),
    snippets: options.snippets,
    rangeOf: (span: { start: number; end: number }) => rangeOf(analysis, span),
  };
  const all = firstOfEachLabel(proposalsAt(analysis, place, options));
  const typed = ({ replaces = place.word }: Proposal): string => analysis.text.slice(replaces.start, offset);
  const { proposals, isComplete } = narrow(all, options.most ?? Infinity, typed);
  return CompletionList.create(
    proposals.map((proposal) => toItem(proposal, form)),
    !isComplete,
  );
}

/** The item with its documentation. */
export function resolveCompletion(item: CompletionItem): CompletionItem {
  if (item.documentation !== undefined || !isSubject(item.data)) return item;
  const value = documentationOf(item.data);
  return value === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value } };
}

/** What comes back from a client is not taken on trust. */
function isSubject(data: unknown): data is Subject {
  if (typeof data !== 'object' || data === null) return false;
  return 'kind' in data && 'name' in data && typeof data.kind === 'string' && typeof data.name === 'string';
}

/** A name that hides others is offered once: a variable before a function, the user's own before CUDA's. */
function firstOfEachLabel(proposals: readonly Proposal[]): readonly Proposal[] {
  const found = new Map<string, Proposal>();
  for (const proposal of proposals) if (!found.has(proposal.label)) found.set(proposal.label, proposal);
  return [...found.values()];
}
