import { CompletionItemKind } from 'vscode-languageserver-types';
import { generators, isGeneratorName } from '../../cases/generators';
import type { CheckedKernel } from '../../checked';
import type { Token } from '../../cpp/lexer';
import type { Type } from '../../types/type';
import { commasBehind, openBrackets } from '../place/tokens';
import { constantsOf } from './case-constants';
import { generatorProposals } from './case-generators';
import type { Proposal } from './proposal';
import { Rank } from './rank';

/** What can follow in the value of a case's binding that stands as far as the tokens go. */
export function caseValueProposals(
  name: string,
  kernel: CheckedKernel | undefined,
  tokens: readonly Token[],
): readonly Proposal[] {
  if (name === 'n') return tokens.length === 0 ? lengths : [];
  if (name === 'slice') return tokens.length === 0 ? slices : [];
  if (name === 'rtol' || name === 'atol') return tokens.length === 0 ? tolerances : [];
  const argument = kernel?.arguments.find((each) => each.name === name);
  const isVector = argument === undefined ? name !== 'expect' : argument.role === 'vector';
  const type = name === 'expect' ? kernel?.resultType : argument?.type;
  const open = openBrackets(tokens);
  const innermost = open.at(-1);
  if (innermost === undefined) {
    if (tokens.length > 0 && !isOperator(tokens.at(-1))) return [];
    return isVector && tokens.length === 0 ? [...generatorProposals(type), list] : constantsOf(type);
  }
  return insideBrackets(tokens, open, isVector, type);
}

const lengths: readonly Proposal[] = ['1 << 20', '1 << 24', '1 << 28', '1000000'].map((label, order) => ({
  label,
  kind: CompletionItemKind.Value,
  rank: Rank.Wanted + order,
  group: 'elements',
}));

/** As Python spells them; the cursor goes through the parts. */
const slices: readonly Proposal[] = [
  { label: 'start:stop', snippet: '${1:0}:${2:100}', group: 'a part of the indices' },
  { label: 'start:stop:step', snippet: '${1:0}:${2:100}:${3:2}', group: 'every second one of them' },
  { label: '::step', snippet: '::${1:2}', group: 'every second index' },
  { label: '::-1', snippet: '::-1', group: 'from the last to the first' },
].map((proposal, order) => ({
  ...proposal,
  kind: CompletionItemKind.Value,
  rank: Rank.Wanted + order,
}));

const tolerances: readonly Proposal[] = ['1e-3', '1e-5', '1e-6', '1e-9', '1e-12', '0'].map((label, order) => ({
  label,
  kind: CompletionItemKind.Value,
  rank: Rank.Wanted + order,
  group: label === '0' ? 'exactly' : 'tolerance',
}));

const list: Proposal = {
  label: '[…]',
  kind: CompletionItemKind.Value,
  rank: Rank.Possible,
  group: 'list of the elements',
  insert: '[]',
  snippet: '[$0]',
};

function isOperator(token: Token | undefined): boolean {
  return token?.kind === 'punctuator' && !/^[)\]}]$/.test(token.text);
}

function insideBrackets(
  tokens: readonly Token[],
  open: readonly number[],
  isVector: boolean,
  whole: Type | undefined,
): readonly Proposal[] {
  let type = whole;
  for (const [depth, index] of open.entries()) {
    const bracket = tokens[index]?.text;
    const own = tokens.slice(index);
    const commas = commasBehind(own, 0);
    const written = own.slice((commas.at(-1) ?? 0) + 1);
    const isInnermost = depth === open.length - 1;
    if (bracket === '(') {
      const generator = tokens[index - 1]?.text ?? '';
      if (isInnermost) return generatorArguments(generator, commas.length, own, written, type);
    } else if (bracket === '[') {
      // The outermost list of a vector holds its elements; any other is an element, or the value itself.
      if (!isVector || depth > 0) type = partType(type);
      if (isInnermost) return written.length === 0 ? constantsOf(type) : [];
    } else {
      if (isInnermost && written.length === 0) return structMembers(type, own);
      type = fieldsOf(type).find(({ name }) => name === written[0]?.text)?.type;
      if (isInnermost) return written.length === 2 && written[1]?.text === ':' ? constantsOf(type) : [];
    }
  }
  return [];
}

/** The type of what a list in the place of one value holds. */
function partType(type: Type | undefined): Type | undefined {
  return type?.kind === 'array' || type?.kind === 'complex' || type?.kind === 'vector' ? type.element : undefined;
}

function fieldsOf(type: Type | undefined): readonly { readonly name: string; readonly type: Type }[] {
  return type?.kind === 'struct' && !type.opaque ? type.fields : [];
}

function generatorArguments(
  name: string,
  position: number,
  tokens: readonly Token[],
  written: readonly Token[],
  element: Type | undefined,
): readonly Proposal[] {
  if (!isGeneratorName(name)) return constantsOf(element);
  const { random, parameters, optional } = generators[name];
  const hasSeed = tokens.some(({ text }) => text === 'seed');
  const isAtStart = written.length === 0;
  const isSeedDue = random && !hasSeed && isAtStart && position >= parameters.length - optional;
  const seed: Proposal = {
    label: 'seed =',
    filter: 'seed',
    kind: CompletionItemKind.Property,
    rank: Rank.Wanted,
    group: 'of the random stream',
    snippet: 'seed = ${1:1}',
  };
  const isValue = name === 'full' && position === 0 && isAtStart;
  return [...(isSeedDue ? [seed] : []), ...(isValue ? constantsOf(element) : [])];
}

/** The members that a struct's value does not name yet. */
function structMembers(type: Type | undefined, tokens: readonly Token[]): readonly Proposal[] {
  const given = new Set(tokens.filter((_, index) => tokens[index + 1]?.text === ':').map(({ text }) => text));
  return fieldsOf(type)
    .filter(({ name }) => !given.has(name))
    .map(({ name }, order) => ({
      label: name,
      kind: CompletionItemKind.Field,
      rank: Rank.Wanted + Math.min(order, 9),
      group: 'member',
      insert: `${name}: `,
      filter: name,
    }));
}
