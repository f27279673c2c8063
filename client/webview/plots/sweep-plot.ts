import { scaleLog } from 'd3-scale';
import { area as areaShape, line } from 'd3-shape';
import type { Run, SweepPoint } from '../../../protocol/report';
import { formatBandwidth, formatCountShort, formatSeconds } from '../../../protocol/format/quantity';
import { svg } from '../dom';
import { bottomAxis, leftAxis, rounded } from './axes';
import { areaWithin, canvas, type Plot } from './plot';

const HEIGHT = 240;
const MARGINS = { top: 30, right: 18, bottom: 40, left: 68 };

interface Point {
  readonly count: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

interface Sweep {
  readonly points: readonly Point[];
  /** What the device's memory allows at best, at each count. */
  readonly roof: readonly { readonly count: number; readonly value: number }[];
  readonly roofLabel: string;
  readonly caption: string;
  readonly format: (value: number) => string;
}

/** Time against size, with the least time that the memory allows. */
export function sweepTimePlot(sweep: readonly SweepPoint[], bandwidth: Run['bandwidth'], subject: string): Plot {
  const peak = bandwidth?.peak;
  const points = sweep.map(({ count, median, p05, p95 }) => ({ count, value: median, low: p05, high: p95 }));
  return sweepPlot(`Time of ${subject} by size`, `${subject} sweep time`, {
    points,
    roof: peak === undefined ? [] : sweep.map(({ count, bytes }) => ({ count, value: bytes / peak })),
    roofLabel: 'memory roof',
    caption: 'time',
    format: formatSeconds,
  });
}

/** Bandwidth against size, under the roof of the memory. */
export function sweepBandwidthPlot(sweep: readonly SweepPoint[], bandwidth: Run['bandwidth'], subject: string): Plot {
  const peak = bandwidth?.peak;
  const points = sweep.flatMap(({ count, bytes, median, p05, p95 }) =>
    median > 0 && p05 > 0 ? [{ count, value: bytes / median, low: bytes / p95, high: bytes / p05 }] : [],
  );
  return sweepPlot(`Bandwidth of ${subject} by size`, `${subject} sweep bandwidth`, {
    points,
    roof: peak === undefined ? [] : points.map(({ count }) => ({ count, value: peak })),
    roofLabel: peak === undefined ? '' : `memory roof ${formatBandwidth(peak)}`,
    caption: 'bandwidth',
    format: formatBandwidth,
  });
}

function sweepPlot(title: string, fileName: string, sweep: Sweep): Plot {
  const { points, roof, roofLabel, caption, format } = sweep;
  const plot = {
    title,
    description: [
      ...points.map(({ count, value }) => `${formatCountShort(count)} elements: ${format(value)}`),
      ...(roof.length === 0 ? ['the memory roof is not known'] : []),
    ].join('; '),
  };
  return {
    ...plot,
    fileName,
    draw: (width) =>
      canvas(plot, { width, height: HEIGHT }, () => {
        const area = areaWithin(width, HEIGHT, MARGINS);
        const x = scaleLog(extent(points.map(({ count }) => count)), [area.left, area.right]);
        const heights = [...points.flatMap(({ low, high }) => [low, high]), ...roof.map(({ value }) => value)];
        const y = scaleLog(extent(heights), [area.bottom, area.top]).nice();
        const across = (point: { readonly count: number }): number => rounded(x(point.count));
        const band = areaShape<Point>(
          across,
          (point) => rounded(y(point.low)),
          (point) => rounded(y(point.high)),
        );
        const curve = line<{ readonly count: number; readonly value: number }>(across, ({ value }) =>
          rounded(y(value)),
        );
        const last = roof.at(-1);
        return [
          leftAxis(y, area, format, caption),
          bottomAxis(x, area, formatCountShort, 'elements'),
          svg('path', { class: 'band', d: band(points) ?? '' }),
          svg('path', { class: 'roof', d: curve(roof) ?? '' }),
          last &&
            svg(
              'text',
              { class: 'roof-label', x: area.right, y: rounded(y(last.value)) - 6, 'text-anchor': 'end' },
              roofLabel,
            ),
          svg('path', { class: 'curve', d: curve(points) ?? '' }),
          ...points.map((point) =>
            svg('circle', { class: 'dot', cx: across(point), cy: rounded(y(point.value)), r: 3 }),
          ),
        ];
      }),
  };
}

/** Of positive numbers, never empty: a logarithmic axis has no zero and needs two ends. */
function extent(values: readonly number[]): [number, number] {
  const positive = values.filter((value) => value > 0);
  const [low, high] = [Math.min(...positive), Math.max(...positive)];
  if (!Number.isFinite(low)) return [1, 10];
  return low === high ? [low / 2, high * 2] : [low, high];
}
