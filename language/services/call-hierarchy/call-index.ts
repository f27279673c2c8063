import type { FunctionDeclaration } from '../../cpp/tree';
import type { DocumentModel } from '../../document/model';
import type { KernelItem } from '../../syntax/tree';
import { callablesOf, keyOf, type Callable, type CallableKey } from './callable';

const known = new WeakMap<DocumentModel, CallIndex>();

/** The index of one version of a document, made once. */
export function callIndexOf(model: DocumentModel): CallIndex {
  const remembered = known.get(model);
  if (remembered !== undefined) return remembered;
  const index = new CallIndex(model);
  known.set(model, index);
  return index;
}

/** Everything in a document that calls functions; a function that is declared before it is defined is there once. */
export class CallIndex {
  private readonly byKey = new Map<string, Callable>();
  private readonly keys = new Map<FunctionDeclaration | KernelItem, string>();

  constructor(model: DocumentModel) {
    for (const callable of callablesOf(model)) {
      const key = textOf(keyOf(callable));
      this.keys.set(callable.kind === 'kernel' ? callable.item : callable.declaration, key);
      const isDefinition = callable.kind === 'function' && callable.declaration.body !== undefined;
      if (isDefinition || !this.byKey.has(key)) this.byKey.set(key, callable);
    }
  }

  get all(): Iterable<Callable> {
    return this.byKey.values();
  }

  /** The callable that a declaration or a kernel is, or is a forward declaration of. */
  of(declared: FunctionDeclaration | KernelItem): Callable | undefined {
    const key = this.keys.get(declared);
    return key === undefined ? undefined : this.byKey.get(key);
  }

  /** The callable of a key, perhaps from another version; where its parameters are others now, one of its name. */
  find(key: CallableKey): Callable | undefined {
    const exact = this.byKey.get(textOf(key));
    if (exact !== undefined || key.kind === 'kernel') return exact;
    const named = (each: Callable): boolean =>
      each.kind === 'function' && each.name === key.name && each.kernel === key.kernel;
    return Array.from(this.byKey.values()).find(named);
  }
}

function textOf(key: CallableKey): string {
  return JSON.stringify(key.kind === 'kernel' ? [key.name] : [key.name, key.parameters, key.kernel ?? null]);
}
