import { svg } from '../dom';
import type { PhaseName } from '../model/phases';

/** Strokes within a tile of eight pixels, so that phases differ by more than their colours. */
const strokes: Readonly<Record<PhaseName, string>> = {
  compile: 'M0,8 L8,0 M-2,2 L2,-2 M6,10 L10,6',
  upload: 'M0,4 H8',
  load: 'M0,4 H8 M4,0 V8',
  first: 'M0,0 L8,8',
  kernel: '',
  download: 'M4,0 V8',
};

/** The pattern of a phase, over its colour. */
export function hatching(id: string, phase: PhaseName): SVGPatternElement {
  return svg(
    'pattern',
    { id, width: 8, height: 8, patternUnits: 'userSpaceOnUse' },
    svg('path', { class: 'hatching', d: strokes[phase] }),
  );
}
