import { styleText } from 'node:util';

/** Colours for one stream; plain text where it is no terminal or colours are not wanted (https://no-color.org). */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

export function styleFor(stream: { readonly isTTY?: boolean }): Style {
  const colours =
    process.env['FORCE_COLOR'] !== undefined || (stream.isTTY === true && process.env['NO_COLOR'] === undefined);
  const paint =
    (name: 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan') =>
    (text: string): string =>
      colours ? styleText(name, text) : text;
  return {
    bold: paint('bold'),
    dim: paint('dim'),
    red: paint('red'),
    green: paint('green'),
    yellow: paint('yellow'),
    cyan: paint('cyan'),
  };
}
