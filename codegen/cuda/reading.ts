import { type CudaModel, isStaged } from './model';

/** How the elements of vectors are read, as far as the kernel has any. */
export function readingTypes(model: CudaModel): string {
  const parts: string[] = [];
  if (isStaged(model)) {
    parts.push(`// @vec neighbouring elements of a vector, read in words as wide as their alignment allows.
template <typename $T, typename $Word>
union @group {
  $T $items[@vec];
  $Word $words[sizeof($T) * @vec / sizeof($Word)];

  __device__ __forceinline__ @group() {}

  // From an aligned address.
  __device__ __forceinline__ void $load_words(const $T *$source) {
    #pragma unroll
    for (int $w = 0; $w < int(sizeof($words) / sizeof($Word)); ++$w) {
      $words[$w] = reinterpret_cast<const $Word *>($source)[$w];
    }
  }

  // From any address, and $step elements apart.
  __device__ __forceinline__ void $load_items(const $T *$source, const long long $step) {
    #pragma unroll
    for (int $k = 0; $k < @vec; ++$k) $items[$k] = $source[$step * $k];
  }
};`);
  }
  parts.push(`// How many items of a thread lie before the end, which is \`$left\` elements after its first.
__device__ __forceinline__ int @items_within(const long long $left) {
  if ($left >= (@groups - 1) * @pitch + @vec) return @items;
  const int $groups = int($left) / @pitch;
  const int $rest = int($left) % @pitch;
  return $groups * @vec + ($rest < @vec ? $rest : @vec);
}`);
  return parts.join('\n\n');
}
