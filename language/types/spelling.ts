import { arithmetic } from './builtin';
import type { Type } from './type';

/** The type in CUDA C++, as generated code spells it. An unknown type has no spelling and gives `auto`. */
export function spell(type: Type): string {
  switch (type.kind) {
    case 'void':
      return 'void';
    case 'arithmetic':
      if (type.name === 'half') return '__half';
      if (type.name === 'bfloat16') return '__nv_bfloat16';
      return type.name;
    case 'complex':
      if (type.family === 'pycuda') return `pycuda::complex<${type.element.name}>`;
      return type.element === arithmetic.float ? 'cuFloatComplex' : 'cuDoubleComplex';
    case 'vector':
    case 'struct':
      return type.name;
    case 'pointer':
      return `${type.isConst ? 'const ' : ''}${spell(type.pointee)} *`;
    case 'array':
      return `${spell(type.element)}[${type.length}]`;
    case 'unknown':
      return 'auto';
  }
}

/** The type as messages name it: C++, with the short names that people use. */
export function describe(type: Type): string {
  switch (type.kind) {
    case 'arithmetic':
      return type.name;
    case 'complex':
      return type.family === 'pycuda' ? `complex<${type.element.name}>` : spell(type);
    case 'pointer':
      return `${type.isConst ? 'const ' : ''}${describe(type.pointee)} *`;
    case 'array':
      return `${describe(type.element)}[${type.length}]`;
    case 'void':
    case 'vector':
    case 'struct':
    case 'unknown':
      return spell(type);
  }
}
