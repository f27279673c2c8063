import type { Type } from '../types/type';

/** A function of the CUDA math API or an intrinsic, as the checker, completion and hover know it. */
export interface CudaFunction {
  readonly name: string;
  readonly group:
    'single' | 'double' | 'integer' | 'half' | 'bfloat16' | 'complex' | 'vector' | 'conversion' | 'intrinsic';
  /** One or two sentences, Markdown. */
  readonly documentation: string;
  /** Largest error in ulp over the full range, where CUDA's guide states one; 0 for correctly rounded. */
  readonly maximumUlp?: number;
  readonly overloads: readonly Overload[];
}

export interface Overload {
  readonly result: Type;
  readonly parameters: readonly { readonly name: string; readonly type: Type }[];
}
