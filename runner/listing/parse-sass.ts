import type { RawPlace } from './located-source';
import type { Instruction, Place } from './operation';
import { sassOperation } from './sass-operation';

/** A listing that was read: its lines as they are shown, and what they hold. */
export interface ParsedListing {
  readonly lines: readonly string[];
  readonly instructions: readonly Instruction[];
  readonly labels: ReadonlyMap<string, number>;
}

/**
 * Reads what nvdisasm prints with `--print-code --print-line-info`, or `cuobjdump --dump-sass`. Directives of the assembler are left out of the
 * lines; a comment before the instructions of each place, in `describe`'s words, replaces nvdisasm's.
 */
export function parseSass(
  text: string,
  resolve: (place: RawPlace) => Place | undefined,
  describe: (place: Place, operation: Instruction['operation']) => string | undefined,
): ParsedListing {
  const lines: string[] = [];
  const instructions: Instruction[] = [];
  const labels = new Map<string, number>();
  let place: Place | undefined;
  let said: string | undefined;
  for (const line of text.split('\n')) {
    const [, file, number] = /^\s*\/\/## File "(.*?)", line (\d+)/.exec(line) ?? [];
    if (file !== undefined) {
      place = resolve({ file, line: Number(number) });
      continue;
    }
    const [, label] = /^([.$\w]+):\s*$/.exec(line) ?? [];
    if (label !== undefined) {
      if (label.startsWith('.text.')) continue;
      labels.set(label, instructions.length);
      lines.push(`${label}:`);
      continue;
    }
    const [, address, predicate, opcode, operands = ''] =
      /^\s*\/\*([0-9a-f]+)\*\/\s+(?:(@!?U?P\w+)\s+)?([A-Z][\w.]*)\s*(.*?)\s*;/.exec(line) ?? [];
    if (address === undefined || opcode === undefined) continue;
    const operation = sassOperation(opcode, operands);
    const comment = place === undefined ? undefined : describe(place, operation);
    if (comment !== said && comment !== undefined) lines.push(`        // ${comment}`);
    said = comment;
    const target = targetOf(opcode, operands);
    instructions.push({
      line: lines.length,
      address: Number.parseInt(address, 16),
      opcode,
      operands,
      operation,
      ...(predicate === undefined ? {} : { predicate }),
      ...(target === undefined ? {} : { target }),
      ...(place === undefined ? {} : { place }),
    });
    // cuobjdump adds the encoding.
    lines.push(line.replace(/\s*\/\* 0x[0-9a-f]+ \*\/\s*$/, ''));
  }
  // Where there are no labels, branches name addresses.
  for (const { target } of instructions) {
    if (target === undefined || !target.startsWith('0x')) continue;
    const at = instructions.findIndex(({ address }) => address === Number(target));
    if (at >= 0) labels.set(target, at);
  }
  return { lines, instructions, labels };
}

function targetOf(opcode: string, operands: string): string | undefined {
  const label = /`\(([.$\w]+)\)/.exec(operands)?.[1];
  if (label !== undefined) return label;
  return /^(?:BRA|CALL)\b/.test(opcode) ? /(?:^|\s)(0x[0-9a-f]+)$/.exec(operands)?.[1] : undefined;
}
