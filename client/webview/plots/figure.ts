import { h, onClick } from '../dom';
import { plotToPng, plotToSvg } from './export-plot';
import type { Plot } from './plot';

export type SavePlot = (name: string, format: 'svg' | 'png', data: string) => void;

/** Pixels. A plot narrower than this cannot be read; a wider one says no more. */
const NARROWEST = 200;
const WIDEST = 760;

/** A plot with a caption and buttons to save it. It is drawn anew when its room changes. */
export function figure(plot: Plot, save: SavePlot, note?: string): HTMLElement {
  const room = h('div', { class: 'plot-room' });
  let drawn: SVGSVGElement | undefined;
  const saveAs = (format: 'svg' | 'png') => async (): Promise<void> => {
    if (drawn === undefined) return;
    save(plot.fileName, format, format === 'svg' ? plotToSvg(drawn) : await plotToPng(drawn));
  };
  const button = (format: 'svg' | 'png'): HTMLElement =>
    onClick(
      h('vscode-toolbar-button', { label: `Save as ${format.toUpperCase()}: ${plot.title}` }, format.toUpperCase()),
      () => void saveAs(format)(),
    );
  new ResizeObserver(([entry]) => {
    const width = Math.round(Math.min(WIDEST, Math.max(NARROWEST, entry?.contentRect.width ?? NARROWEST)));
    if (drawn?.width.baseVal.value === width) return;
    drawn = plot.draw(width);
    room.replaceChildren(drawn);
  }).observe(room);
  return h(
    'figure',
    { class: 'figure' },
    room,
    h(
      'figcaption',
      {},
      h('span', { class: 'note' }, note ?? ''),
      h('span', { class: 'figure-actions' }, button('svg'), button('png')),
    ),
  );
}
