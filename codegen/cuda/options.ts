/** What NVRTC and nvcc are told so that each operation is rounded by itself, as IEEE 754 says, subnormal values kept. */
export const deterministicOptions = ['--fmad=false', '--ftz=false', '--prec-div=true', '--prec-sqrt=true'] as const;

/** The options of a program for NVRTC or nvcc: the language, what makes it deterministic, and the kernel's own. */
export function cudaOptions(isDeterministic: boolean, kernelOptions: readonly string[]): string[] {
  return ['--std=c++17', ...(isDeterministic ? deterministicOptions : []), ...kernelOptions];
}
