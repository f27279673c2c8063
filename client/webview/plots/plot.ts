import { svg, type Child } from '../dom';

/** A plot before it is drawn, since how it is drawn depends on the room that it gets. */
export interface Plot {
  /** Of the file that it is saved to. */
  readonly fileName: string;
  readonly title: string;
  /** What a person who cannot see it has to know. */
  readonly description: string;
  /** @param width In pixels. */
  readonly draw: (width: number) => SVGSVGElement;
}

export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** The rectangle that data is drawn in. */
export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

let drawn = 0;

/** An SVG with its text alternatives. Ids are unique in the page, however often a plot is drawn. */
export function canvas(
  { title, description }: Pick<Plot, 'title' | 'description'>,
  size: { readonly width: number; readonly height: number },
  draw: (id: string) => readonly Child[],
): SVGSVGElement {
  const id = `plot-${++drawn}`;
  return svg(
    'svg',
    {
      class: 'plot',
      role: 'img',
      'aria-labelledby': `${id}-title`,
      'aria-describedby': `${id}-description`,
      width: size.width,
      height: size.height,
      viewBox: `0 0 ${size.width} ${size.height}`,
    },
    svg('title', { id: `${id}-title` }, title),
    svg('desc', { id: `${id}-description` }, description),
    ...draw(id),
  );
}

export function areaWithin(width: number, height: number, margins: Margins): Area {
  return { left: margins.left, right: width - margins.right, top: margins.top, bottom: height - margins.bottom };
}
