/** What the elements of vectors are read ahead into. */
export const groupType = `// @vec neighbouring elements of a vector.
template <typename $T, typename $Word>
union @group {
  $T $items[@vec];
  $Word $words[sizeof($T) * @vec / sizeof($Word)];

  __device__ __forceinline__ @group() {}

  // From an address that words can be read from.
  __device__ __forceinline__ void $load(const $T *$source) {
    #pragma unroll
    for (int $w = 0; $w < int(sizeof($words) / sizeof($Word)); ++$w) {
      $words[$w] = reinterpret_cast<const $Word *>($source)[$w];
    }
  }
};`;
