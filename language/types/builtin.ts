import type { ArithmeticName, ArithmeticType, ComplexType, UnknownType, VectorType, VoidType } from './type';

/** Sizes are those of LP64, which CUDA's device compiler uses on Linux: `long` has 8 bytes. */
function integer(name: ArithmeticName, size: number, signed: boolean): ArithmeticType {
  return { kind: 'arithmetic', name, category: 'integer', size, signed };
}

function floating(name: ArithmeticName, size: number): ArithmeticType {
  return { kind: 'arithmetic', name, category: 'floating', size, signed: true };
}

/** The one value of each arithmetic type. */
export const arithmetic: Readonly<Record<ArithmeticName, ArithmeticType>> = {
  bool: { kind: 'arithmetic', name: 'bool', category: 'bool', size: 1, signed: false },
  char: integer('char', 1, true),
  'signed char': integer('signed char', 1, true),
  'unsigned char': integer('unsigned char', 1, false),
  short: integer('short', 2, true),
  'unsigned short': integer('unsigned short', 2, false),
  int: integer('int', 4, true),
  'unsigned int': integer('unsigned int', 4, false),
  long: integer('long', 8, true),
  'unsigned long': integer('unsigned long', 8, false),
  'long long': integer('long long', 8, true),
  'unsigned long long': integer('unsigned long long', 8, false),
  half: floating('half', 2),
  bfloat16: floating('bfloat16', 2),
  float: floating('float', 4),
  double: floating('double', 8),
};

export const voidType: VoidType = { kind: 'void' };

export const unknownType: UnknownType = { kind: 'unknown' };

const complexTypes = {
  pycuda: {
    float: { kind: 'complex', element: arithmetic.float, family: 'pycuda' },
    double: { kind: 'complex', element: arithmetic.double, family: 'pycuda' },
  },
  cu: {
    float: { kind: 'complex', element: arithmetic.float, family: 'cu' },
    double: { kind: 'complex', element: arithmetic.double, family: 'cu' },
  },
} as const satisfies Record<ComplexType['family'], Record<'float' | 'double', ComplexType>>;

/** The one value of each complex type. */
export function complexType(element: 'float' | 'double', family: ComplexType['family'] = 'pycuda'): ComplexType {
  return complexTypes[family][element];
}

/** Every CUDA vector type with the alignment that CUDA's `vector_types.h` documents, by its name. */
export const vectorTypes: ReadonlyMap<string, VectorType> = buildVectorTypes();

function buildVectorTypes(): Map<string, VectorType> {
  const stems: readonly (readonly [string, ArithmeticName])[] = [
    ['char', 'signed char'],
    ['uchar', 'unsigned char'],
    ['short', 'short'],
    ['ushort', 'unsigned short'],
    ['int', 'int'],
    ['uint', 'unsigned int'],
    ['long', 'long'],
    ['ulong', 'unsigned long'],
    ['longlong', 'long long'],
    ['ulonglong', 'unsigned long long'],
    ['float', 'float'],
    ['double', 'double'],
  ];
  const types = new Map<string, VectorType>();
  const add = (name: string, element: ArithmeticType, lanes: VectorType['lanes']): void => {
    const alignment = lanes === 3 ? element.size : Math.min(16, element.size * lanes);
    types.set(name, { kind: 'vector', name, element, lanes, alignment });
  };
  for (const [stem, element] of stems) {
    for (const lanes of [1, 2, 3, 4] as const) add(`${stem}${lanes}`, arithmetic[element], lanes);
  }
  add('__half2', arithmetic.half, 2);
  add('__nv_bfloat162', arithmetic.bfloat16, 2);
  return types;
}

/** The vector type of that name, which must be one. */
export function vectorType(name: string): VectorType {
  const type = vectorTypes.get(name);
  if (type === undefined) throw new Error(`${name} is not a CUDA vector type`);
  return type;
}

/** The names of a vector type's fields, in order. */
export function vectorFields(type: VectorType): readonly ('x' | 'y' | 'z' | 'w')[] {
  return (['x', 'y', 'z', 'w'] as const).slice(0, type.lanes);
}
