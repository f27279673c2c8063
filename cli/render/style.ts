import { styleText } from 'node:util';

/** Colours for one stream; plain text where it is no terminal or colours are not wanted (https://no-color.org). */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
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
