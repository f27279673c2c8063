import type { EnumDeclaration, Expression } from '../cpp/tree';
import { findConstant } from '../cuda/constants';
import { promote } from '../types/conversions';
import type { Type } from '../types/type';
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

/** The constants that CUDA C++ and its headers name, in the type that the checker gives them. */
export function namedConstant(expression: Expression, name: string, compiler: Compiler): RuntimeValue {
  const named = findConstant(name.replace(/^::/, ''));
  return named && constantOf(named.value, compiler.types.typeOf(expression), compiler);
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
