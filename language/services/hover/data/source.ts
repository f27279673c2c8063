import type { CheckedBinding, Value, VectorSource } from '../../../checked';
import { formatValue } from '../../../cases/format';
import { runtimeValue } from '../../../laws/bindings';
import { describeValue } from '../../../laws/describe';
import { sizeOf } from '../../../types/layout';
import { describe } from '../../../types/spelling';
import type { Type } from '../../../types/type';
import { elementAt } from './element-at';
import { code, count, size } from '../markdown';

/** Elements that are shown before the last one. */
const shownElements = 3;

/** What a binding gives its argument: length, bytes, the first elements and the last. */
export function sourceText({ argument, source }: CheckedBinding): string {
  const { type } = argument;
  if (source.kind === 'scalar') return code(elementText(source.value, type));
  return [lengthText(source, type), contentText(source, type)].join(': ');
}

function lengthText({ length }: VectorSource, type: Type): string {
  if (length === undefined) return `as many \`${describe(type)}\` as the default length`;
  const bytes = sizeOf(type);
  return `${count(length)} \`${describe(type)}\`${bytes === undefined ? '' : `, ${size(length * bytes)}`}`;
}

function contentText(source: VectorSource, type: Type): string {
  switch (source.kind) {
    case 'full':
      return `all ${code(elementText(source.value, type))}`;
    case 'file':
      return `${code(source.header.dtype)} of shape ${shapeText(source.header.shape)} from ${code(source.path)}`;
    case 'values':
    case 'arange':
    case 'linspace':
    case 'uniform':
    case 'normal':
    case 'integers':
      return elementsText(source, type);
  }
}

/** `0, 1, 2, … 399`. */
function elementsText(source: VectorSource, type: Type): string {
  const { length } = source;
  const text = (index: number): string | undefined => {
    const value = elementAt(source, index, type);
    return value === undefined ? undefined : elementText(value, type);
  };
  if (length === 0) return 'none';
  const known = length ?? Infinity;
  const first: string[] = [];
  for (let index = 0; index < Math.min(shownElements, known); index++) {
    const element = text(index);
    if (element === undefined) break;
    first.push(element);
  }
  const last = length !== undefined && length > shownElements ? text(length - 1) : undefined;
  const gap = known > shownElements + 1 ? '… ' : '';
  return code(first.join(', ') + (last === undefined ? (known > shownElements ? ', …' : '') : `, ${gap}${last}`));
}

/** As Python writes a tuple. */
function shapeText(shape: readonly number[]): string {
  return `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
}

/** A value in the fewest digits that mean it in its type. */
export function elementText(value: Value, type: Type): string {
  const runtime = runtimeValue(value, type);
  return runtime === undefined ? formatValue(value) : describeValue(runtime, type);
}
