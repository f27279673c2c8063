import type { CudaPlan } from '../plan';

/** What NVRTC and nvcc are told so that each operation is rounded by itself, as IEEE 754 says, subnormal values kept. */
export const deterministicOptions = ['--fmad=false', '--ftz=false', '--prec-div=true', '--prec-sqrt=true'] as const;

/** The options of a program for NVRTC or nvcc: the language, what the plan needs, and the kernel's own. */
export function cudaOptions(plan: CudaPlan, kernelOptions: readonly string[]): string[] {
  return ['--std=c++17', ...(plan.deterministic === true ? deterministicOptions : []), ...kernelOptions];
}
