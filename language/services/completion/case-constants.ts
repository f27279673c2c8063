import { CompletionItemKind } from 'vscode-languageserver-types';
import { structForm } from '../../cases/fit';
import type { Type } from '../../types/type';
import type { Proposal } from './proposal';
import { Rank } from './rank';
import { literal, placeholder } from './snippet';

/** A value of a type as a case writes it: `{ lo: 0, hi: 0 }`, `[0, 0]`, `0`. */
export function valueSnippet(type: Type): string {
  let index = 0;
  const write = (part: Type): string => {
    switch (part.kind) {
      case 'struct':
        return part.opaque
          ? placeholder(++index, '0')
          : literal('{ ') +
              part.fields.map((field) => `${literal(field.name)}: ${write(field.type)}`).join(', ') +
              literal(' }');
      case 'complex':
        return `[${placeholder(++index, '0')}, ${placeholder(++index, '0')}]`;
      case 'vector':
        return `[${Array.from({ length: part.lanes }, () => placeholder(++index, '0')).join(', ')}]`;
      case 'array':
        // A long list is left to the user: its length is what the checker tells.
        return `[${Array.from({ length: Math.min(part.length, 16) }, () => write(part.element)).join(', ')}]`;
      case 'arithmetic':
        return placeholder(++index, part.category === 'bool' ? 'true' : '0');
      case 'void':
      case 'pointer':
      case 'unknown':
        return placeholder(++index, '0');
    }
  };
  return write(type);
}

/** The constants that a value of a type can be: `nan` and `inf`, `true` and `false`, the form of a composite one. */
export function constantsOf(type: Type | undefined): readonly Proposal[] {
  if (type === undefined || type.kind === 'unknown') return words(['true', 'false', 'nan', 'inf']);
  if (type.kind === 'arithmetic') {
    switch (type.category) {
      case 'bool':
        return words(['true', 'false']);
      case 'integer':
        return [];
      case 'floating':
        return words(['inf', 'nan']);
    }
  }
  const snippet = valueSnippet(type);
  const label = type.kind === 'struct' ? structForm(type.fields.map(({ name }) => name)) : '[…]';
  return [{ label, kind: CompletionItemKind.Struct, rank: Rank.Wanted, snippet, group: 'value' }];
}

function words(labels: readonly string[]): readonly Proposal[] {
  return labels.map((label) => ({ label, kind: CompletionItemKind.Constant, rank: Rank.Possible, group: 'constant' }));
}
