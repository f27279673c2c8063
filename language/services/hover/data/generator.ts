import { generators, type GeneratorName } from '../../../cases/generators';
import type { Span } from '../../../text/span';
import { checkedCaseOf } from '../../model/item-types';
import type { HoverContext } from '../context';
import { paragraphs, reduceBlock } from '../markdown';
import { sourceText } from './source';

/** A generator: how it is written, what it makes, and what it makes here. */
export function generatorMarkdown(context: HoverContext, name: GeneratorName, place: Span): string {
  const { signature, documentation } = generators[name];
  return paragraphs(reduceBlock(signature), documentation, madeHere(context, place));
}

/** What the value at a place of a case gives its argument. */
export function madeHere({ analysis, item }: HoverContext, place: Span): string | undefined {
  if (item.kind !== 'case') return undefined;
  const bound = checkedCaseOf(analysis.model, item)?.bindings.find(
    ({ span }) => span.start <= place.start && place.end <= span.end,
  );
  return bound && `Here ${sourceText(bound)}.`;
}
