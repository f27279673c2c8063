import type { KernelDraft } from './kernel-draft';

/** The texts of `.reduce` items that a script becomes. */

export function kernelText({ name, fields, notes }: KernelDraft, ownPreamble: string | undefined): string {
  const width = Math.max(...fields.map((field) => field.name.length));
  const lines = fields.map((field) => `    ${field.name.padEnd(width)} = ${inline(field.value)};`);
  const preamble = ownPreamble === undefined ? [] : [preambleText(ownPreamble, '    ')];
  return [...notes.map(commentText), `kernel ${name} {`, ...lines, ...preamble, '}'].join('\n');
}

/** Lines of an expression stand below the first. */
function inline(value: string): string {
  return value
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n        ');
}

/** Lines that mean something to other tools only: marks for editors, and headers whose contents are built in. */
const foreignLine = /^[ \t]*(?:\/\/(?:CUDA|CL)\/\/|#[ \t]*include[ \t]*<pycuda-(?:complex|helpers)\.hpp>)[ \t]*$/gm;

/** The code of a preamble without what is of no use here; undefined where nothing is left. */
export function usefulCode(preamble: string | undefined): string | undefined {
  const code = preamble
    ?.replace(foreignLine, '')
    .replace(/^(?:[ \t]*\r?\n)+/, '')
    .trimEnd();
  return code === '' ? undefined : code;
}

export function preambleText(code: string, indentation = ''): string {
  const lines = dedent(code).map((line) => (line === '' || line.startsWith('#') ? line : `${indentation}    ${line}`));
  return [`${indentation}preamble {`, ...lines, `${indentation}}`].join('\n');
}

/** Without the blank lines around it and the indentation that all lines share. */
function dedent(code: string): readonly string[] {
  const lines = code.split(/\r?\n/).map((line) => line.trimEnd().replace(/\t/g, '    '));
  while (lines[0] === '') lines.shift();
  while (lines.at(-1) === '') lines.pop();
  const widths = lines.filter((line) => line !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0);
  // The first line of a string often stands behind its quotes.
  const shared = Math.min(...(widths.length > 1 && widths[0] === 0 ? widths.slice(1) : widths));
  return lines.map((line) => line.slice(Math.min(shared, /^ */.exec(line)?.[0].length ?? 0)));
}

/** `# note` or a statement as `//` lines. */
export function commentText(text: string): string {
  return text
    .replace(/^(?:#+|\/\/)\s?/, '')
    .split(/\r?\n/)
    .map((line) => `// ${line.trimEnd()}`.trimEnd().replace(/\\$/, '\\ '))
    .join('\n');
}

/** Every line as a comment of its own, indentation kept. */
export function commentOut(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => (line.trim() === '' ? '' : `// ${line.replace(/^#\s?/, '').trimEnd()}`))
    .join('\n');
}
