import { CompletionItemKind } from 'vscode-languageserver-types';
import { generatorNames, generators, type ElementKind, type GeneratorName } from '../../cases/generators';
import type { Type } from '../../types/type';
import { valueSnippet } from './case-constants';
import type { Proposal } from './proposal';
import { Rank } from './rank';

/** The generators that can make elements of a type, those that suit it best first. */
export function generatorProposals(element: Type | undefined): readonly Proposal[] {
  return generatorNames
    .filter((name) => canMake(name, element))
    .map((name) => ({
      label: name,
      kind: CompletionItemKind.Function,
      rank: Rank.Suitable + orderOf(name, element),
      detail: generators[name].signature.slice(name.length),
      group: 'generator',
      insert: name,
      snippet: snippetOf(name, element),
      subject: { kind: 'generator', name },
    }));
}

function canMake(name: GeneratorName, element: Type | undefined): boolean {
  const { elements } = generators[name];
  if (elements === 'any' || element === undefined || element.kind === 'unknown') return true;
  const kind = kindOf(element);
  return kind !== undefined && elements.includes(kind);
}

function kindOf(type: Type): ElementKind | undefined {
  if (type.kind === 'complex') return 'complex';
  return type.kind === 'arithmetic' ? type.category : undefined;
}

const byKind: Readonly<Record<ElementKind | 'other', readonly GeneratorName[]>> = {
  floating: ['uniform', 'normal', 'arange', 'linspace', 'full', 'ones', 'zeros', 'file', 'integers'],
  integer: ['integers', 'arange', 'full', 'ones', 'zeros', 'file'],
  bool: ['integers', 'full', 'ones', 'zeros', 'file'],
  complex: ['uniform', 'normal', 'full', 'ones', 'zeros', 'file'],
  other: ['full', 'zeros', 'ones', 'file'],
};

function orderOf(name: GeneratorName, element: Type | undefined): number {
  const kind = element === undefined ? 'floating' : (kindOf(element) ?? 'other');
  const order = byKind[kind].indexOf(name);
  return order < 0 ? byKind[kind].length : order;
}

function snippetOf(name: GeneratorName, element: Type | undefined): string {
  switch (name) {
    case 'zeros':
    case 'ones':
      return `${name}()`;
    case 'full':
      return `full(${element === undefined ? '${1:0}' : valueSnippet(element)})`;
    case 'arange':
      return 'arange(${1:1024})';
    case 'linspace':
      return 'linspace(${1:0}, ${2:1})';
    case 'uniform':
      return 'uniform(${1:0}, ${2:1})';
    case 'normal':
      return 'normal(${1:0}, ${2:1})';
    case 'integers':
      return element?.kind === 'arithmetic' && element.category === 'bool'
        ? 'integers(${1:0}, ${2:2})'
        : 'integers(${1:0}, ${2:100})';
    case 'file':
      return 'file("${1:data.npy}")';
  }
}
