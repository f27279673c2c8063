/** Compiler options that kernels have a use for, without dashes and value. Markdown; the defaults are those of NVRTC. */
const options: ReadonlyMap<string, string> = new Map([
  [
    'use_fast_math',
    'Trades accuracy for speed in single precision: stands for `-ftz=true -prec-div=false -prec-sqrt=false -fmad=true`, and makes `sinf`, `expf` and their like the fast intrinsics `__sinf`, `__expf`, …',
  ],
  ['ftz', 'Whether subnormal floats become 0. Default: `false`.'],
  ['prec-div', 'Whether single-precision division is IEEE division, or faster and less accurate. Default: `true`.'],
  ['prec-sqrt', 'Whether single-precision square roots are correctly rounded, or faster. Default: `true`.'],
  ['fmad', 'Whether a multiplication and an addition are merged into one, rounded once. Default: `true`.'],
  [
    'maxrregcount',
    'The most registers that a thread may use. Fewer let more threads run at a time, and may spill to memory.',
  ],
  ['lineinfo', 'Keeps line numbers for profilers.'],
  ['D', 'Defines a macro, which the expressions may then use as a name.'],
  ['define-macro', 'Defines a macro, which the expressions may then use as a name.'],
  ['U', 'Removes the definition of a macro.'],
  ['I', 'A folder to look for included files in.'],
  ['include-path', 'A folder to look for included files in.'],
]);

/** What an option of an `options` field does, as Markdown; undefined for those that are not common. */
export function optionDocumentation(option: string): string | undefined {
  const [name = ''] = option.replace(/^-+/, '').split('=');
  return options.get(name) ?? (/^-[DUI]./.test(option) ? options.get(name.charAt(0)) : undefined);
}
