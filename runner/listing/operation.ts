/** What an instruction does, as far as a reader of a listing wants to know. */
export type Operation =
  | {
      readonly kind: 'load' | 'store' | 'atomic';
      readonly space: MemorySpace;
      /** Bytes that each thread moves. */
      readonly bytes: number;
      /** Reads past the caches of a multiprocessor: what other blocks wrote. */
      readonly coherent: boolean;
    }
  | { readonly kind: 'arithmetic'; readonly family: Family; readonly does: Arithmetic }
  | { readonly kind: 'convert' | 'shuffle' | 'barrier' | 'branch' | 'call' | 'end' | 'move' | 'other' };

export type MemorySpace = 'global' | 'shared' | 'local' | 'constant';
/** `special`: the unit for reciprocals, roots, exponentials and sines. */
export type Family = 'float16' | 'float32' | 'float64' | 'integer' | 'special';
export type Arithmetic = 'add' | 'multiply' | 'fma' | 'compare' | 'other';

/** One instruction of a listing. */
export interface Instruction {
  /** Zero-based line of the listing. */
  readonly line: number;
  /** Bytes from the start of the code: SASS only. */
  readonly address?: number;
  /** The guard: `@!P0`. */
  readonly predicate?: string;
  readonly opcode: string;
  readonly operands: string;
  /** The label that it branches to. */
  readonly target?: string;
  readonly operation: Operation;
  readonly place?: Place;
}

/** Where the compiler says that an instruction comes from. */
export type Place =
  /** An offset of the document, in an expression of the kernel. */
  | { readonly in: 'expression'; readonly offset: number }
  /** A line of the document, from zero: elsewhere in it, or where expressions could not be told apart. */
  | { readonly in: 'document'; readonly line: number }
  /** Lines of the generated text, from zero: the instruction's own, and those that its function was inlined at. */
  | { readonly in: 'generated'; readonly lines: readonly number[] };

/** Instructions and the labels between them, in order. */
export interface Code {
  readonly instructions: readonly Instruction[];
  /** Of each label, the instruction that follows it. */
  readonly labels: ReadonlyMap<string, number>;
}
