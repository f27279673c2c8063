/** Parts of a hover's text, of which those that are missing are left out, as paragraphs. */
export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

/** A block of code, highlighted as C++. */
export function cppBlock(code: string): string {
  return `\`\`\`cpp\n${code}\n\`\`\``;
}

/** A block of code, highlighted as the language itself. */
export function reduceBlock(code: string): string {
  return `\`\`\`reduce\n${code}\n\`\`\``;
}

/** Text in code style, whatever backticks it has. */
export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** A bulleted list of the parts that are there. */
export function bullets(...parts: readonly (string | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined && part !== '')
    .map((part) => `- ${part}`)
    .join('\n');
}

/** A text of a user's in one line, with its middle left out where it is long. */
export function excerpt(text: string, longest = 48): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= longest) return line;
  const half = (longest - 1) >> 1;
  return `${line.slice(0, half)}…${line.slice(-half)}`;
}

const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** A size for people: `1 byte`, `400 bytes`, `64 MiB`. */
export function size(bytes: number): string {
  if (bytes === 1) return '1 byte';
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${Number(value.toPrecision(4))} ${units[unit] ?? ''}`;
}

/** A count with its digits in groups of three, set apart by narrow no-break blanks. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
