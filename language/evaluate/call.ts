import type { CallExpression, Expression, FunctionDeclaration } from '../cpp/tree';
import type { Callee } from '../check/typed';
import { sameType } from '../types/conversions';
import type { Type } from '../types/type';
import type { Compiler } from './compiler';
import { notEvaluable } from './context';
import type { Code, Frame, Locals } from './frame';
import { thisSlot } from './frame';
import { implementationOf } from './functions/implementation';
import { compileConverted, initialized, load } from './operand';
import type { RuntimeValue } from './value';
import { Pointer, copyValue, partsOf } from './value';

/** Compiles a call of a CUDA function, a function of a preamble or a method, or a construction. */
export function compileCall(expression: CallExpression, locals: Locals, compiler: Compiler): Code {
  const callee = compiler.types.calleeOf(expression);
  switch (callee?.kind) {
    case 'cuda':
      return compileCudaCall(callee, expression.arguments, locals, compiler);
    case 'preamble':
      return compileFunctionCall(callee.declaration, callee, undefined, expression.arguments, locals, compiler);
    case 'method': {
      const receiver = receiverOf(expression.callee, callee.struct, locals, compiler);
      return compileFunctionCall(callee.declaration, callee, receiver, expression.arguments, locals, compiler);
    }
    case 'constructor':
      return compiler.construction(expression, callee.type, expression.arguments, locals);
    case undefined:
      return notEvaluable('call');
  }
}

/** An operator that resolved to a function; undefined for a built-in one. */
export function compileOperatorCall(
  expression: Expression,
  operands: readonly Expression[],
  locals: Locals,
  compiler: Compiler,
): Code | undefined {
  const callee = compiler.types.calleeOf(expression);
  const [first, ...rest] = operands;
  if (callee?.kind === 'preamble') {
    return compileFunctionCall(callee.declaration, callee, undefined, operands, locals, compiler);
  }
  if (callee?.kind !== 'method' || first === undefined) return undefined;
  const object = compiler.value(first, locals);
  const receiver: Receiver = { type: callee.struct, code: (frame) => new Pointer([object(frame)], 0) };
  return compileFunctionCall(callee.declaration, callee, receiver, rest, locals, compiler);
}

function compileCudaCall(
  callee: Extract<Callee, { kind: 'cuda' }>,
  given: readonly Expression[],
  locals: Locals,
  compiler: Compiler,
): Code {
  const { overload } = callee;
  const codes = overload.parameters.map((parameter, index) => {
    const argument = given[index];
    return argument === undefined
      ? notEvaluable('arguments')
      : compileConverted(argument, parameter.type, locals, compiler);
  });
  const [x, y, z, w] = codes;
  if (x === undefined) return notEvaluable('function');
  if (overload.parameters[0]?.type.kind === 'pointer') {
    // The loads with a cache hint: `__ldg(&x[i])`.
    if (!callee.function.name.startsWith('__ld') || codes.length !== 1) return notEvaluable('function');
    return (frame) => copyValue(load(x(frame) as Pointer));
  }
  const implementation = implementationOf(callee.function, overload, compiler.context);
  if (implementation === undefined || codes.length > 4) return notEvaluable(callee.function.name);
  if (y === undefined) return (frame) => implementation(x(frame), undefined, undefined, undefined);
  if (z === undefined) return (frame) => implementation(x(frame), y(frame), undefined, undefined);
  if (w === undefined) return (frame) => implementation(x(frame), y(frame), z(frame), undefined);
  return (frame) => implementation(x(frame), y(frame), z(frame), w(frame));
}

/** Of a method's call: the object it is called on, as the pointer that `this` is. */
interface Receiver {
  readonly type: Type;
  readonly code: (frame: Frame) => RuntimeValue;
}

function receiverOf(callee: Expression, type: Type, locals: Locals, compiler: Compiler): Receiver {
  if (callee.kind === 'name') {
    if (locals.receiver === undefined) return notEvaluable('method');
    return { type, code: (frame) => frame[thisSlot] };
  }
  if (callee.kind !== 'member') return notEvaluable('method');
  const object = compiler.value(callee.object, locals);
  if (callee.arrow) return { type, code: object };
  return { type, code: (frame) => new Pointer([object(frame)], 0) };
}

function compileFunctionCall(
  declaration: FunctionDeclaration,
  signature: { readonly parameters: readonly Type[]; readonly result: Type },
  receiver: Receiver | undefined,
  given: readonly Expression[],
  locals: Locals,
  compiler: Compiler,
): Code {
  const fill = bindArguments(declaration, signature.parameters, given, locals, compiler);
  const callee = compiler.function(declaration, signature.parameters, signature.result, receiver?.type);
  const isVoid = signature.result.kind === 'void';
  return (frame) => {
    const inner = callee.newFrame();
    fill(frame, inner);
    if (receiver !== undefined) inner[thisSlot] = receiver.code(frame);
    const result = callee.run(inner);
    return isVoid ? result : initialized(result);
  };
}

/**
 * Compiles what evaluates the arguments of a call and puts them into the new frame, whose parameters start behind
 * `this`. Composite values that are passed by reference are shared, scalars by pointer.
 */
export function bindArguments(
  declaration: FunctionDeclaration,
  parameters: readonly Type[],
  given: readonly Expression[],
  locals: Locals,
  compiler: Compiler,
): (frame: Frame, inner: Frame) => void {
  if (given.length > declaration.parameters.length) return notEvaluable('arguments');
  const codes = declaration.parameters.map((parameter, index): Code => {
    const type = parameters[index] ?? notEvaluable('parameter');
    const argument = given[index];
    if (argument === undefined) {
      const { defaultValue } = parameter;
      return defaultValue === undefined
        ? notEvaluable('arguments')
        : compiler.initial(defaultValue, type, compiler.emptyLocals());
    }
    if (!parameter.type.isReference) return compiler.initial(argument, type, locals);
    if (partsOf(type) !== undefined && sameType(compiler.types.typeOf(argument), type)) {
      return compiler.value(argument, locals);
    }
    if (isScalarReference(parameter, type)) return compiler.place(argument, locals);
    return parameter.type.isConst ? compiler.initial(argument, type, locals) : notEvaluable('reference');
  });
  return (frame, inner) => {
    for (let index = 0; index < codes.length; index++) inner[thisSlot + 1 + index] = codes[index]?.(frame);
  };
}

/** True for parameters through which a function may write to a scalar of its caller. */
export function isScalarReference(parameter: FunctionDeclaration['parameters'][number], type: Type): boolean {
  return parameter.type.isReference && !parameter.type.isConst && partsOf(type) === undefined;
}
