// Draws what a command prints in a terminal as an SVG: node scripts/terminal-picture.mjs OUT.svg COMMAND…
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const [out, program, ...args] = process.argv.slice(2);
if (out === undefined || program === undefined) throw new Error('Usage: terminal-picture.mjs OUT.svg COMMAND…');
const { stdout } = spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '1' } });

const FONT = 14;
const CHARACTER = 8.43;
const LINE = 21;
const MARGIN = 24;
const TITLE = 34;
const colours = { 31: '#ff7b72', 32: '#7ee787', 33: '#e3b341', 36: '#79c0ff', plain: '#e6edf3', dim: '#8b949e' };

const ESCAPE = '\u001b';
const codes = new RegExp(`(${ESCAPE}\\[\\d+m)`);
const code = new RegExp(`^${ESCAPE}\\[(\\d+)m$`);

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** The runs of equal style in a line with ANSI colour codes. */
function spans(line) {
  const result = [];
  let colour = colours.plain;
  let bold = false;
  let column = 0;
  for (const part of line.split(codes)) {
    const style = code.exec(part)?.[1];
    if (style === undefined) {
      if (part !== '') result.push({ text: part, colour, bold, column });
      column += [...part].length;
    } else if (style === '1') bold = true;
    else if (style === '2') colour = colours.dim;
    else if (style === '22') [bold, colour] = [false, colours.plain];
    else if (style === '39' || style === '0') colour = colours.plain;
    else colour = colours[style] ?? colours.plain;
  }
  return result;
}

const lines = [
  `$ ${[path.basename(program) === 'node' ? 'warpfold' : program, ...args.slice(1)].join(' ')}`,
  ...stdout.trimEnd().split('\n'),
];
const columns = Math.max(...lines.map((line) => [...stripVTControlCharacters(line)].length));
const width = Math.ceil(columns * CHARACTER + 2 * MARGIN);
const height = lines.length * LINE + MARGIN + TITLE + 8;
const rows = lines.flatMap((line, row) =>
  spans(line).map(
    ({ text, colour, bold, column }) =>
      `<text x="${(MARGIN + column * CHARACTER).toFixed(2)}" y="${TITLE + (row + 1) * LINE}" fill="${colour}"${bold ? ' font-weight="bold"' : ''} textLength="${([...text].length * CHARACTER).toFixed(2)}">${escape(text)}</text>`,
  ),
);
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="${FONT}" xml:space="preserve">
<rect width="${width}" height="${height}" rx="10" fill="#0d1117"/>
<circle cx="20" cy="18" r="6" fill="#ff5f57"/><circle cx="40" cy="18" r="6" fill="#febc2e"/><circle cx="60" cy="18" r="6" fill="#28c840"/>
${rows.join('\n')}
</svg>
`;
mkdirSync(path.dirname(out), { recursive: true });
writeFileSync(out, svg);
