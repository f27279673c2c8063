import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Admission } from '../../check/determinism/admission';
import { definedMacros } from '../../check/options';
import type { Variable } from '../../check/scope';
import type { Token } from '../../cpp/lexer';
import { isBuiltinType } from '../../cpp/builtin-types';
import { span } from '../../text/span';
import { isIntegral } from '../../types/conversions';
import { arithmetic } from '../../types/builtin';
import type { Type } from '../../types/type';
import type { Code } from '../place/code-at';
import type { Names } from '../place/names';
import { endsOperand, nameStart, operandStart } from '../place/operand';
import { isName } from '../place/tokens';
import { wantedType } from '../place/wanted';
import { typeContinuations, typeProposals } from './c-types';
import { declaredProposals } from './declared';
import { distinct, withOthers } from './distinct';
import { generalProposals } from './general';
import { holderOf, memberProposals, qualifiedProposals } from './members';
import type { Proposal } from './proposal';
import { Rank } from './rank';
import type { WorkingTypes } from './suitability';
import { variableProposals } from './variables';

/** The C++ before the word at the cursor, and what stands directly behind that word. */
export interface CodePlace extends Code {
  /** The first character behind the word that is no blank. */
  readonly next: string;
  /** The options of the kernel, which may define macros. */
  readonly options: readonly string[];
  /** What of the preambles can be used in a deterministic kernel; undefined in any other. */
  readonly admission: Admission | undefined;
}

/** What an expression can go on with, each label once. */
export function expressionProposals(place: CodePlace): readonly Proposal[] {
  const { tokens, names } = place;
  const last = tokens.at(-1);
  if (last?.text === '.' || last?.text === '->') return distinct(membersBehind(place, last.text));
  if (last?.text === '::') return distinct(qualifiedBehind(place));
  if (last?.text === '<' && isTemplateName(tokens.at(-2)))
    return distinct(templateArguments(place, tokens.at(-2)?.text));
  if (last?.kind === 'identifier' && isBuiltinType(last.text)) return typeContinuations(last.text);
  if (endsOperand(tokens, names.isType)) return [];
  return valueProposals(place);
}

/** Everything that can begin an operand, each label once. */
export function valueProposals(place: CodePlace): readonly Proposal[] {
  const { text, tokens, end, names, next, target, options, admission } = place;
  const wanted = wantedType(text, tokens, end, names, target);
  const types = { wanted, available: availableTypes(names, wanted) };
  const isCalled = next === '(' || next === '{';
  const own = [
    ...variableProposals(names, wanted, next === '['),
    ...declaredProposals(names.preamble, isCalled, admission),
    ...(admission === undefined ? definedMacros(options).map((label) => macro(label)) : []),
  ];
  return withOthers(own, generalProposals({ types, isCalled, isDeterministic: admission !== undefined }));
}

function macro(label: string): Proposal {
  return { label, kind: CompletionItemKind.Constant, rank: Rank.Declared + 2, group: 'options' };
}

/** What an expression is about; `i`, `n` and the constants of a preamble are everywhere. */
const subjects: ReadonlySet<Variable['role']> = new Set(['vector', 'scalar', 'operand', 'local']);

/** The types of the variables in reach, those of vectors' elements and of members included. */
function availableTypes(names: Names, wanted: Type | undefined): WorkingTypes['available'] {
  const types = new Set<Type>();
  for (const name of names.variables.names()) {
    const variable = names.variables.find(name);
    if (variable !== undefined && subjects.has(variable.role)) addType(types, variable.type);
  }
  if (types.size === 0 && wanted !== undefined && isIntegral(wanted)) types.add(arithmetic['long long']);
  return [...types];
}

function addType(types: Set<Type>, type: Type): void {
  const plain = type.kind === 'pointer' ? type.pointee : type.kind === 'array' ? type.element : type;
  if (types.has(plain) || plain.kind === 'unknown') return;
  types.add(plain);
  if (plain.kind === 'struct') for (const field of plain.fields) addType(types, field.type);
  if (plain.kind === 'vector' || plain.kind === 'complex') types.add(plain.element);
}

function membersBehind({ tokens, names, next, admission }: CodePlace, operator: string): readonly Proposal[] {
  const last = tokens.length - 2;
  const [first, final] = [tokens[operandStart(tokens, last)], tokens[last]];
  if (first === undefined || final === undefined) return [];
  const type = names.typeAt(span(first.start, final.end));
  const holder = holderOf(type, operator);
  const use = { scope: names.preamble, isCalled: next === '(', admission };
  if (holder !== undefined) return memberProposals(holder, use);
  // A vector of structs: the index that is missing is put in on the way.
  const isVector = first === final && names.variables.find(final.text)?.role === 'vector';
  if (!isVector || names.field !== 'map_expr' || type.kind !== 'pointer') return [];
  return memberProposals(type.pointee, use).map((proposal) => ({
    ...proposal,
    also: { at: final.end, newText: '[i]' },
  }));
}

function qualifiedBehind({ text, tokens, names, admission }: CodePlace): readonly Proposal[] {
  const last = tokens.length - 2;
  if (!isName(tokens[last])) return [];
  const [first, final] = [tokens[nameStart(tokens, last)], tokens[last]];
  if (first === undefined || final === undefined) return [];
  return qualifiedProposals(
    text.slice(first.start, final.end).replace(/\s+/g, ''),
    names.preamble,
    admission !== undefined,
  );
}

const casts: ReadonlySet<string> = new Set(['static_cast', 'reinterpret_cast', 'const_cast']);

function isTemplateName(token: Token | undefined): boolean {
  return token?.kind === 'identifier' && (casts.has(token.text) || token.text === 'complex');
}

function templateArguments({ names }: CodePlace, template: string | undefined): readonly Proposal[] {
  const types = typeProposals(names.preamble);
  return template === 'complex' ? types.filter(({ label }) => label === 'float' || label === 'double') : types;
}
