import type { CheckedCase } from '../../../checked';
import type { CaseItem } from '../../../syntax/tree';
import { sizeOf } from '../../../types/layout';
import { argumentText } from './argument-text';
import { checkedCaseOf } from '../../model/item-types';
import type { HoverContext } from '../context';
import { itemDocumentation } from './kernel';
import { bullets, code, count, paragraphs, reduceBlock, size } from '../markdown';
import { elementText, sourceText } from '../data/source';

/** A case: its kernel, how many elements there are, the bytes of its input, the data and the expectation. */
export function caseMarkdown({ analysis }: HoverContext, item: CaseItem): string | undefined {
  const checked = checkedCaseOf(analysis.model, item);
  const head = reduceBlock(`case ${item.name.text} of ${item.kernel.text || '…'}`);
  if (checked === undefined) return paragraphs(head, itemDocumentation(item));
  const { expect } = checked.settings;
  return paragraphs(
    head,
    itemDocumentation(item),
    bullets(
      elementsLine(checked),
      bytesLine(checked),
      ...checked.bindings.map((binding) => `${code(argumentText(binding.argument))}: ${sourceText(binding)}`),
      expect === undefined ? undefined : `expects ${code(elementText(expect, checked.kernel.resultType))}`,
    ),
  );
}

function elementsLine({ settings, bindings, kernel }: CheckedCase): string | undefined {
  const { n, slice } = settings;
  // What an argument without a usable value would say about `n` is not known.
  const isComplete = bindings.length === kernel.arguments.length;
  if (n === undefined) return isComplete ? '`n` is the default length' : undefined;
  const text = `\`n\` is ${count(n)}`;
  if (slice === undefined) return text;
  return `${text}, of which the slice takes ${count(slice.count)}`;
}

/** The bytes of all vectors; nothing where the length of one is not known. */
function bytesLine({ bindings, kernel }: CheckedCase): string | undefined {
  if (bindings.length < kernel.arguments.length) return undefined;
  let bytes = 0;
  for (const { argument, source } of bindings) {
    if (source.kind === 'scalar') continue;
    const length = source.length;
    const element = sizeOf(argument.type);
    if (length === undefined || element === undefined) return undefined;
    bytes += length * element;
  }
  return bytes === 0 ? undefined : `input of ${size(bytes)}`;
}
