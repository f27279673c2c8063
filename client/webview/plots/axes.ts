import { svg } from '../dom';
import type { Area } from './plot';

/** A scale of d3, as far as an axis is concerned. */
interface Scale {
  (value: number): number;
  ticks(count?: number): number[];
  domain(): number[];
}

const TICK = 4;

/** A horizontal axis under the area, with a caption under its middle. */
export function bottomAxis(scale: Scale, area: Area, format: (value: number) => string, caption: string): SVGGElement {
  const ticks = spaced(scale, Math.max(2, (area.right - area.left) / 80));
  return svg(
    'g',
    { class: 'axis' },
    svg('line', { class: 'axis-line', x1: area.left, x2: area.right, y1: area.bottom, y2: area.bottom }),
    ...ticks.flatMap((tick) => {
      const x = rounded(scale(tick));
      return [
        svg('line', { class: 'axis-line', x1: x, x2: x, y1: area.bottom, y2: area.bottom + TICK }),
        svg('text', { class: 'tick', x, y: area.bottom + 15, 'text-anchor': 'middle' }, short(format(tick))),
      ];
    }),
    svg(
      'text',
      { class: 'caption', x: (area.left + area.right) / 2, y: area.bottom + 30, 'text-anchor': 'middle' },
      caption,
    ),
  );
}

/** A vertical axis left of the area, with lines through it; its caption stands above. */
export function leftAxis(scale: Scale, area: Area, format: (value: number) => string, caption: string): SVGGElement {
  const ticks = spaced(scale, Math.max(2, (area.bottom - area.top) / 36));
  return svg(
    'g',
    { class: 'axis' },
    ...ticks.flatMap((tick) => {
      const y = rounded(scale(tick));
      return [
        svg('line', { class: 'grid-line', x1: area.left, x2: area.right, y1: y, y2: y }),
        svg('text', { class: 'tick', x: area.left - 6, y: y + 4, 'text-anchor': 'end' }, short(format(tick))),
      ];
    }),
    svg('text', { class: 'caption', x: 2, y: area.top - 10 }, caption),
  );
}

/** Numbers in SVG attributes, to a hundredth of a pixel. */
export function rounded(pixels: number): number {
  return Math.round(pixels * 100) / 100;
}

/** At most `count` ticks. A logarithmic scale offers every digit of every decade: powers of ten are kept first. */
function spaced(scale: Scale, count: number): readonly number[] {
  const ticks = scale.ticks(count);
  if (ticks.length <= count) return ticks;
  const decades = ticks.filter((tick) => Number.isInteger(Math.round(Math.log10(tick) * 1e9) / 1e9));
  const chosen = decades.length >= 2 ? decades : ticks;
  const step = Math.ceil(chosen.length / count);
  return chosen.filter((_, index) => index % step === 0);
}

/** `10.0 µs` is `10 µs` on an axis. */
function short(text: string): string {
  return text.replace(/\.0+(?=\D|$)/, '');
}
