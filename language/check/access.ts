import type { KernelArgument } from '../checked';
import type { Expression } from '../cpp/tree';
import { walkExpression } from '../cpp/walk';
import type { PreambleScope } from './typed';
import { withoutParentheses } from './typing';

/**
 * How the map reads each vector. Where it uses a macro, any vector may be read in any way, those that it does not name
 * included.
 */
export function vectorAccess(
  map: Expression,
  vectors: ReadonlySet<string>,
  scope: PreambleScope,
  macros: ReadonlySet<string>,
): ReadonlyMap<string, KernelArgument['access']> {
  const access = new Map<string, KernelArgument['access']>();
  const elements = new Set<Expression>();
  let usesMacro = false;
  walkExpression(map, (expression) => {
    if (expression.kind === 'index' && isPlainElement(expression.object, expression.index, vectors)) {
      elements.add(withoutParentheses(expression.object));
    }
    if (expression.kind !== 'name') return;
    const { name } = expression;
    if (vectors.has(name)) {
      const isElement = elements.has(expression) && access.get(name) !== 'indexed';
      access.set(name, isElement ? 'element' : 'indexed');
    } else if (macros.has(name) || isOpaque(name, scope)) {
      usesMacro = true;
    }
  });
  if (!usesMacro) return access;
  return new Map([...vectors].map((name) => [name, 'indexed']));
}

function isPlainElement(object: Expression, index: Expression, vectors: ReadonlySet<string>): boolean {
  const plain = withoutParentheses(object);
  const plainIndex = withoutParentheses(index);
  return plain.kind === 'name' && vectors.has(plain.name) && plainIndex.kind === 'name' && plainIndex.name === 'i';
}

function isOpaque(name: string, scope: PreambleScope): boolean {
  return scope.opaqueNames.has(name);
}
