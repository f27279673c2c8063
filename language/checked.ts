import type { Accuracy } from './check/accuracy';
import type { Expression } from './cpp/tree';
import type { Diagnostic } from './diagnostics/diagnostic';
import type { CaseItem, KernelItem, PlacedItem, PreambleBlock } from './syntax/tree';
import type { Span } from './text/span';
import type { StructType, Type } from './types/type';

/** What a text means: everything that editors, generators and engines need to know about a `.reduce` file. */
export interface CheckedDocument {
  readonly text: string;
  readonly items: readonly PlacedItem[];
  /** Kernels in file order, broken ones included. */
  readonly kernels: readonly CheckedKernel[];
  readonly cases: readonly CheckedCase[];
  /** Sorted by position. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface CheckedKernel {
  readonly item: KernelItem;
  /** Offset of the item in the document: add it to every span below. */
  readonly start: number;
  readonly name: string;
  /** False where an error stands in the kernel or in a preamble of it: it can neither be compiled nor run. */
  readonly runnable: boolean;
  readonly arguments: readonly KernelArgument[];
  /** The type of `dtype_out`. */
  readonly resultType: Type;
  /** How `dtype_out` is spelled: `float32`, or a struct's name. */
  readonly resultDtype: string;
  /** The type that `a` and `b` have. */
  readonly accumulatorType: Type;
  /** `compensated` only for sums of `float` and `double` accumulators. */
  readonly accuracy: Accuracy;
  readonly map: KernelExpression;
  readonly reduce: KernelExpression;
  readonly neutral?: KernelExpression;
  readonly postMap?: KernelExpression;
  /** In the order they are compiled in: the file's, then the kernel's own. */
  readonly preambles: readonly PlacedPreamble[];
  readonly options: readonly string[];
  /** Whether the result is to have the same bits on every GPU and on the CPU. */
  readonly deterministic: boolean;
  /** The struct types of the preambles that the signature or the accumulator use, in order of declaration. */
  readonly structs: readonly StructType[];
}

/** A preamble with the document offset that its spans count from. */
export interface PlacedPreamble {
  readonly block: PreambleBlock;
  readonly start: number;
  /** The C++ between the braces. */
  readonly text: string;
}

export interface KernelArgument {
  readonly name: string;
  readonly role: 'vector' | 'scalar';
  /** The scalar's type, or the type of one element. */
  readonly type: Type;
  /** The type as the user wrote it, without `const` and `*`: `unsigned long long`, `pycuda::complex<float>`. */
  readonly spelling: string;
  readonly isConst: boolean;
  /**
   * How the map reads a vector: `element` only as plain `name[i]`; `indexed` in any other way, a way that the checker
   * could not see through included; `none` not at all. Scalars have `none`.
   */
  readonly access: 'element' | 'indexed' | 'none';
  /** The declaration, counted from the kernel item. */
  readonly span: Span;
  readonly nameSpan: Span;
}

export interface KernelExpression {
  /** The user's characters, exactly. For the default map: what it stands for, `x[i]`. */
  readonly text: string;
  /** Counted from the kernel item. For the default map: an empty span at the end of the `arguments` field. */
  readonly span: Span;
  readonly expression: Expression;
  /** The expression's own type, before it converts; unknown where the checker could not tell. */
  readonly type: Type;
}

export interface CheckedCase {
  readonly item: CaseItem;
  readonly start: number;
  readonly name: string;
  readonly kernel: CheckedKernel;
  readonly runnable: boolean;
  readonly settings: CaseSettings;
  /** One for each argument of the kernel, in the kernel's order, where `runnable`. */
  readonly bindings: readonly CheckedBinding[];
  /** The files that the bindings name, as they were when the case was checked. */
  readonly dataFiles?: readonly DataFile[];
}

export interface DataFile {
  readonly path: string;
  /** Bytes and the time of the last change; undefined where the file could not be looked at. */
  readonly state: { readonly size: number; readonly modified: number } | undefined;
}

export interface CaseSettings {
  /** Number of elements; undefined where no binding and no setting fixes it: the user's default length holds. */
  readonly n?: number;
  /** The values that `i` takes; undefined for all of `0 … n-1`. Resolved against `n` as Python's `slice.indices`. */
  readonly slice?: IndexRange;
  /** The slice as it is written, wherever there is one: `resolveSlice` gives its range once `n` is known. */
  readonly sliceParts?: SliceParts;
  readonly expect?: Value;
  readonly rtol?: number;
  readonly atol?: number;
}

/** `start:stop:step` as in Python: whole numbers, `step` not 0, each left out where it is not written. */
export interface SliceParts {
  readonly start?: number;
  readonly stop?: number;
  readonly step?: number;
}

/** `start, start + step, …`: `count` values. */
export interface IndexRange {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

export interface CheckedBinding {
  readonly argument: KernelArgument;
  /** Counted from the case item. */
  readonly span: Span;
  readonly source: ScalarSource | VectorSource;
}

export interface ScalarSource {
  readonly kind: 'scalar';
  readonly value: Value;
}

/** Where a vector's elements come from. `length` is undefined where it is the user's default length. */
export type VectorSource =
  | { readonly kind: 'values'; readonly values: readonly Value[]; readonly length: number }
  | { readonly kind: 'full'; readonly value: Value; readonly length?: number }
  /** `start + step * i`, computed in the element's type's widest relative (64-bit integers, double). */
  | {
      readonly kind: 'arange';
      readonly start: number | bigint;
      readonly step: number | bigint;
      readonly length: number;
    }
  /** `lo … hi`, both included. */
  | { readonly kind: 'linspace'; readonly lo: number; readonly hi: number; readonly length?: number }
  | {
      readonly kind: 'uniform';
      readonly lo: number;
      readonly hi: number;
      readonly seed: bigint;
      readonly length?: number;
    }
  | {
      readonly kind: 'normal';
      readonly mean: number;
      readonly sd: number;
      readonly seed: bigint;
      readonly length?: number;
    }
  | {
      readonly kind: 'integers';
      readonly lo: bigint;
      readonly hi: bigint;
      readonly seed: bigint;
      readonly length?: number;
    }
  | { readonly kind: 'file'; readonly path: string; readonly header: NpyHeader; readonly length: number };

/** A constant. Integers of any size are `bigint`; a value has been checked to fit its type. */
export type Value = boolean | bigint | number | ComplexValue | StructValue;

export interface ComplexValue {
  readonly re: number;
  readonly im: number;
}

export interface StructValue {
  readonly fields: ReadonlyMap<string, Value>;
}

/** What the header of a `.npy` file says. */
export interface NpyHeader {
  /** NumPy's name: `float32`, `uint8`, `complex128`, … */
  readonly dtype: string;
  readonly byteOrder: 'little' | 'big';
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Bytes from the start of the file to the first element. */
  readonly dataOffset: number;
}

/** How the language reads data files. The language itself touches no file system. */
export interface FileAccess {
  /** The first `length` bytes of the file, or fewer where it is shorter. Throws an Error with a readable message. */
  readHead(path: string, length: number): Uint8Array;
  /** Size in bytes and time of the last change (any number that changes with it). Throws like `readHead`. */
  stat(path: string): { readonly size: number; readonly modified: number };
  /** Resolves a path of a `file("…")` against the folder of the document. */
  resolve(path: string): string;
}

export interface CheckOptions {
  /** Left out: `file("…")` bindings are checked for their form only, and their cases are not runnable. */
  readonly files?: FileAccess;
}
