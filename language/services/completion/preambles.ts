import { CompletionItemKind } from 'vscode-languageserver-types';
import { keywords } from '../../cpp/keywords';
import { isTypeKeyword } from '../../cpp/builtin-types';
import { openBrackets } from '../place/tokens';
import { distinct } from './distinct';
import { expressionProposals, valueProposals, type CodePlace } from './expressions';
import { typeProposals } from './c-types';
import type { Proposal } from './proposal';
import { Rank } from './rank';

/** What the C++ of a preamble can go on with: declarations outside of functions, statements and expressions inside; each label once. */
export function preambleProposals(place: CodePlace): readonly Proposal[] {
  const isInside = openBrackets(place.tokens).length > 0;
  const last = place.tokens.at(-1);
  const isMember = last?.text === '.' || last?.text === '->' || last?.text === '::';
  if (isMember) return expressionProposals(place);
  if (!isInside) return distinct([...declarations, ...typeProposals(place.names.preamble), ...words]);
  if (beginsStatement(last?.text)) return distinct([...valueProposals(place), ...words]);
  const expressions = expressionProposals(place);
  // Behind `if (x)` both a value and a statement can stand.
  return last?.text === ')' && expressions.length > 0 ? distinct([...expressions, ...words]) : expressions;
}

function beginsStatement(last: string | undefined): boolean {
  return last === '{' || last === '}' || last === ';' || last === 'else' || last === 'do';
}

/** Types are offered with the other types. */
const words: readonly Proposal[] = [...keywords]
  .filter((word) => !isTypeKeyword(word) && word !== 'true' && word !== 'false')
  .map((label) => ({
    label,
    kind: CompletionItemKind.Keyword,
    rank: label.startsWith('__') ? Rank.Unlikely : Rank.Type,
  }));

const declarations: readonly Proposal[] = [
  {
    label: '__device__',
    kind: CompletionItemKind.Keyword,
    rank: Rank.Wanted,
    insert: '__device__',
    snippet: '__device__ ${1:float} ${2:name}(${3:float x}) {\n\treturn ${0:x};\n}',
    group: 'function',
  },
  {
    label: 'struct',
    kind: CompletionItemKind.Keyword,
    rank: Rank.Wanted,
    insert: 'struct',
    snippet: 'struct ${1:Name} {\n\t${2:float} ${3:value};\n};',
    group: 'type',
  },
];
