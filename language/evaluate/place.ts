import type { Expression, IndexExpression, MemberExpression } from '../cpp/tree';
import { arithmetic } from '../types/builtin';
import type { Compiler } from './compiler';
import { notEvaluable, undefinedBehaviour } from './context';
import type { Frame, Locals } from './frame';
import { thisSlot } from './frame';
import { compileConverted, load } from './operand';
import type { RuntimeValue } from './value';
import { Aggregate, Pointer, partsOf } from './value';

export type Place = (frame: Frame) => Pointer;

/** Compiles an lvalue to the place that it stands for. */
export function compilePlace(expression: Expression, locals: Locals, compiler: Compiler): Place {
  switch (expression.kind) {
    case 'parenthesized':
      return compiler.place(expression.inner, locals);
    case 'name':
      return placeOfName(expression.name, locals);
    case 'member':
      return placeOfMember(expression, locals, compiler);
    case 'index':
      return placeOfIndex(expression, locals, compiler);
    case 'unary': {
      if (expression.operator !== '*') return notEvaluable('lvalue');
      const pointer = compiler.value(expression.operand, locals);
      return (frame) => pointer(frame) as Pointer;
    }
    default:
      return notEvaluable('lvalue');
  }
}

function placeOfName(name: string, locals: Locals): Place {
  const variable = locals.find(name);
  if (variable !== undefined) {
    const { slot } = variable;
    return variable.isReference ? (frame) => frame[slot] as Pointer : (frame) => new Pointer(frame, slot);
  }
  const fields = locals.receiver?.kind === 'struct' ? locals.receiver.fields : [];
  const index = fields.findIndex((field) => field.name === name);
  if (index < 0) return notEvaluable('lvalue');
  return (frame) => new Pointer((load(frame[thisSlot] as Pointer) as Aggregate).items, index);
}

function placeOfMember(expression: MemberExpression, locals: Locals, compiler: Compiler): Place {
  const index = partIndex(expression, compiler);
  const object = compiler.value(expression.object, locals);
  if (compiler.types.typeOf(expression.object).kind === 'pointer') {
    return (frame) => new Pointer((load(object(frame) as Pointer) as Aggregate).items, index);
  }
  return (frame) => new Pointer((object(frame) as Aggregate).items, index);
}

function placeOfIndex(expression: IndexExpression, locals: Locals, compiler: Compiler): Place {
  const objectType = compiler.types.typeOf(expression.object);
  const object = compiler.value(expression.object, locals);
  const index = compileConverted(expression.index, arithmetic['long long'], locals, compiler);
  switch (objectType.kind) {
    case 'array':
      return (frame) => new Pointer((object(frame) as Aggregate).items, Number(index(frame)));
    case 'pointer':
      return (frame) => (object(frame) as Pointer).advance(Number(index(frame)));
    default:
      return notEvaluable('index');
  }
}

/** Which part of its object a member is. */
export function partIndex(expression: MemberExpression, compiler: Compiler): number {
  const { object, member } = expression;
  const type = compiler.types.typeOf(object);
  const owner = type.kind === 'pointer' ? type.pointee : type;
  // `cuFloatComplex` is a `float2`, with its names.
  const name = owner.kind === 'complex' ? (member === 'x' ? 're' : member === 'y' ? 'im' : '') : member;
  const index = partsOf(owner)?.findIndex((part) => part.name === name) ?? -1;
  return index >= 0 ? index : notEvaluable(`member ${member}`);
}

/** Writes a value that nothing else shares. Objects keep their identity, which references to them rely on. */
export function storeAt(pointer: Pointer, value: RuntimeValue): void {
  const index = pointer.locate(0);
  if (index === undefined || pointer.cyclic) throw undefinedBehaviour;
  const old = pointer.items[index];
  if (old instanceof Aggregate && value instanceof Aggregate) {
    for (const [part, item] of value.items.entries()) old.items[part] = item;
  } else {
    pointer.items[index] = value;
  }
}

/** Compiles an lvalue to what writes to it. */
export function compileStore(
  target: Expression,
  locals: Locals,
  compiler: Compiler,
): (frame: Frame, value: RuntimeValue) => void {
  if (target.kind === 'name' && compiler.types.typeOf(target).kind === 'arithmetic') {
    const variable = locals.find(target.name);
    if (variable !== undefined && !variable.isReference) {
      const { slot } = variable;
      return (frame, value) => {
        frame[slot] = value;
      };
    }
  }
  const place = compiler.place(target, locals);
  return (frame, value) => storeAt(place(frame), value);
}
