/** Options that change what arithmetic gives, without their dashes, with the value that changes nothing. */
const arithmeticOptions: ReadonlyMap<string, string | undefined> = new Map([
  ['use_fast_math', undefined],
  ['fast-math', undefined],
  ['ftz', 'false'],
  ['fmad', 'false'],
  ['prec-div', 'true'],
  ['prec-sqrt', 'true'],
  ['fma', 'false'],
  ['extra-device-vectorization', undefined],
  // Files that stand before the program may define any macro.
  ['pre-include', undefined],
  ['include', undefined],
]);

/** Whether an option may change the bits of a result. */
export function changesArithmetic(option: string): boolean {
  const [name = '', value] = option
    .trim()
    .replace(/^-+/, '')
    .split(/[=\s](.*)/s);
  if (!arithmeticOptions.has(name)) return false;
  const harmless = arithmeticOptions.get(name);
  return harmless === undefined || value?.trim() !== harmless;
}
