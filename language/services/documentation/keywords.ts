/** The words that begin items. Markdown. */
const keywords: ReadonlyMap<string, string> = new Map([
  [
    'kernel',
    `\`kernel NAME { … }\` declares a reduction: \`map_expr\` makes a value of each element, \`reduce_expr\` combines them into one.

*PyCUDA:* \`ReductionKernel(…)\`.`,
  ],
  [
    'case',
    `\`case NAME of KERNEL { … }\` gives a kernel its input, one value or generator for each argument, and the result that it must have.

*PyCUDA:* the call of the kernel.`,
  ],
  ['of', 'Names the kernel that the case is of.'],
  [
    'preamble',
    `\`preamble { … }\` holds CUDA C++, structs and \`__device__\` functions. At the top of a file it belongs to every kernel of the file, inside a kernel to that one.

*PyCUDA:* \`preamble\`.`,
  ],
]);

/** What a word of the language means, as Markdown; undefined for other words. */
export function keywordDocumentation(word: string): string | undefined {
  return keywords.get(word);
}
