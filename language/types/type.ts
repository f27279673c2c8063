/** The types of kernels, as CUDA C++ has them. Arithmetic and vector types are shared values: compare with `===`. */
export type Type =
  VoidType | ArithmeticType | ComplexType | VectorType | StructType | PointerType | ArrayType | UnknownType;

export type ArithmeticName =
  | 'bool'
  | 'char'
  | 'signed char'
  | 'unsigned char'
  | 'short'
  | 'unsigned short'
  | 'int'
  | 'unsigned int'
  | 'long'
  | 'unsigned long'
  | 'long long'
  | 'unsigned long long'
  | 'half'
  | 'bfloat16'
  | 'float'
  | 'double';

export interface VoidType {
  readonly kind: 'void';
}

export interface ArithmeticType {
  readonly kind: 'arithmetic';
  readonly name: ArithmeticName;
  readonly category: 'bool' | 'integer' | 'floating';
  /** Size in bytes. */
  readonly size: number;
  readonly signed: boolean;
}

export interface ComplexType {
  readonly kind: 'complex';
  readonly element: ArithmeticType;
  /**
   * `pycuda` for `pycuda::complex<T>` and `complex<T>` (a class with operators), `cu` for `cuFloatComplex` and
   * `cuDoubleComplex` (a pair with functions and no operators).
   */
  readonly family: 'pycuda' | 'cu';
}

/** A CUDA vector type such as `float4`: fields `x`, `y`, `z`, `w`, no operators. */
export interface VectorType {
  readonly kind: 'vector';
  readonly name: string;
  readonly element: ArithmeticType;
  readonly lanes: 1 | 2 | 3 | 4;
  /** Bytes. `float4` 16, `float3` 4. */
  readonly alignment: number;
}

export interface StructType {
  readonly kind: 'struct';
  readonly name: string;
  readonly fields: readonly StructField[];
  /** Bytes, padding included; 0 where the struct is opaque. */
  readonly size: number;
  readonly alignment: number;
  /** True where the fields could not be read: any use of it is left to the compiler. */
  readonly opaque: boolean;
}

export interface StructField {
  readonly name: string;
  readonly type: Type;
  /** Bytes from the start of the struct. */
  readonly offset: number;
}

export interface PointerType {
  readonly kind: 'pointer';
  readonly pointee: Type;
  readonly isConst: boolean;
}

export interface ArrayType {
  readonly kind: 'array';
  readonly element: Type;
  readonly length: number;
}

/** What the checker cannot know (templates, macros): it fits everywhere and is left to the compiler. */
export interface UnknownType {
  readonly kind: 'unknown';
}
