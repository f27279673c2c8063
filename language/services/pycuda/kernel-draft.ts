/** A kernel on its way from Python to a `.reduce` text. */
export interface KernelDraft {
  /** Unique within the script. */
  readonly name: string;
  /** The name that the script calls it by; undefined where it is called where it stands. */
  readonly variable: string | undefined;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly preamble: string | undefined;
  readonly arguments: readonly ArgumentDraft[];
  /** What could not be converted, as comments. */
  readonly notes: readonly string[];
}

export interface ArgumentDraft {
  readonly name: string;
  readonly isVector: boolean;
}
