/** What decides how a shape looks. Files have no stylesheet, so each is written out. */
const properties = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linejoin',
  'opacity',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
] as const;

/** Pixels of an image for each of the page's: sharp on paper and on dense screens. */
const SCALE = 2;

/** A drawn plot as a file that stands by itself: the theme's colours are written into it, its background too. */
export function plotToSvg(plot: SVGSVGElement): string {
  const copy = plot.cloneNode(true) as SVGSVGElement;
  const originals = [plot, ...plot.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  originals.forEach((original, index) => {
    const computed = getComputedStyle(original);
    const target = copies[index];
    if (target === undefined) return;
    target.removeAttribute('class');
    for (const property of properties) {
      // An attribute of the shape itself, such as a pattern to fill it with, is what the computed value says anyway.
      target.setAttribute(property, computed.getPropertyValue(property).replaceAll('"', "'"));
    }
  });
  const background = document.createElementNS(plot.namespaceURI, 'rect');
  background.setAttribute('width', '100%');
  background.setAttribute('height', '100%');
  background.setAttribute('fill', getComputedStyle(plot).backgroundColor);
  copy.prepend(background);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return new XMLSerializer().serializeToString(copy);
}

/** A drawn plot as a PNG, in base64. */
export async function plotToPng(plot: SVGSVGElement): Promise<string> {
  const url = URL.createObjectURL(new Blob([plotToSvg(plot)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = plot.width.baseVal.value * SCALE;
    canvas.height = plot.height.baseVal.value * SCALE;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
  } finally {
    URL.revokeObjectURL(url);
  }
}
