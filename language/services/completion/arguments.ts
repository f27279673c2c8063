import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Token } from '../../cpp/lexer';
import type { PreambleScope } from '../../check/typed';
import { commasBehind } from '../place/tokens';
import { typeContinuations, typeProposals } from './c-types';
import type { Proposal } from './proposal';
import { Rank } from './rank';

/** What can follow in an argument list that stands as far as the tokens go. */
export function argumentProposals(tokens: readonly Token[], scope: PreambleScope): readonly Proposal[] {
  const start = (commasBehind(tokens, -1).at(-1) ?? -1) + 1;
  const own = tokens.slice(start);
  const words = own.filter(({ text }) => text !== 'const' && text !== 'volatile');
  const last = words.at(-1);
  if (last === undefined) return [...(own.length === 0 ? [constant] : []), ...typeProposals(scope)];
  if (last.text === '<') return typeProposals(scope).filter(({ label }) => label === 'float' || label === 'double');
  if (last.text === '*') return [restrict];
  if (last.text === '::') return qualified(words.at(-2)?.text);
  // Behind a whole type stands the name, which is the user's to choose.
  return typeContinuations(last.text);
}

const constant: Proposal = {
  label: 'const',
  kind: CompletionItemKind.Keyword,
  rank: Rank.Wanted,
  group: 'the kernel only reads it',
};

const restrict: Proposal = {
  label: '__restrict__',
  kind: CompletionItemKind.Keyword,
  rank: Rank.Wanted,
  group: 'no other argument overlaps it',
};

function qualified(namespace: string | undefined): readonly Proposal[] {
  if (namespace !== 'pycuda') return [];
  return ['complex<float>', 'complex<double>'].map((label) => ({
    label,
    kind: CompletionItemKind.Class,
    rank: Rank.Wanted,
    group: 'complex',
    subject: { kind: 'type', name: `pycuda::${label}` },
  }));
}
