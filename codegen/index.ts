/** A checked kernel becomes CUDA C++ or C++ for the CPU, with a way back to the user's text. */
export { generateCuda, type CudaRequest } from './cuda/generate';
export { type CudaDeviceFacts, gridOf, loadsForRange, planCuda } from './plan/cuda';
export { cpuShapes, cudaShapes } from './plan/shapes';
export type * from './generated';
export type * from './plan';
export { type CpuRequest, generateCpp } from './cpu/generate';
export type { CpuCompiler } from './cpu/model';
export { planCpu } from './cpu/plan';
export { type CpuSupport, cpuSupport } from './cpu/support';
export type { VectorAccess } from './bounds/accesses';
export { type BoundsCheck, type Finding, readFinding } from './bounds/finding';
export { boundsCheckThreads, generateCudaBoundsCheck } from './cuda/bounds-check';
export { generateCpuBoundsCheck } from './cpu/bounds-check';
export { cpuSpace } from './cpu/plan-space';
export { cudaSpace } from './plan/cuda-space';
export {
  distanceBetween,
  distinctLaunches,
  parametersOf,
  variantsAround,
  variantWith,
  withParameters,
  type PlanParameters,
  type PlanVariant,
  type SearchSpace,
} from './plan/search-space';
