import { scaleLinear, scaleLog } from 'd3-scale';
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

/** A limit that no point should cross, drawn as a line with its name. */
interface Limit {
  readonly className: string;
  readonly label: string;
  readonly line: readonly { readonly count: number; readonly value: number }[];
  /** Which end of the line the label stands at, and on which side: where the curve is not. */
  readonly labelAt: { readonly end: 'first' | 'last'; readonly dy: number };
}

interface Sweep {
  readonly points: readonly Point[];
  readonly limits: readonly Limit[];
  readonly caption: string;
  readonly format: (value: number) => string;
  /** Times span decades; how near a bandwidth comes to its limits shows on a linear axis only. */
  readonly scale: 'log' | 'linear';
}

/** Time against size, with the least time that the peak of the memory allows. */
export function sweepTimePlot(sweep: readonly SweepPoint[], bandwidth: Run['bandwidth'], subject: string): Plot {
  const peak = bandwidth?.peak;
  const points = sweep.map(({ count, median, p05, p95 }) => ({ count, value: median, low: p05, high: p95 }));
  return sweepPlot(`Time of ${subject} by size`, `${subject} sweep time`, {
    points,
    limits:
      peak === undefined
        ? []
        : [
            {
              className: 'roof',
              label: 'at memory peak',
              line: sweep.map(({ count, bytes }) => ({ count, value: bytes / peak })),
              labelAt: { end: 'last', dy: -6 },
            },
          ],
    caption: 'time',
    format: formatSeconds,
    scale: 'log',
  });
}

/** Bandwidth against size, under the peak of the memory and the roof that was measured. */
export function sweepBandwidthPlot(sweep: readonly SweepPoint[], bandwidth: Run['bandwidth'], subject: string): Plot {
  const { peak, roof } = bandwidth ?? {};
  const points = sweep.flatMap(({ count, bytes, median, p05, p95 }) =>
    median > 0 && p05 > 0 ? [{ count, value: bytes / median, low: bytes / p95, high: bytes / p05 }] : [],
  );
  const limit = (name: string, value: number | undefined, className: string, dy: number): Limit[] =>
    value === undefined
      ? []
      : [
          {
            className,
            label: `${name} ${formatBandwidth(value)}`,
            line: points.map(({ count }) => ({ count, value })),
            labelAt: { end: 'first', dy },
          },
        ];
  return sweepPlot(`Bandwidth of ${subject} by size`, `${subject} sweep bandwidth`, {
    points,
    limits: [...limit('memory peak', peak, 'roof', -6), ...limit('measured roof', roof, 'roof roof-measured', 14)],
    caption: 'bandwidth',
    format: formatBandwidth,
    scale: 'linear',
  });
}

function sweepPlot(title: string, fileName: string, sweep: Sweep): Plot {
  const { points, limits, caption, format, scale } = sweep;
  const plot = {
    title,
    description: [
      ...points.map(({ count, value }) => `${formatCountShort(count)} elements: ${format(value)}`),
      ...(limits.length === 0 ? ['the memory peak is not known'] : limits.map(({ label }) => label)),
    ].join('; '),
  };
  return {
    ...plot,
    fileName,
    draw: (width) =>
      canvas(plot, { width, height: HEIGHT }, () => {
        const area = areaWithin(width, HEIGHT, MARGINS);
        const x = scaleLog(extent(points.map(({ count }) => count)), [area.left, area.right]);
        const values = [
          ...points.flatMap(({ low, high }) => [low, high]),
          ...limits.flatMap(({ line: ends }) => ends.map(({ value }) => value)),
        ];
        const [lowest, highest] = extent(values);
        const y =
          scale === 'log'
            ? scaleLog([lowest, highest], [area.bottom, area.top]).nice()
            : scaleLinear([0, highest * 1.05], [area.bottom, area.top]).nice();
        const across = (point: { readonly count: number }): number => rounded(x(point.count));
        const band = areaShape<Point>(
          across,
          (point) => rounded(y(point.low)),
          (point) => rounded(y(point.high)),
        );
        const curve = line<{ readonly count: number; readonly value: number }>(across, ({ value }) =>
          rounded(y(value)),
        );
        return [
          leftAxis(y, area, format, caption),
          bottomAxis(x, area, formatCountShort, 'elements'),
          svg('path', { class: 'band', d: band(points) ?? '' }),
          ...limits.map(({ className, line: ends }) => svg('path', { class: className, d: curve(ends) ?? '' })),
          svg('path', { class: 'curve', d: curve(points) ?? '' }),
          ...points.map((point) =>
            svg('circle', { class: 'dot', cx: across(point), cy: rounded(y(point.value)), r: 3 }),
          ),
          ...limits.map(({ label, line: ends, labelAt: { end, dy } }) => {
            const at = end === 'first' ? ends[0] : ends.at(-1);
            return (
              at &&
              svg(
                'text',
                {
                  class: 'roof-label',
                  x: end === 'first' ? area.left + 4 : area.right,
                  y: rounded(y(at.value)) + dy,
                  'text-anchor': end === 'first' ? 'start' : 'end',
                },
                label,
              )
            );
          }),
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
