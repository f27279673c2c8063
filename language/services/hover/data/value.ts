import { isGeneratorName } from '../../../cases/generators';
import type { Span } from '../../../text/span';
import type { HoverContext, HoverText } from '../context';
import { nodesAround } from '../expressions/expression-path';
import { generatorMarkdown, madeHere } from './generator';
import { indicesHere } from './indices';

/** A value of a case that is no expression: what a list or a generator gives its argument. */
export function valueHover(context: HoverContext, token: Span): HoverText | undefined {
  const node = nodesAround(context.analysis.model, context.item, token).at(-1);
  if (node?.kind !== 'value') return undefined;
  const { value, span } = node;
  switch (value.kind) {
    case 'generator': {
      const { text } = value.name;
      return isGeneratorName(text) ? { markdown: generatorMarkdown(context, text, span), span } : undefined;
    }
    case 'list':
    case 'struct':
    case 'string': {
      const markdown = madeHere(context, span);
      return markdown === undefined ? undefined : { markdown, span };
    }
    case 'slice': {
      const markdown = indicesHere(context);
      return markdown === undefined ? undefined : { markdown, span };
    }
    case 'constant':
    case 'missing':
      return undefined;
  }
}
