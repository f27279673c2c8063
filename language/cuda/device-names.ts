/**
 * Names of CUDA C++ beyond the math API that a preamble may use: they exist, and what they mean is left to the
 * compiler.
 */
const names: ReadonlySet<string> = new Set([
  ...['threadIdx', 'blockIdx', 'blockDim', 'gridDim', 'warpSize'],
  ...['printf', 'assert', '__trap', '__brkpt', '__assertfail', '__nanosleep', 'clock', 'clock64', '__prof_trigger'],
  ...['__syncthreads', '__syncwarp', '__threadfence', '__threadfence_block', '__threadfence_system', '__activemask'],
  ...['atomicAdd', 'atomicSub', 'atomicExch', 'atomicMin', 'atomicMax', 'atomicInc', 'atomicDec', 'atomicCAS'],
  ...['atomicAnd', 'atomicOr', 'atomicXor', 'memcpy', 'memset', 'malloc', 'free', 'alignof', 'offsetof'],
  ...['__builtin_assume', '__builtin_expect', '__builtin_unreachable', '__builtin_assume_aligned', '__assume'],
  ...['__shfl_sync', '__shfl_up_sync', '__shfl_down_sync', '__shfl_xor_sync', '__all_sync', '__any_sync'],
  ...['__ballot_sync', '__reduce_add_sync', '__reduce_min_sync', '__reduce_max_sync', '__match_any_sync'],
  ...['tex1D', 'tex2D', 'tex3D', 'tex1Dfetch', 'surf1Dread', 'this'],
]);

/** SIMD-in-a-word intrinsics such as `__vadd4`, and other families with too many members to list. */
const families =
  /^__(v(abs|add|avg|cmp|hadd|max|min|neg|sad|set|sub|i)[a-z_]*[24]?\w*|builtin_\w+|nv_\w+|vimax\w*|vimin\w*)$/;

/** True for a name that the compiler knows and the checker does not type. */
export function isDeviceName(name: string): boolean {
  return names.has(name) || families.test(name);
}
