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
  if (name === 'slice' || name === 'rtol' || name === 'atol') return [];
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
  let inner: readonly Proposal[] = [];
  let isElement = !isVector;
  for (const index of open) {
    const commas = commasBehind(tokens, index);
    const separator = commas.at(-1) ?? index;
    const isLast = index === open.at(-1);
    switch (tokens[index]?.text) {
      case '(': {
        const generator = tokens[index - 1]?.text ?? '';
        if (isLast)
          inner = generatorArguments(
            generator,
            commas.length,
            tokens.slice(index),
            tokens.length - 1 === separator,
            type,
          );
        isElement = true;
        break;
      }
      case '[':
        // The list of a vector's elements; below it, the lists that elements are.
        if (!isElement) isElement = true;
        else type = partType(type);
        if (isLast) inner = isAtStart(tokens, separator) ? constantsOf(type) : [];
        break;
      case '{': {
        isElement = true;
        const [member, colon] = [tokens[separator + 1], tokens[separator + 2]];
        if (isLast && isAtStart(tokens, separator)) inner = structMembers(type, tokens.slice(index));
        else {
          type = fieldsOf(type).find(({ name }) => name === member?.text)?.type;
          if (isLast) inner = colon?.text === ':' && tokens.length === separator + 3 ? constantsOf(type) : [];
        }
        break;
      }
    }
  }
  return inner;
}

function isAtStart(tokens: readonly Token[], separator: number): boolean {
  return tokens.length - 1 === separator;
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
  isAtStartOfArgument: boolean,
  element: Type | undefined,
): readonly Proposal[] {
  if (!isGeneratorName(name)) return constantsOf(element);
  const { random, parameters, optional } = generators[name];
  const hasSeed = tokens.some(({ text }) => text === 'seed');
  const isSeedDue = random && !hasSeed && isAtStartOfArgument && position >= parameters.length - optional;
  const seed: Proposal = {
    label: 'seed =',
    filter: 'seed',
    kind: CompletionItemKind.Property,
    rank: Rank.Wanted,
    group: 'of the random stream',
    snippet: 'seed = ${1:1}',
  };
  const isValue = name === 'full' && position === 0 && isAtStartOfArgument;
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
