import { scaleLinear } from 'd3-scale';
import type { Run } from '../../../protocol/report';
import { formatSeconds } from '../../../protocol/format/quantity';
import { svg } from '../dom';
import { histogram } from '../model/histogram';
import { bottomAxis, rounded } from './axes';
import { areaWithin, canvas, type Area, type Plot } from './plot';

type Samples = NonNullable<NonNullable<Run['timings']>['kernel']>;

const HEIGHT = 190;
/** Where only the quantiles are known. */
const LOW_HEIGHT = 110;
const MARGINS = { top: 40, right: 16, bottom: 36, left: 16 };
/** Fewer samples are shown one by one. */
const FEWEST_FOR_BINS = 40;

/** How the samples of a run's time are distributed: dots, a histogram where there are many, quantiles where no more is known. */
export function samplesPlot(samples: Samples, subject: string): Plot {
  const { median, p05, p95, min, values = [] } = samples;
  const bins = values.length >= FEWEST_FOR_BINS ? histogram(values) : undefined;
  const end = bins?.bins.at(-1)?.to ?? Math.max(p95, ...values);
  const plot = {
    title: `Samples of ${subject}`,
    description:
      `${samples.samples} samples: median ${formatSeconds(median)}, the fastest ${formatSeconds(min)}, ` +
      `nine in ten between ${formatSeconds(p05)} and ${formatSeconds(p95)}.` +
      (bins !== undefined && bins.beyond > 0
        ? ` ${bins.beyond} slower than ${formatSeconds(end)} ${bins.beyond === 1 ? 'is' : 'are'} not drawn.`
        : ''),
  };
  const height = values.length > 0 ? HEIGHT : LOW_HEIGHT;
  return {
    ...plot,
    fileName: `${subject} samples`,
    draw: (width) =>
      canvas(plot, { width, height }, () => {
        const area = areaWithin(width, height, MARGINS);
        const span = end > min ? end - min : min;
        const x = scaleLinear([min - span * 0.04, end + span * 0.04], [area.left, area.right]);
        return [
          svg('rect', {
            class: 'range',
            x: rounded(x(p05)),
            y: area.top - 6,
            width: rounded(Math.max(1, x(p95) - x(p05))),
            height: area.bottom - area.top + 6,
          }),
          ...(bins === undefined ? dots(values, area, x) : bars(bins.bins, area, x)),
          ...markers({ median, p05, p95 }, area, x),
          bottomAxis(x, area, formatSeconds, 'time of one reduction'),
        ];
      }),
  };
}

function bars(
  bins: readonly { readonly from: number; readonly to: number; readonly count: number }[],
  area: Area,
  x: (value: number) => number,
): SVGElement[] {
  const y = scaleLinear([0, Math.max(...bins.map(({ count }) => count))], [area.bottom, area.top]);
  return bins.map(({ from, to, count }) =>
    svg('rect', {
      class: 'bar',
      x: rounded(x(from)),
      y: rounded(y(count)),
      width: rounded(Math.max(1, x(to) - x(from) - 1)),
      height: rounded(area.bottom - y(count)),
    }),
  );
}

/** One dot a sample, the first on top: drift shows as a slant. */
function dots(values: readonly number[], area: Area, x: (value: number) => number): SVGElement[] {
  const y = scaleLinear([0, Math.max(1, values.length - 1)], [area.top + 6, area.bottom - 6]);
  return values.map((value, index) =>
    svg('circle', { class: 'dot', cx: rounded(x(value)), cy: rounded(y(index)), r: 3.5 }),
  );
}

function markers(
  { median, p05, p95 }: Pick<Samples, 'median' | 'p05' | 'p95'>,
  area: Area,
  x: (value: number) => number,
): SVGElement[] {
  const marker = (name: string, value: number, row: number, anchor: string, shift: number): SVGElement[] => [
    svg('line', {
      class: `marker marker-${name}`,
      x1: rounded(x(value)),
      x2: rounded(x(value)),
      y1: area.top - 8,
      y2: area.bottom,
    }),
    svg('text', { class: 'marker-label', x: rounded(x(value)) + shift, y: row, 'text-anchor': anchor }, name),
  ];
  // Two rows, and the outer labels turned outwards where there is room, so that they do not meet.
  const isLeft = x(p05) - area.left > 30;
  const isRight = area.right - x(p95) > 30;
  return [
    ...marker('p05', p05, 28, isLeft ? 'end' : 'start', isLeft ? 4 : 0),
    ...marker('p95', p95, 28, isRight ? 'start' : 'end', isRight ? -4 : 0),
    ...marker('median', median, 12, 'middle', 0),
  ];
}
