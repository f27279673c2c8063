import { SymbolKind } from 'vscode-languageserver-types';
import { printType } from '../../cpp/print';
import type { FunctionDeclaration } from '../../cpp/tree';

/** An operator's own kind, or else the one that is given. */
export function kindOfFunction({ name }: FunctionDeclaration, kind: SymbolKind): SymbolKind {
  return /(?:^|::)operator\W/.test(name) ? SymbolKind.Operator : kind;
}

/** `(Range, Range) → Range` */
export function signatureOf({ parameters, returnType }: FunctionDeclaration): string {
  const list = `(${parameters.map(({ type }) => printType(type)).join(', ')})`;
  return returnType === undefined ? list : `${list} → ${printType(returnType)}`;
}
