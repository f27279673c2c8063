import assert from 'node:assert/strict';
import { analyseAt } from '../../testing/analyse-at';
import { hover } from '../hover';

export interface Shown {
  /** Markdown. */
  readonly value: string;
  /** The text that the range covers. */
  readonly covered: string;
}

/** What is shown at `$0`; undefined where nothing is. */
export function hoverAt(marked: string): Shown | undefined {
  const { analysis, position } = analyseAt(marked);
  const found = hover(analysis, position);
  if (found === undefined) return undefined;
  assert.ok(typeof found.contents === 'object' && 'kind' in found.contents && found.range);
  const [start, end] = [analysis.lines.offset(found.range.start), analysis.lines.offset(found.range.end)];
  return { value: found.contents.value, covered: analysis.text.slice(start, end) };
}

/** What is shown at `$0` in a map; `x` and `y` are vectors of float and double, `u` of bytes, `k` an int. */
export function hoverInMap(map: string, preamble = ''): Shown | undefined {
  return hoverAt(`${preamble}
kernel k {
    dtype_out = float32;
    arguments = const float *x, const double *y, const unsigned char *u, const float4 *q, int k;
    map_expr = ${map};
    reduce_expr = a + b;
    neutral = 0;
}`);
}

/** Markdown from its lines. */
export function lines(...parts: readonly string[]): string {
  return parts.join('\n');
}

/** A kernel with one case. */
export const dot = `// The dot product.
kernel dot {
    dtype_out   = float32;
    arguments   = const float *x, const float *y;
    map_expr    = x[i] * y[i];
    reduce_expr = a + b;
    neutral     = 0;
}

// As in the book.
case cookbook of dot {
    x = arange(400);
    y = uniform(0, 1, seed = 1);
    expect = 21253400;
}
`;

/** What is shown behind a part of `dot`. */
export function inDot(before: string): Shown | undefined {
  assert.ok(dot.includes(before), before);
  return hoverAt(dot.replace(before, `${before}$0`));
}
