import { scaleLinear } from 'd3-scale';
import { formatPercent, formatSeconds } from '../../../protocol/format/quantity';
import { svg } from '../dom';
import { totalOf, type Phase } from '../model/phases';
import { rounded } from './axes';
import { hatching } from './patterns';
import { canvas, type Plot } from './plot';

const HEIGHT = 30;
/** A phase that took any time can be seen. */
const NARROWEST = 2;
/** Room for a name inside its segment. */
const LABEL_WIDTH = 64;

/** The phases of a run side by side, as long as they took. */
export function phaseBar(phases: readonly Phase[], subject: string): Plot {
  const total = totalOf(phases);
  const measured = phases.flatMap(({ name, title, seconds }) =>
    seconds === undefined ? [] : [{ name, title, seconds }],
  );
  const plot = {
    title: `Phases of ${subject}`,
    description: measured
      .map(
        ({ title, seconds }) =>
          `${title} ${formatSeconds(seconds)} (${formatPercent(total > 0 ? seconds / total : 0)})`,
      )
      .join(', '),
  };
  return {
    ...plot,
    fileName: `${subject} phases`,
    draw: (width) =>
      canvas(plot, { width, height: HEIGHT }, (id) => {
        const scale = scaleLinear([0, total > 0 ? total : 1], [1, width - 1 - measured.length * NARROWEST]);
        let x = 1;
        const segments = measured.flatMap(({ name, title, seconds }) => {
          const segmentWidth = rounded(NARROWEST + scale(seconds) - scale(0));
          const at = rounded(x);
          x += segmentWidth;
          const rectangle = { x: at, y: 3, width: segmentWidth, height: HEIGHT - 6 };
          return [
            svg('rect', { class: `phase phase-${name}`, ...rectangle }),
            svg('rect', { class: 'phase-pattern', fill: `url(#${id}-${name})`, ...rectangle }),
            segmentWidth < LABEL_WIDTH
              ? undefined
              : svg(
                  'text',
                  { class: 'phase-label', x: at + segmentWidth / 2, y: HEIGHT / 2 + 4, 'text-anchor': 'middle' },
                  title,
                ),
          ];
        });
        return [svg('defs', {}, ...measured.map(({ name }) => hatching(`${id}-${name}`, name))), ...segments];
      }),
  };
}
