import type { CompileResult } from '../../protocol/rpc';

type KernelResult = CompileResult['kernels'][number];

/** Columns that a line of a notice may have: it stands beside the source, in less than half a window. */
const WIDTH = 64;

/** Paragraphs as comments, which every generated form has in common: what a document shows where there is no code. */
export function notice(...paragraphs: readonly string[]): string {
  const lines = paragraphs.join('\n\n').split('\n').flatMap(wrap);
  return `${lines.map((line) => `// ${line}`.trimEnd()).join('\n')}\n`;
}

function wrap(line: string): string[] {
  const lines = [''];
  for (const word of line.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length + '// '.length <= WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** What the compiler said of a kernel that did not compile. Lines and columns count from one, as editors show them. */
export function whyNotCompiled({ kernel, diagnostics, compiler }: KernelResult, file: string): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) {
    return notice(`Kernel "${kernel}" has errors, so there is no code to show.`, 'The Problems view lists them.');
  }
  const lines = errors.map(
    ({ message, range: { start } }) => `${file}:${start.line + 1}:${start.character + 1}: ${message}`,
  );
  return notice(`Kernel "${kernel}" does not compile (${compiler ?? 'compiler'}):`, lines.join('\n'));
}

/** A notice above the code that was there before: a mistake while typing does not take it away. */
export function aboveEarlier(text: string, earlier: string | undefined): string {
  if (earlier === undefined) return text;
  return `${text}//\n// What follows was generated before the last change.\n\n${earlier}`;
}
