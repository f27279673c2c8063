/** What the toolchain needs to know of a generated program: the shape that `codegen/` gives it. */
export interface CompilableSource {
  readonly text: string;
  /** What a compiled binary depends on. */
  readonly cacheText: string;
  /** Name that `#line` directives give to the user's file. */
  readonly fileName: string;
  /** Compiler options that the source needs. */
  readonly options: readonly string[];
  readonly map: {
    /** From a place of the generated text, zero-based, to an offset in the document. */
    toDocument(line: number, character: number): number | undefined;
    /** The document range that a message on a line of the generator's own is about. */
    nearestExpression(line: number): { readonly start: number; readonly end: number };
  };
}
