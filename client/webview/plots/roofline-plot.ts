import { scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import { formatIntensity, formatRate, rooflineOf } from '../../../protocol/format/counters';
import type { Counters } from '../../../protocol/report';
import { svg } from '../dom';
import { bottomAxis, leftAxis, rounded } from './axes';
import { areaWithin, canvas, type Plot } from './plot';

const HEIGHT = 240;
const MARGINS = { top: 30, right: 18, bottom: 40, left: 76 };

/** Operations a second against operations a byte, under the roofs of memory and arithmetic. Undefined where a part is missing. */
export function rooflinePlot(counters: Counters, subject: string): Plot | undefined {
  const { arithmeticIntensity: intensity, operationsPerSecond: rate } = counters;
  const { peakBytesPerSecond: bandwidth, peakOperationsPerSecond: compute } = counters;
  const roof = rooflineOf(counters);
  if (roof === undefined || intensity === undefined || rate === undefined) return undefined;
  if (bandwidth === undefined || compute === undefined || rate <= 0) return undefined;
  const ridge = compute / bandwidth;
  const [first, last] = [Math.min(intensity, ridge) / 8, Math.max(intensity, ridge) * 8];
  const corners = [first, ridge, last].map((at) => ({ at, height: Math.min(at * bandwidth, compute) }));
  const plot = {
    title: `Roofline of ${subject}`,
    description: `${formatIntensity(intensity)}: ${formatRate(rate)} of ${formatRate(roof.attainable)} under the ${roof.bound} roof; ridge at ${formatIntensity(ridge)}`,
  };
  return {
    ...plot,
    fileName: `${subject} roofline`,
    draw: (width) =>
      canvas(plot, { width, height: HEIGHT }, () => {
        const area = areaWithin(width, HEIGHT, MARGINS);
        const lowest = Math.min(rate, ...corners.map(({ height }) => height));
        const x = scaleLog([first, last], [area.left, area.right]);
        const y = scaleLog([lowest / 2, compute * 2], [area.bottom, area.top]).nice();
        const edge = line<{ readonly at: number; readonly height: number }>(
          ({ at }) => rounded(x(at)),
          ({ height }) => rounded(y(height)),
        );
        return [
          leftAxis(y, area, formatRate, 'operations'),
          bottomAxis(x, area, formatIntensity, 'arithmetic intensity'),
          svg('path', { class: 'roof', d: edge(corners) ?? '' }),
          svg(
            'text',
            { class: 'roof-label', x: area.right, y: rounded(y(compute)) - 6, 'text-anchor': 'end' },
            `compute roof ${formatRate(compute)}`,
          ),
          svg('circle', { class: 'dot', cx: rounded(x(intensity)), cy: rounded(y(rate)), r: 4 }),
        ];
      }),
  };
}
