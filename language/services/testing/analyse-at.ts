import { createAnalyser, type Analysis } from '../model/analysis';
import type { CheckOptions } from '../../checked';
import type { LinePosition } from '../../text/line-index';

/** Analyses a text in which `$0` marks the cursor; the end of the text where it is left out. */
export function analyseAt(
  marked: string,
  options: CheckOptions = {},
): { readonly analysis: Analysis; readonly offset: number; readonly position: LinePosition } {
  const marker = marked.indexOf('$0');
  const text = marker === -1 ? marked : marked.slice(0, marker) + marked.slice(marker + 2);
  const offset = marker === -1 ? text.length : marker;
  const analysis = createAnalyser('file:///kernels.reduce', options).analyse(text, 1);
  return { analysis, offset, position: analysis.lines.position(offset) };
}
