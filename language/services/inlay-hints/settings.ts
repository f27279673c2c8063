/** Which inlay hints an editor shows. */
export interface InlayHintSettings {
  /** What the checker infers: the map that stands for none, an accumulator type other than the result's, a case's `n`. */
  readonly dtypes: boolean;
  /** Implicit conversions that lose or cost something. */
  readonly conversions: boolean;
  /** The names of parameters at the arguments of calls. */
  readonly parameterNames: boolean;
}
