import type { VariableGlobal } from '../cpp/tree';
import { arithmetic } from '../types/builtin';
import type { Type } from '../types/type';
import type { OutOfPlace, Variable, VariableScope } from './scope';
import type { PreambleScope } from './typed';

/** The variables and enumerators at the top level of preambles. */
export class PreambleVariables implements VariableScope {
  private readonly enumerators = new Set<string>();

  constructor(private readonly scope: Pick<PreambleScope, 'enums' | 'globals'>) {
    for (const declaration of scope.enums.values()) {
      if (declaration.scoped) continue;
      for (const member of declaration.members) this.enumerators.add(member.name);
    }
  }

  find(name: string): Variable | undefined {
    const plain = name.startsWith('::') ? name.slice(2) : name;
    const global: (VariableGlobal & { readonly type: Type }) | undefined = this.scope.globals.get(plain);
    if (global !== undefined) return { type: global.type, role: 'global' };
    return this.enumerators.has(plain) ? { type: arithmetic.int, role: 'enumerator' } : undefined;
  }

  *names(): Iterable<string> {
    yield* this.scope.globals.keys();
    yield* this.enumerators;
  }

  outOfPlace(): OutOfPlace | undefined {
    return undefined;
  }
}
