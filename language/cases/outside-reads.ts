import type { CheckedBinding, CheckedKernel, IndexRange, VectorSource } from '../checked';
import type { Expression, IndexExpression } from '../cpp/tree';
import { childExpressions } from '../cpp/walk';
import { findFunction } from '../cuda/table';
import { estimateMap } from './map-estimate';

/** A read of a vector that its case gives too few elements for. */
export interface OutsideRead {
  readonly name: string;
  readonly expression: IndexExpression;
  /** The element that is read: negative, or `length` or more. */
  readonly element: number;
  readonly length: number;
  /** The value of `i` that reads it; undefined where that is up to a random index. */
  readonly i?: number;
}

/** Values of `i` that are tried at each end of a range; between them, as many that are spread evenly. */
const tried = 256;

/**
 * Finds, for each vector, the first element outside it that the map is sure to read. Only reads that no condition
 * guards count, and only indices that follow from `i`, `n`, scalars and data that the case tells.
 */
export function outsideReads(
  kernel: CheckedKernel,
  bindings: readonly CheckedBinding[],
  n: number,
  range: IndexRange,
): OutsideRead[] {
  const found = new Map<string, OutsideRead>();
  for (const expression of unguardedReads(kernel.map.expression)) {
    const object = unwrapped(expression.object);
    const binding = bindings.find(({ argument }) => object.kind === 'name' && argument.name === object.name);
    if (binding === undefined || binding.source.kind === 'scalar' || binding.source.length === undefined) continue;
    const { name } = binding.argument;
    const { length } = binding.source;
    // A plain `[i]` stays inside: lengths have been settled so.
    const index = unwrapped(expression.index);
    if (found.has(name) || (index.kind === 'name' && index.name === 'i')) continue;
    const outside = firstOutside(expression.index, bindings, n, range, length);
    if (outside !== undefined) found.set(name, { name, expression, length, ...outside });
  }
  return [...found.values()];
}

function firstOutside(
  index: Expression,
  bindings: readonly CheckedBinding[],
  n: number,
  range: IndexRange,
  length: number,
): { readonly element: number; readonly i?: number } | undefined {
  const isRandom = bindings.some(({ argument, source }) => isRandomSource(source) && mentions(index, argument.name));
  for (const extreme of isRandom ? (['lowest', 'highest'] as const) : (['lowest'] as const)) {
    const settled = bindings.map((binding) => ({ ...binding, source: withoutChance(binding.source, extreme) }));
    const estimate = estimateMap(index, { n, bindings: settled });
    if (estimate?.isInteger !== true) return undefined;
    for (const i of indicesOf(range)) {
      const element = estimate.at(i);
      if (element === undefined || !Number.isSafeInteger(element)) continue;
      if (element < 0 || element >= length) return isRandom ? { element } : { element, i };
    }
  }
  return undefined;
}

function* indicesOf({ start, step, count }: IndexRange): Generator<number> {
  const at = (position: number): number => start + step * position;
  const ends = Math.min(tried, count);
  for (let position = 0; position < ends; position++) {
    yield at(position);
    yield at(count - 1 - position);
    yield at(Math.floor((count * position) / ends));
  }
}

/** The reads that happen whatever the data: none in a branch, behind `&&` or `||`, or in a macro that may drop it. */
function unguardedReads(root: Expression): IndexExpression[] {
  const reads: IndexExpression[] = [];
  const pending: Expression[] = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === 'index') reads.push(next);
    pending.push(...evaluatedChildren(next).toReversed());
  }
  return reads;
}

function evaluatedChildren(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'conditional':
      return [expression.condition];
    case 'binary':
      if (expression.operator !== '&&' && expression.operator !== '||') return childExpressions(expression);
      return [expression.left];
    case 'unary':
      return expression.operator === '&' ? [] : [expression.operand];
    case 'call': {
      const { callee } = expression;
      return callee.kind === 'name' && findFunction(callee.name) !== undefined ? expression.arguments : [];
    }
    case 'sizeof':
      return [];
    default:
      return childExpressions(expression);
  }
}

function isRandomSource({ kind }: CheckedBinding['source']): boolean {
  return kind === 'integers' || kind === 'uniform' || kind === 'normal';
}

/** A source of the same kind of elements that is as low, or as high, as a random one can be. */
function withoutChance(source: CheckedBinding['source'], extreme: 'lowest' | 'highest'): CheckedBinding['source'] {
  const full = (value: number | bigint): VectorSource =>
    source.kind !== 'scalar' && source.length !== undefined
      ? { kind: 'full', value, length: source.length }
      : { kind: 'full', value };
  switch (source.kind) {
    case 'integers':
      return full(extreme === 'lowest' ? source.lo : source.hi - 1n);
    // The upper end is excluded.
    case 'uniform':
      return full(source.lo);
    case 'normal':
      return full(source.mean);
    default:
      return source;
  }
}

function mentions(root: Expression, name: string): boolean {
  const pending: Expression[] = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === 'name' && next.name === name) return true;
    pending.push(...childExpressions(next));
  }
  return false;
}

function unwrapped(expression: Expression): Expression {
  let inner = expression;
  while (inner.kind === 'parenthesized') inner = inner.inner;
  return inner;
}
