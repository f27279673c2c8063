import type { PlacedPreamble } from '../../language/checked';
import type { SourceWriter } from '../emit/writer';

/**
 * Headers whose names the program has anyway, from the shim and our own definitions. A C++ compiler without CUDA has
 * the first ones not at all, and the C library's would declare the shim's functions again.
 */
const providedHeaders = new Set([
  ...['cuda.h', 'cuda_runtime.h', 'cuda_fp16.h', 'cuda_bf16.h', 'cuComplex.h', 'vector_types.h', 'vector_functions.h'],
  ...['device_launch_parameters.h', 'pycuda-complex.hpp', 'pycuda-helpers.hpp'],
  ...['math.h', 'cmath', 'stdint.h', 'cstdint', 'stddef.h', 'cstddef', 'float.h', 'cfloat', 'limits.h', 'climits'],
  ...['stdio.h', 'cstdio', 'stdlib.h', 'cstdlib'],
]);

const include = /^[ \t]*#[ \t]*include[ \t]*[<"]([^>"\r\n]+)[>"][^\r\n]*/gm;

/** The text with the includes of provided headers left out. */
export function withoutProvidedIncludes(text: string): string {
  return text.replace(include, (line, header: string) => (providedHeaders.has(header) ? '' : line));
}

/** Writes the user's preambles at their own lines and columns, without the includes of provided headers. */
export function writeCpuPreambles(writer: SourceWriter, preambles: readonly PlacedPreamble[]): void {
  for (const { block, start, text } of preambles) {
    let from = 0;
    const write = (to: number): void => {
      const piece = text.slice(from, to);
      const lead = /^\s*?(?=[^\S\r\n]*\S)/.exec(piece)?.[0].length;
      if (lead === undefined) return;
      writer.gap();
      const offset = start + block.body.start + from;
      writer.writeUser(offset + lead, offset + piece.trimEnd().length);
    };
    for (const match of text.matchAll(include)) {
      if (!providedHeaders.has(match[1] ?? '')) continue;
      write(match.index);
      from = match.index + match[0].length;
    }
    write(text.length);
  }
}
