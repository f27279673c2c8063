import { dtypeType } from '../../types/dtypes';
import { describe } from '../../types/spelling';
import type { Environment } from './environment';
import type { PythonExpression } from './tree';

/** NumPy's other names; those without a size are what they are on 64-bit Linux. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['float', 'float64'],
  ['double', 'float64'],
  ['float_', 'float64'],
  ['single', 'float32'],
  ['half', 'float16'],
  ['int', 'int64'],
  ['int_', 'int64'],
  ['intc', 'int32'],
  ['uint', 'uint64'],
  ['uintc', 'uint32'],
  ['long', 'int64'],
  ['longlong', 'int64'],
  ['bool_', 'bool'],
  ['bool8', 'bool'],
  ['byte', 'int8'],
  ['ubyte', 'uint8'],
  ['complex', 'complex128'],
  ['csingle', 'complex64'],
  ['cdouble', 'complex128'],
  ['f', 'float32'],
  ['d', 'float64'],
  ['i', 'int32'],
  ['f2', 'float16'],
  ['f4', 'float32'],
  ['f8', 'float64'],
  ['i1', 'int8'],
  ['i2', 'int16'],
  ['i4', 'int32'],
  ['i8', 'int64'],
  ['u1', 'uint8'],
  ['u2', 'uint16'],
  ['u4', 'uint32'],
  ['u8', 'uint64'],
  ['c8', 'complex64'],
  ['c16', 'complex128'],
]);

/** NumPy's name, without its size's other spellings; undefined for a word that names no dtype. */
export function dtypeOfWord(word: string): string | undefined {
  const plain = word.replace(/^[<>=|]/, '');
  return dtypeType(plain) === undefined ? otherNames.get(plain) : plain;
}

/**
 * The dtype that an expression names: `np.float32`, `numpy.dtype("float32")`, `"f4"`, `np.float32().dtype`, or the C name
 * of a struct that was registered. Undefined where it cannot be told.
 */
export function dtypeOf(expression: PythonExpression | undefined, environment: Environment): string | undefined {
  if (expression === undefined) return undefined;
  const value = environment.resolve(expression);
  switch (value.kind) {
    case 'string':
      return dtypeOfWord(value.value);
    case 'name': {
      const parts = value.name.split('.').filter((part) => part !== 'dtype');
      return dtypeOfWord(parts.at(-1) ?? '');
    }
    case 'attribute':
      return value.name === 'dtype' ? dtypeOf(value.object, environment) : undefined;
    case 'call': {
      const callee = value.callee.kind === 'name' ? (value.callee.name.split('.').at(-1) ?? '') : '';
      const [first] = value.arguments;
      if (callee === 'get_or_register_dtype' || callee === 'register_dtype') {
        const name = environment.string(first?.value);
        return name === undefined ? undefined : (dtypeOfWord(name) ?? structName(name));
      }
      if (callee === 'dtype' && first !== undefined) {
        const members = memberTypes(value, environment);
        return members === undefined ? dtypeOf(first.value, environment) : environment.structName(members);
      }
      return dtypeOfWord(callee);
    }
    case 'number':
    case 'template':
    case 'list':
    case 'mapping':
    case 'unary':
    case 'binary':
    case 'other':
      return undefined;
  }
}

export interface MemberType {
  readonly name: string;
  readonly dtype: string;
}

/** The members of `np.dtype([("lo", np.int32), ("hi", np.int32)])`; undefined for any other dtype. */
export function memberTypes(expression: PythonExpression, environment: Environment): readonly MemberType[] | undefined {
  const value = environment.resolve(expression);
  if (value.kind === 'call') {
    const isDtype = value.callee.kind === 'name' && /(?:^|\.)dtype$/.test(value.callee.name);
    const [first] = value.arguments;
    return isDtype && first !== undefined ? memberTypes(first.value, environment) : undefined;
  }
  if (value.kind !== 'list') return undefined;
  const members = value.elements.flatMap((element): MemberType[] => {
    const [written, type] = element.kind === 'list' ? element.elements : [];
    const name = environment.string(written);
    const dtype = dtypeOf(type, environment);
    return name === undefined || dtype === undefined ? [] : [{ name, dtype }];
  });
  return members.length > 0 && members.length === value.elements.length ? members : undefined;
}

/** Equal for dtypes of the same members in the same order. */
export function structKey(members: readonly MemberType[]): string {
  return members.map(({ name, dtype }) => `${name}:${dtype}`).join();
}

function structName(name: string): string | undefined {
  return /^[A-Za-z_]\w*$/.test(name) ? name : undefined;
}

/** How C++ spells a dtype: `float`, `long long`, `pycuda::complex<float>`; a struct's own name. */
export function cTypeOf(dtype: string): string {
  const type = dtypeType(dtype);
  if (type === undefined) return dtype;
  return type.kind === 'complex' ? `pycuda::${describe(type)}` : describe(type);
}
