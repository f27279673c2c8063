import { roundTo } from '../../../data/float-bits';
import { describe } from '../../../types/spelling';
import type { Type } from '../../../types/type';
import type { Node } from '../../model/node';
import type { HoverContext } from '../context';
import { exactDecimal, isRounded } from '../expressions/exact-decimal';
import { code } from '../markdown';

/** What a float of a case becomes as an element of its argument, or as what is expected, where that is another value. */
export function storedText(context: HoverContext, path: readonly Node[]): string | undefined {
  const node = path.at(-1);
  if (node?.kind !== 'expression' || node.expression.kind !== 'float') return undefined;
  const type = targetType(context, path);
  if (type?.kind !== 'arithmetic' || type.category !== 'floating') return undefined;
  const { value, span, suffix } = node.expression;
  const stored = roundTo(value, type);
  const written = context.item.text.slice(span.start, span.end);
  if (suffix !== '' || !isRounded(written, stored)) return undefined;
  return `As \`${describe(type)}\`: ${code(exactDecimal(stored))}.`;
}

/** The type of a number that stands for itself: not one that a generator or an operator computes with. */
function targetType({ analysis, item, scope }: HoverContext, path: readonly Node[]): Type | undefined {
  if (item.kind !== 'case') return undefined;
  const parts = path.slice(path.findIndex(({ kind }) => kind === 'binding'));
  const [binding, ...below] = parts;
  const isPlain = below.every(
    (node) => node.kind === 'expression' || (node.kind === 'value' && /^(list|constant|struct)$/.test(node.value.kind)),
  );
  if (binding?.kind !== 'binding' || !isPlain || below.filter(({ kind }) => kind === 'expression').length > 1) {
    return undefined;
  }
  const kernelItem = analysis.model.kernelsByName.get(item.kernel.text);
  const kernel = kernelItem && analysis.model.kernelStates.get(kernelItem)?.parts.kernel;
  const name = binding.binding.name.text;
  const type =
    name === 'expect' ? kernel?.resultType : kernel?.arguments.find((argument) => argument.name === name)?.type;
  return memberType(type, below, scope);
}

/** Below a struct's members, the member's type. */
function memberType(type: Type | undefined, below: readonly Node[], scope: HoverContext['scope']): Type | undefined {
  let current = type;
  for (const [index, node] of below.entries()) {
    if (node.kind !== 'value' || node.value.kind !== 'struct' || current?.kind !== 'struct') continue;
    const inner = below[index + 1];
    const member = node.value.members.find(({ value }) => inner?.kind === 'value' && value === inner.value);
    current = scope.structs.get(current.name)?.type.fields.find(({ name }) => name === member?.name.text)?.type;
  }
  return current?.kind === 'complex' ? current.element : current;
}
