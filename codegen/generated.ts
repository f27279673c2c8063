/** A generated translation unit, and how to find the user's characters from it. */
export interface GeneratedSource {
  /** Pleasant to read: users read it. */
  readonly text: string;
  /** What a compiled binary depends on: `text` without its line directives, unless the code can observe them. */
  readonly cacheText: string;
  /** Name that `#line` directives give to the user's file. */
  readonly fileName: string;
  /** Symbols to look up in the binary (all `extern "C"`). */
  readonly symbols: GeneratedSymbols;
  /** The parameters of the entry, in order. */
  readonly parameters: readonly EntryParameter[];
  /** Bytes of what one block (CUDA) or chunk (CPU) leaves in `partials`, and of the result. On CUDA, `partials` is 0 at first. */
  readonly partialBytes: number;
  readonly resultBytes: number;
  /**
   * CPU only: what the reference writes. Floating sums write their widened value (`float64`, `complex128`), other
   * kernels the type of `dtype_out`.
   */
  readonly reference?: {
    readonly dtype: string;
    readonly bytes: number;
    /**
     * Floating sums: where two doubles stand behind the value, Σ|x| and |Σx| over the values of the map, of which the
     * condition number of the sum is made.
     */
    readonly sumsOffset?: number;
  };
  /** Compiler options that the source needs: language standard, the kernel's own `options`. */
  readonly options: readonly string[];
  /** CUDA headers that it includes: `cuda_fp16.h`, `cuda_bf16.h`. */
  readonly headers: readonly string[];
  readonly map: SourceMap;
}

export type GeneratedSymbols =
  /** `reduce` is the kernel. */
  | { readonly target: 'cuda'; readonly reduce: string }
  /** `partial` folds one chunk, `finish` folds the partials, `reference` computes the reference; see `native/abi.h`. */
  | { readonly target: 'cpu'; readonly partial: string; readonly finish: string; readonly reference?: string };

export type EntryParameter =
  /** A vector argument, as a pointer to its first element. `index` counts the kernel's arguments. */
  | { readonly kind: 'vector'; readonly index: number }
  | { readonly kind: 'scalar'; readonly index: number; readonly bytes: number }
  /** The number of elements of a vector argument, a 64-bit integer. */
  | { readonly kind: 'length'; readonly index: number }
  /** 64-bit integers: `n`, and the first value, the step (1 where there is none) and the count of the values that `i` takes. */
  | { readonly kind: 'n' | 'start' | 'step' | 'count' }
  | { readonly kind: 'partials' | 'result' };

/** Finds the place in the document that a place of the generated text came from. */
export interface SourceMap {
  /**
   * From a position in the generated text (zero-based line and UTF-16 column) to an offset in the document;
   * undefined for text that is ours.
   */
  toDocument(line: number, character: number): number | undefined;
  /** The generated range that a range of the document became. */
  toGenerated(start: number, end: number): { readonly line: number; readonly character: number } | undefined;
  /**
   * The document range that a compiler's message on a line of our own is about: the expression nearest to it.
   * Zero-based line of the generated text.
   */
  nearestExpression(line: number): { readonly start: number; readonly end: number };
}
