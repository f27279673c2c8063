import { kernelFields, type KernelFieldName } from '../../syntax/fields';
import type { CaseItem, KernelItem } from '../../syntax/tree';
import { span, type Span } from '../../text/span';
import { columnOf } from '../../syntax/split-items';
import type { TextChange } from './fix';

const indent = '    ';

/** Where things go in a kernel or a case so that they look as if they had been written there. Spans count from the item. */

/** A new field, behind the ones that documentation lists before it, with its `=` below theirs. */
export function newField(item: KernelItem, name: KernelFieldName, value: string): TextChange {
  const rank = kernelFields.indexOf(name);
  const before = item.fields.findLast((field) => kernelFields.findIndex((each) => each === field.name.text) < rank);
  const [first] = item.fields;
  const width = equalsColumn(item) ?? name.length;
  const line = `${name.padEnd(width)} = ${value};`;
  return newLine(item, before?.span, first?.span, line);
}

/** The number of characters that the names of fields are padded to; undefined where there are none to go by. */
function equalsColumn(item: KernelItem): number | undefined {
  const [field] = item.fields;
  if (field === undefined) return undefined;
  const equals = item.text.indexOf('=', field.name.span.end);
  return equals < 0 ? undefined : equals - field.name.span.start - 1;
}

/** A new binding, behind those that are there, or before the settings that follow arguments. */
export function newBinding(item: CaseItem, name: string, value: string): TextChange {
  const trailing = item.bindings.find((binding) => ['expect', 'rtol', 'atol'].includes(binding.name.text));
  const before = trailing === undefined ? item.bindings.at(-1) : item.bindings[item.bindings.indexOf(trailing) - 1];
  return newLine(item, before?.span, item.bindings[0]?.span, `${name} = ${value};`);
}

function newLine(
  item: KernelItem | CaseItem,
  before: Span | undefined,
  first: Span | undefined,
  line: string,
): TextChange {
  const { text, body } = item;
  const isOneLine = !/[\r\n]/.test(text.slice(body.start, body.end));
  if (isOneLine) {
    const at = before?.end ?? body.start + 1;
    const needsBlank = before === undefined && !/\s/.test(text.charAt(at));
    return { span: span(at, at), newText: ` ${line}${needsBlank ? ' ' : ''}` };
  }
  const sibling = before ?? first;
  const indentation = sibling === undefined ? indent : ' '.repeat(columnOf(text, sibling.start));
  if (before === undefined && first !== undefined) {
    return { span: span(first.start, first.start), newText: `${line}\n${indentation}` };
  }
  const at = before === undefined ? body.start + 1 : lineEndAfter(text, before.end);
  return { span: span(at, at), newText: `\n${indentation}${line}` };
}

/** The end of the line where only a comment follows, which belongs to what stands before it. */
function lineEndAfter(text: string, at: number): number {
  const comment = /[ \t]*(?:\/\/[^\r\n]*)?(?=[\r\n]|$)/y;
  comment.lastIndex = at;
  return comment.test(text) ? comment.lastIndex : at;
}
