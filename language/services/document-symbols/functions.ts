import { SymbolKind } from 'vscode-languageserver-types';
import { printType } from '../../cpp/print';
import type { FunctionDeclaration } from '../../cpp/tree';

/** An operator's own kind, or else the one that is given. */
export function kindOfFunction({ name }: FunctionDeclaration, kind: SymbolKind): SymbolKind {
  return /(?:^|::)operator\W/.test(name) ? SymbolKind.Operator : kind;
}

/** `(Range, Range) → Range` */
export function signatureOf({ parameters, returnType }: FunctionDeclaration): string {
  const list = `(${parametersOf({ parameters })})`;
  return returnType === undefined ? list : `${list} → ${printType(returnType)}`;
}

/** The types of a function's parameters, which tell it from others of its name. */
export function parametersOf({ parameters }: Pick<FunctionDeclaration, 'parameters'>): string {
  return parameters.map(({ type }) => printType(type)).join(', ');
}
