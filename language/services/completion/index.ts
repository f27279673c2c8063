import { MarkupKind, type CompletionItem, type CompletionList, type Position } from 'vscode-languageserver-types';
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
    isRangeShared: options.itemDefaults?.includes('editRange') === true,
    rangeOf: (span: { start: number; end: number }) => rangeOf(analysis, span),
  };
  const word = analysis.text.slice(place.word.start, offset);
  const typed = ({ replaces }: Proposal): string =>
    replaces === undefined ? word : analysis.text.slice(replaces.start, offset);
  const { proposals, isComplete } = narrow(proposalsAt(analysis, place, options), options.most ?? Infinity, typed);
  const items = proposals.map((proposal) => toItem(proposal, form));
  const isShared = items.some(({ textEdit }) => textEdit === undefined);
  return { isIncomplete: !isComplete, ...(isShared && { itemDefaults: { editRange: form.range } }), items };
}

/** The item with its documentation. */
export function resolveCompletion(item: CompletionItem): CompletionItem {
  const subject = subjectOf(item);
  if (item.documentation !== undefined || subject === undefined) return item;
  const value = documentationOf(subject);
  return value === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value } };
}

/** What comes back from a client is not taken on trust. */
function subjectOf({ label, data }: CompletionItem): Subject | undefined {
  const named: unknown = typeof data === 'string' ? { kind: data, name: label } : data;
  return isSubject(named) ? named : undefined;
}

function isSubject(data: unknown): data is Subject {
  if (typeof data !== 'object' || data === null) return false;
  return 'kind' in data && 'name' in data && typeof data.kind === 'string' && typeof data.name === 'string';
}
