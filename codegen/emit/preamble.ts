import type { PlacedPreamble } from '../../language/checked';
import type { SourceWriter } from './writer';

/** Writes the user's preambles, each at its own lines and columns. */
export function writePreambles(writer: SourceWriter, preambles: readonly PlacedPreamble[]): void {
  for (const { block, start, text } of preambles) {
    const code = text.trimEnd();
    // Blank lines at the start would only be padding; a first line with code keeps its column.
    const blank = /^(?:[ \t]*(?:\r\n|\r|\n))*/.exec(code)?.[0].length ?? 0;
    if (blank === code.length) continue;
    const offset = start + block.body.start;
    writer.gap();
    writer.writeUser(offset + blank, offset + code.length);
  }
}
