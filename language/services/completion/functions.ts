import { CompletionItemKind } from 'vscode-languageserver-types';
import { exactFunctions } from '../../check/determinism/exact-functions';
import type { CudaFunction, Overload } from '../../cuda/function';
import { allFunctions } from '../../cuda/table';
import { describe } from '../../types/spelling';
import type { Proposal } from './proposal';
import { Rank } from './rank';
import { literal, placeholder } from './snippet';
import { suitability, type Suitability, type WorkingTypes } from './suitability';

/** What reductions call most often, in either precision. */
const common =
  /^(?:f(?:abs|min|max|ma|mod)|sqrt|rsqrt|exp|log|log1p|pow|hypot)f?$|^(?:abs|min|max|isnan|isinf|isfinite)$|^__(?:half2float|bfloat162float|hadd|hmul|hmax|hmin|habs|hfma|popcl?l?)$/;

/**
 * The CUDA functions that an expression of these types can use.
 * @param isCalled True where a `(` follows: then the name alone is offered.
 * @param isDeterministic True where only functions are admitted whose result is exactly defined.
 */
export function functionProposals(
  types: WorkingTypes,
  isCalled: boolean,
  isDeterministic: boolean,
): readonly Proposal[] {
  const proposals: Proposal[] = [];
  for (const entry of isDeterministic ? exactFunctions() : allFunctions()) {
    const found = suitability(entry, types);
    if (found !== undefined) proposals.push(functionProposal(entry, found, isCalled));
  }
  return proposals;
}

function functionProposal(entry: CudaFunction, found: Suitability, isCalled: boolean): Proposal {
  const { name, rarity, detail, group, snippet } = presentationOf(entry);
  return {
    label: name,
    kind: CompletionItemKind.Function,
    rank: rankOf(found) + rarity,
    detail,
    group,
    insert: name,
    ...(!isCalled && { snippet }),
    subject: { kind: 'function', name },
  };
}

function rankOf(found: Suitability): number {
  return found < 4 ? Rank.Suitable + 2 * found : Rank.Unlikely;
}

interface Presentation {
  readonly name: string;
  /** How far behind what suits as well. */
  readonly rarity: number;
  readonly detail: string;
  readonly group: string;
  readonly snippet: string;
}

const presentations = new Map<CudaFunction, Presentation>();

function presentationOf(entry: CudaFunction): Presentation {
  let known = presentations.get(entry);
  if (known === undefined) {
    known = present(entry);
    presentations.set(entry, known);
  }
  return known;
}

function present(entry: CudaFunction): Presentation {
  const { name, overloads, group } = entry;
  const [first] = overloads;
  const names = first?.parameters.map((parameter) => parameter.name) ?? [];
  const more = overloads.length > 1 ? `, ${overloads.length} overloads` : '';
  return {
    name,
    rarity: common.test(name) ? 0 : group === 'intrinsic' ? 3 : 1,
    detail: first === undefined ? '()' : signature(first),
    group: `${groupNames[group]}${more}`,
    snippet: callSnippet(name, names),
  };
}

const groupNames: Readonly<Record<CudaFunction['group'], string>> = {
  single: 'CUDA, single precision',
  double: 'CUDA, double precision',
  integer: 'CUDA, integers',
  half: 'CUDA, half',
  bfloat16: 'CUDA, bfloat16',
  complex: 'complex numbers',
  vector: 'CUDA vectors',
  conversion: 'CUDA, conversion',
  intrinsic: 'CUDA intrinsic',
};

function signature({ parameters, result }: Overload): string {
  return `(${parameters.map(({ name, type }) => `${describe(type)} ${name}`).join(', ')}) → ${describe(result)}`;
}

/** `f(${1:x}, ${2:y})`. Where there is nothing to fill in, the cursor ends up behind the call. */
export function callSnippet(name: string, parameters: readonly string[], [open, close] = ['(', ')']): string {
  const filled = parameters.map((parameter, index) => placeholder(index + 1, parameter)).join(', ');
  return `${literal(name)}${open}${filled}${close}`;
}
