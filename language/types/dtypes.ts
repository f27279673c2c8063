import { arithmetic, complexType } from './builtin';
import type { ArithmeticName, ArithmeticType, ComplexType, Type } from './type';

/** NumPy's names of the types that a result can have, structs of a preamble apart. */
export type DtypeName =
  | 'bool'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'float16'
  | 'bfloat16'
  | 'float32'
  | 'float64'
  | 'complex64'
  | 'complex128';

/** The type that each dtype stands for in a kernel. */
export const dtypes: Readonly<Record<DtypeName, ArithmeticType | ComplexType>> = {
  bool: arithmetic.bool,
  int8: arithmetic['signed char'],
  int16: arithmetic.short,
  int32: arithmetic.int,
  int64: arithmetic['long long'],
  uint8: arithmetic['unsigned char'],
  uint16: arithmetic['unsigned short'],
  uint32: arithmetic['unsigned int'],
  uint64: arithmetic['unsigned long long'],
  float16: arithmetic.half,
  bfloat16: arithmetic.bfloat16,
  float32: arithmetic.float,
  float64: arithmetic.double,
  complex64: complexType('float'),
  complex128: complexType('double'),
};

export const dtypeNames = Object.keys(dtypes) as readonly DtypeName[];

/** The type of a dtype by its NumPy name; undefined for any other name. */
export function dtypeType(name: string): ArithmeticType | ComplexType | undefined {
  return Object.hasOwn(dtypes, name) ? dtypes[name as DtypeName] : undefined;
}

const arithmeticDtypes: Readonly<Record<ArithmeticName, DtypeName>> = {
  bool: 'bool',
  char: 'int8',
  'signed char': 'int8',
  'unsigned char': 'uint8',
  short: 'int16',
  'unsigned short': 'uint16',
  int: 'int32',
  'unsigned int': 'uint32',
  long: 'int64',
  'unsigned long': 'uint64',
  'long long': 'int64',
  'unsigned long long': 'uint64',
  half: 'float16',
  bfloat16: 'bfloat16',
  float: 'float32',
  double: 'float64',
};

/** NumPy's name for a type, or a struct's own name; undefined where NumPy has no scalar for it (vectors, pointers). */
export function numpyName(type: Type): string | undefined {
  switch (type.kind) {
    case 'arithmetic':
      return arithmeticDtypes[type.name];
    case 'complex':
      return type.element === arithmetic.float ? 'complex64' : 'complex128';
    case 'struct':
      return type.name;
    case 'vector':
    case 'void':
    case 'pointer':
    case 'array':
    case 'unknown':
      return undefined;
  }
}

/** The values of an integer type or bool, both ends included. */
export interface IntegerRange {
  readonly min: bigint;
  readonly max: bigint;
}

/** The range of an integer type or bool. Throws for a floating type. */
export function integerRange(type: ArithmeticType): IntegerRange {
  switch (type.category) {
    case 'bool':
      return { min: 0n, max: 1n };
    case 'integer': {
      const bits = BigInt(type.size * 8);
      return type.signed
        ? { min: -(1n << (bits - 1n)), max: (1n << (bits - 1n)) - 1n }
        : { min: 0n, max: (1n << bits) - 1n };
    }
    case 'floating':
      throw new Error(`${type.name} has no integer range`);
  }
}

/** A binary floating format of IEEE 754, or bfloat16. */
export interface FloatFormat {
  /** Bits of the significand, the hidden one included: 24 for float. */
  readonly precision: number;
  readonly largest: number;
  readonly smallestNormal: number;
  readonly smallestSubnormal: number;
}

const floatFormats: Partial<Readonly<Record<ArithmeticName, FloatFormat>>> = {
  half: floatFormat(11, 15),
  bfloat16: floatFormat(8, 127),
  float: floatFormat(24, 127),
  double: floatFormat(53, 1023),
};

function floatFormat(precision: number, maximumExponent: number): FloatFormat {
  return {
    precision,
    largest: 2 ** maximumExponent * (2 - 2 ** (1 - precision)),
    smallestNormal: 2 ** (1 - maximumExponent),
    smallestSubnormal: 2 ** (2 - maximumExponent - precision),
  };
}

/** The format of a floating type. Throws for an integer type. */
export function floatFormatOf(type: ArithmeticType): FloatFormat {
  const format = floatFormats[type.name];
  if (format === undefined) throw new Error(`${type.name} is not a floating type`);
  return format;
}
