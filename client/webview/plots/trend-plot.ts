import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { formatSeconds } from '../../../protocol/format/quantity';
import type { TrendPoint } from '../../panel/messages';
import { svg } from '../dom';
import { leftAxis, rounded } from './axes';
import { areaWithin, canvas, type Area, type Plot } from './plot';

const HEIGHT = 190;
const MARGINS = { top: 30, right: 18, bottom: 28, left: 68 };

export interface Trend {
  /** Oldest first. */
  readonly points: readonly TrendPoint[];
  readonly shown: string;
  /** Median of the baseline. */
  readonly baseline: number | undefined;
}

/** The times of a kernel's runs, one after the other, each with the range that nine in ten samples lie in. */
export function trendPlot({ points, shown, baseline }: Trend, subject: string): Plot {
  const [first, last] = [points[0], points.at(-1)];
  const plot = {
    title: `Earlier runs of ${subject}`,
    description:
      first && last
        ? `${points.length} runs, from ${formatSeconds(first.median)} to ${formatSeconds(last.median)}` +
          (baseline === undefined ? '.' : `; the baseline took ${formatSeconds(baseline)}.`)
        : 'No earlier run.',
  };
  return {
    ...plot,
    fileName: `${subject} trend`,
    draw: (width) =>
      canvas(plot, { width, height: HEIGHT }, () => {
        const area = areaWithin(width, HEIGHT, MARGINS);
        const x = scaleLinear([0, Math.max(1, points.length - 1)], [area.left + 10, area.right - 10]);
        const highest = Math.max(...points.map(({ p95 }) => p95), baseline ?? 0);
        const y = scaleLinear([0, highest > 0 ? highest : 1], [area.bottom, area.top]).nice();
        const places = points.map((point, index) => ({ ...point, x: rounded(x(index)), y: rounded(y(point.median)) }));
        const curve = line<{ readonly x: number; readonly y: number }>(
          (place) => place.x,
          (place) => place.y,
        );
        return [
          leftAxis(y, area, formatSeconds, 'time of one reduction'),
          svg('line', { class: 'axis-line', x1: area.left, x2: area.right, y1: area.bottom, y2: area.bottom }),
          svg('text', { class: 'tick', x: area.left, y: area.bottom + 16 }, 'oldest'),
          svg('text', { class: 'tick', x: area.right, y: area.bottom + 16, 'text-anchor': 'end' }, 'newest'),
          ...places.map((place) =>
            svg('line', {
              class: 'whisker',
              x1: place.x,
              x2: place.x,
              y1: rounded(y(place.p05)),
              y2: rounded(y(place.p95)),
            }),
          ),
          svg('path', { class: 'curve', d: curve(places) ?? '' }),
          ...places.map((place) =>
            svg('circle', {
              class: place.id === shown ? 'dot dot-shown' : 'dot',
              cx: place.x,
              cy: place.y,
              r: place.id === shown ? 5 : 3,
            }),
          ),
          ...(baseline === undefined ? [] : baselineMarks(rounded(y(baseline)), baseline, area)),
        ];
      }),
  };
}

/** The line across, and what it means under the axis, where no point can hide it. */
function baselineMarks(y: number, seconds: number, area: Area): SVGElement[] {
  const middle = (area.left + area.right) / 2;
  const legend = area.bottom + 12;
  return [
    svg('line', { class: 'roof', x1: area.left, x2: area.right, y1: y, y2: y }),
    svg('line', { class: 'roof', x1: middle - 58, x2: middle - 38, y1: legend, y2: legend }),
    svg('text', { class: 'tick', x: middle - 32, y: legend + 4 }, `baseline ${formatSeconds(seconds)}`),
  ];
}
