/** The keywords of C++17 ([lex.key], table 5) and of CUDA C++, which can name nothing. */
export const keywords: ReadonlySet<string> = new Set(
  (
    'alignas alignof asm auto bool break case catch char char16_t char32_t class const const_cast constexpr continue ' +
    'decltype default delete do double dynamic_cast else enum explicit export extern false float for friend goto if ' +
    'inline int long mutable namespace new noexcept nullptr operator private protected public register ' +
    'reinterpret_cast return short signed sizeof static static_assert static_cast struct switch template this ' +
    'thread_local throw true try typedef typeid typename union unsigned using virtual void volatile wchar_t while ' +
    '__asm__ __attribute__ __restrict__ __restrict __int128 __device__ __host__ __global__ __constant__ __shared__ ' +
    '__managed__ __forceinline__ __noinline__ __inline__ __launch_bounds__'
  ).split(' '),
);

/** Keywords that begin a statement, and so never an expression. */
export const statementKeywords: ReadonlySet<string> = new Set(
  'break case catch continue default do else for goto if return switch try while'.split(' '),
);

/** Expressions of C++ that have no place in a kernel, and what to write instead. */
export const unsupportedExpressions: ReadonlyMap<string, string> = new Map([
  ['new', 'kernels allocate no memory'],
  ['delete', 'kernels allocate no memory'],
  ['throw', 'CUDA has no exceptions in device code'],
  ['typeid', 'CUDA has no run-time type information in device code'],
  ['dynamic_cast', 'CUDA has no run-time type information in device code; write static_cast'],
  ['noexcept', 'leave it out'],
  ['alignof', 'write the number of bytes'],
  ['operator', 'write the operator itself, as in a + b'],
  ['return', 'leave it out, for the expression itself is the value'],
  ['requires', 'kernels are C++17'],
  ['co_await', 'kernels are C++17'],
]);

const specialWords: ReadonlySet<string> = new Set([...keywords, ...unsupportedExpressions.keys(), 'lambda']);

/** Whether a word may begin something else in an expression than a type or a name. */
export function isSpecialWord(word: string): boolean {
  return specialWords.has(word);
}
