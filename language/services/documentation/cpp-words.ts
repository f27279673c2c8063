/** Words of CUDA C++ that declarations have in front of their type. Markdown. */
const words: ReadonlyMap<string, string> = new Map([
  ['const', 'What follows is not written to. A vector that is `const` is read only.'],
  ['__restrict__', 'No other pointer reaches the same memory. It changes nothing here: kernels write to no vector.'],
  ['__device__', 'A function that runs on the GPU. Functions that expressions call need it.'],
  ['__host__', 'A function that runs on the CPU too.'],
  ['__forceinline__', 'The function is put in the place of its call, whatever its size.'],
  ['__noinline__', 'The function stays a function, and is called.'],
  ['__constant__', 'A variable in constant memory: fast where all threads read the same element at a time.'],
  ['constexpr', 'Can be computed by the compiler.'],
]);

/** What a word of CUDA C++ means, as Markdown; undefined for other words. */
export function cppWordDocumentation(word: string): string | undefined {
  return words.get(word);
}
