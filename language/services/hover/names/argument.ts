import type { KernelArgument } from '../../../checked';
import type { KernelItem } from '../../../syntax/tree';
import type { Span } from '../../../text/span';
import { numpyName } from '../../../types/dtypes';
import { sizeOf } from '../../../types/layout';
import { describe } from '../../../types/spelling';
import { argumentText } from './argument-text';
import type { HoverContext } from '../context';
import { madeHere } from '../data/generator';
import { bullets, code, cppBlock, paragraphs, size } from '../markdown';

/** An argument: role, type, how the map reads it; in a case, the data that it is given too. */
export function argumentMarkdown(
  context: HoverContext,
  kernel: KernelItem,
  argument: KernelArgument,
  place: Span,
): string {
  return paragraphs(
    cppBlock(argumentText(argument)),
    `${argument.role === 'vector' ? 'Vector' : 'Scalar'} argument of ${code(kernel.name.text)}.`,
    bullets(elementLine(argument), accessLine(argument)),
    madeHere(context, place),
  );
}

function elementLine({ type, role, spelling }: KernelArgument): string | undefined {
  const bytes = sizeOf(type);
  if (bytes === undefined) return undefined;
  const dtype = numpyName(type);
  const names = [...new Set([describe(type), dtype])].filter((name) => name !== undefined && name !== spelling);
  const also = names.length === 0 ? '' : ` (${names.map((name) => code(name ?? '')).join(', ')})`;
  return `${code(spelling)}${also}, ${size(bytes)}${role === 'vector' ? ' an element' : ''}`;
}

function accessLine({ role, access }: KernelArgument): string | undefined {
  if (role === 'scalar') return 'the same value for every element';
  switch (access) {
    case 'element':
      return 'the map reads it at `[i]` only, so it can be loaded in 16-byte words';
    case 'indexed':
      return 'the map reads it at other places than `[i]` too, so it is passed as a pointer';
    case 'none':
      return 'the map does not read it';
  }
}
