/** Snippets of the protocol: `${1:name}`, `$1`, `$0`, `\t` for one level of indentation. */

const indentation = '    ';

/** Text that is to stand in a snippet as it is. */
export function literal(text: string): string {
  return text.replace(/[$}\\]/g, '\\$&');
}

/** A placeholder that holds a text. */
export function placeholder(index: number, text: string): string {
  return `\${${index}:${literal(text)}}`;
}

/** A snippet's text with every placeholder at its default, for clients that expand none. */
export function expand(snippet: string): string {
  return snippet.replace(
    /\\([$}\\])|\$\{\d+:((?:[^\\}]|\\.)*)\}|\$\d+|\t/g,
    (whole: string, escaped?: string, text?: string) => {
      if (whole === '\t') return indentation;
      return escaped ?? text?.replace(/\\([$}\\])/g, '$1') ?? '';
    },
  );
}
