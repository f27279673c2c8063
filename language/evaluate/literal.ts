import type { Expression, EnumDeclaration } from '../cpp/tree';
import { arithmetic } from '../types/builtin';
import { promote } from '../types/conversions';
import { floatFormatOf, integerRange } from '../types/dtypes';
import type { ArithmeticType, Type } from '../types/type';
import type { Compiler } from './compiler';
import { notEvaluable } from './context';
import { floatingConstant, integerConstant } from './convert';
import { Locals } from './frame';
import type { RuntimeValue } from './value';

/** A number in the representation of its type. */
export function constantOf(value: number | bigint | boolean, type: Type, compiler: Compiler): RuntimeValue {
  if (type.kind !== 'arithmetic') return notEvaluable('literal');
  if (type.category === 'floating') return floatingConstant(Number(value), type, compiler.context);
  return integerConstant(typeof value === 'number' ? BigInt(Math.trunc(value)) : BigInt(value), type);
}

const limits: ReadonlyMap<string, number | bigint> = new Map<string, number | bigint>([
  ['INFINITY', Infinity],
  ['NAN', NaN],
  ['HUGE_VAL', Infinity],
  ['HUGE_VALF', Infinity],
  ...floatLimits('FLT', arithmetic.float),
  ...floatLimits('DBL', arithmetic.double),
  ...integerLimits('CHAR', arithmetic.char),
  ...integerLimits('SCHAR', arithmetic['signed char']),
  ...integerLimits('UCHAR', arithmetic['unsigned char']),
  ...integerLimits('SHRT', arithmetic.short),
  ...integerLimits('USHRT', arithmetic['unsigned short']),
  ...integerLimits('INT', arithmetic.int),
  ...integerLimits('UINT', arithmetic['unsigned int']),
  ...integerLimits('LONG', arithmetic.long),
  ...integerLimits('ULONG', arithmetic['unsigned long']),
  ...integerLimits('LLONG', arithmetic['long long']),
  ...integerLimits('ULLONG', arithmetic['unsigned long long']),
  ['INT8_MIN', -(1n << 7n)],
  ['INT8_MAX', (1n << 7n) - 1n],
  ['UINT8_MAX', (1n << 8n) - 1n],
  ['INT16_MIN', -(1n << 15n)],
  ['INT16_MAX', (1n << 15n) - 1n],
  ['UINT16_MAX', (1n << 16n) - 1n],
  ['INT32_MIN', -(1n << 31n)],
  ['INT32_MAX', (1n << 31n) - 1n],
  ['UINT32_MAX', (1n << 32n) - 1n],
  ['INT64_MIN', -(1n << 63n)],
  ['INT64_MAX', (1n << 63n) - 1n],
  ['UINT64_MAX', (1n << 64n) - 1n],
  ['SIZE_MAX', (1n << 64n) - 1n],
  ['M_PI', Math.PI],
  ['M_PI_2', Math.PI / 2],
  ['M_PI_4', Math.PI / 4],
  ['M_1_PI', 1 / Math.PI],
  ['M_2_PI', 2 / Math.PI],
  ['M_2_SQRTPI', 2 / Math.sqrt(Math.PI)],
  ['M_E', Math.E],
  ['M_LOG2E', Math.LOG2E],
  ['M_LOG10E', Math.LOG10E],
  ['M_LN2', Math.LN2],
  ['M_LN10', Math.LN10],
  ['M_SQRT2', Math.SQRT2],
  ['M_SQRT1_2', Math.SQRT1_2],
  ['CUDART_INF', Infinity],
  ['CUDART_INF_F', Infinity],
  ['CUDART_NAN', NaN],
  ['CUDART_NAN_F', NaN],
  ['CUDART_PI', Math.PI],
  ['CUDART_PI_F', Math.PI],
]);

function floatLimits(prefix: string, type: ArithmeticType): [string, number][] {
  const format = floatFormatOf(type);
  return [
    [`${prefix}_MAX`, format.largest],
    [`${prefix}_MIN`, format.smallestNormal],
    [`${prefix}_EPSILON`, 2 ** (1 - format.precision)],
  ];
}

function integerLimits(prefix: string, type: ArithmeticType): [string, bigint][] {
  const { min, max } = integerRange(type);
  return [
    [`${prefix}_MIN`, min],
    [`${prefix}_MAX`, max],
  ];
}

/** The constants that CUDA C++ and its headers name, in the type that the checker gives them. */
export function namedConstant(expression: Expression, name: string, compiler: Compiler): RuntimeValue {
  const value = limits.get(name.replace(/^::/, ''));
  const type = compiler.types.typeOf(expression);
  return value === undefined ? undefined : constantOf(value, type, compiler);
}

/** The value of an enumerator, `member` or `Enum::member`; undefined where there is none. */
export function enumerator(name: string, expression: Expression, compiler: Compiler): RuntimeValue {
  const parts = name.split('::');
  const member = parts.pop();
  const owner = parts.pop();
  for (const declaration of compiler.scope.enums.values()) {
    const mayName = owner === undefined ? !declaration.scoped : declaration.name === owner;
    if (!mayName || !declaration.members.some((each) => each.name === member)) continue;
    return constantOf(
      enumeratorValue(declaration, member ?? '', compiler),
      compiler.types.typeOf(expression),
      compiler,
    );
  }
  return undefined;
}

function enumeratorValue(declaration: EnumDeclaration, name: string, compiler: Compiler): bigint {
  let next = 0n;
  for (const member of declaration.members) {
    if (member.value !== undefined) {
      const type = compiler.types.typeOf(member.value);
      if (type.kind !== 'arithmetic' || type.category === 'floating') return notEvaluable('enumerator');
      const locals = new Locals();
      const value = compiler.initial(member.value, promote(type), locals)(new Array<RuntimeValue>(locals.frameSize));
      next = BigInt(value as number | bigint);
    }
    if (member.name === name) return next;
    next += 1n;
  }
  return notEvaluable('enumerator');
}
