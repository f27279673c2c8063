import { complexSource } from '../emit/complex';
import { writePreambles } from '../emit/preamble';
import type { KernelProgram } from '../emit/program';
import { standardNamesSource } from '../emit/standard-names';
import type { SourceWriter } from '../emit/writer';
import { headersOf } from './headers';

/** Writes what the user's texts need to be there before them, then their preambles. Returns the headers that it includes. */
export function writePrologue(writer: SourceWriter, { kernel, names, types, userTexts }: KernelProgram): string[] {
  const headers = headersOf(types, userTexts);
  writer.block(headers.map((header) => `#include <${header}>`).join('\n'));
  writer.block(undefinedMacros(userTexts));
  const argumentNames = kernel.arguments.map(({ name }) => name);
  writer.block(standardNamesSource(userTexts, argumentNames));
  writer.block(complexSource({ types, userTexts, names, qualifier: '__device__' }));
  if (kernel.preambles.length > 0) {
    writer.section('Preambles');
    writePreambles(writer, kernel.preambles);
  }
  return headers;
}

/** GCC and the compilers that follow it define these as macros, and people use them as names. */
function undefinedMacros(userTexts: readonly string[]): string {
  const all = userTexts.join('\n');
  return ['linux', 'unix', 'i386']
    .filter((name) => new RegExp(`\\b${name}\\b`).test(all))
    .map((name) => `#undef ${name}`)
    .join('\n');
}
