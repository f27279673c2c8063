import type { CheckedKernelParts } from '../../check/kernel';
import type { CheckedPreambles } from '../../check/preamble';
import type { ExpressionTypes, PreambleScope } from '../../check/typed';
import { printType } from '../../cpp/print';
import type { Declaration, FunctionDeclaration, StructDeclaration } from '../../cpp/tree';
import type { DocumentModel } from '../../document/model';
import type { KernelItem, PlacedItem } from '../../syntax/tree';
import { declarationsIn } from '../model/declarations';

/** What calls functions: a function of a preamble, which can be called as well, or a kernel. */
export type Callable = FunctionCallable | KernelCallable;

interface CallableBase {
  readonly placed: PlacedItem;
  readonly types: ExpressionTypes;
  readonly scope: PreambleScope;
}

export interface FunctionCallable extends CallableBase {
  readonly kind: 'function';
  /** With the name of the struct that a method or a constructor belongs to. */
  readonly name: string;
  readonly struct?: StructDeclaration;
  readonly declaration: FunctionDeclaration;
  /** The kernel whose preamble has it; undefined for the file's. */
  readonly kernel?: string;
}

export interface KernelCallable extends CallableBase {
  readonly kind: 'kernel';
  readonly name: string;
  readonly item: KernelItem;
  readonly parts: CheckedKernelParts;
}

/** Everything in a document that calls functions, in order. A function declared several times comes once for each. */
export function callablesOf(model: DocumentModel): Callable[] {
  return model.items.flatMap((placed): Callable[] => {
    const { item } = placed;
    switch (item.kind) {
      case 'preamble':
        return functionsIn(model, placed, model.preambles.checked);
      case 'kernel': {
        const parts = model.kernelStates.get(item)?.parts;
        if (parts === undefined) return [];
        const { types, scope } = parts;
        const { text: name } = item.name;
        return [
          { kind: 'kernel', name, item, parts, placed, types, scope },
          ...functionsIn(model, placed, parts, name),
        ];
      }
      case 'case':
      case 'unreadable':
        return [];
    }
  });
}

function functionsIn(
  model: DocumentModel,
  placed: PlacedItem,
  { types, scope }: Pick<CheckedPreambles, 'types' | 'scope'>,
  kernel?: string,
): FunctionCallable[] {
  const shared = { kind: 'function', placed, types, scope, ...(kernel !== undefined && { kernel }) } as const;
  const functions = (declaration: Declaration): FunctionCallable[] => {
    switch (declaration.kind) {
      case 'function':
        return [{ ...shared, name: declaration.name, declaration }];
      case 'struct':
        return [...declaration.constructors, ...declaration.methods].map((each) => {
          return { ...shared, name: `${declaration.name}::${each.name}`, struct: declaration, declaration: each };
        });
      case 'variable':
      case 'alias':
      case 'enum':
        return [];
    }
  };
  return declarationsIn(model, placed.item).flatMap(({ declarations }) => declarations.flatMap(functions));
}

/** What says in another version of the document which callable is meant. */
export type CallableKey =
  | { readonly kind: 'kernel'; readonly name: string }
  | { readonly kind: 'function'; readonly name: string; readonly parameters: string; readonly kernel?: string };

export function keyOf(callable: Callable): CallableKey {
  const { kind, name } = callable;
  if (kind === 'kernel') return { kind, name };
  const { declaration, kernel } = callable;
  return { kind, name, parameters: parametersOf(declaration), ...(kernel !== undefined && { kernel }) };
}

/** What tells a function from others of its name; a parameter's own `const` does not. */
function parametersOf({ parameters }: FunctionDeclaration): string {
  const types = parameters.map(({ type }) =>
    type.pointers > 0 || type.isReference ? type : { ...type, isConst: false },
  );
  return types.map(printType).join(', ');
}

/** Reads what a client sends back; undefined for anything else than a key. */
export function readKey(value: unknown): CallableKey | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { kind, name, parameters, kernel } = value as Readonly<Record<string, unknown>>;
  if (typeof name !== 'string') return undefined;
  if (kind === 'kernel') return { kind, name };
  if (kind !== 'function' || typeof parameters !== 'string') return undefined;
  return { kind, name, parameters, ...(typeof kernel === 'string' && { kernel }) };
}
