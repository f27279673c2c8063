import type { SemanticTokensLegend } from 'vscode-languageserver-types';

/** Standard types only, so that every theme has a colour for them. */
const tokenTypes = [
  'keyword',
  'type',
  'struct',
  'enum',
  'enumMember',
  'function',
  'method',
  'parameter',
  'variable',
  'property',
] as const;

const tokenModifiers = ['declaration', 'definition', 'readonly', 'defaultLibrary'] as const;

export type TokenType = (typeof tokenTypes)[number];
export type TokenModifier = (typeof tokenModifiers)[number];

export const semanticTokensLegend: SemanticTokensLegend = {
  tokenTypes: [...tokenTypes],
  tokenModifiers: [...tokenModifiers],
};

/** The number that stands for a type on the wire. */
export function typeNumber(type: TokenType): number {
  return tokenTypes.indexOf(type);
}

/** The number that stands for a set of modifiers on the wire: one bit for each. */
export function modifierBits(modifiers: readonly TokenModifier[]): number {
  return modifiers.reduce((bits, modifier) => bits | (1 << tokenModifiers.indexOf(modifier)), 0);
}
