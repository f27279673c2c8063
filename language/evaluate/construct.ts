import type { BraceExpression, CastExpression, Expression, StructDeclaration } from '../cpp/tree';
import { voidType } from '../types/builtin';
import { sameType } from '../types/conversions';
import type { StructType, Type } from '../types/type';
import { bindArguments } from './call';
import type { Compiler } from './compiler';
import { notEvaluable } from './context';
import { conversion, zeroOf } from './convert';
import type { Code, Locals } from './frame';
import { thisSlot } from './frame';
import { compileConverted } from './operand';
import type { RuntimeValue } from './value';
import { Aggregate, Pointer, copyValue, partsOf } from './value';

/** Compiles a cast, `T(x, y)`, `T{x, y}`, or braces whose type the checker knows. */
export function compileConstruction(
  expression: CastExpression | BraceExpression,
  locals: Locals,
  compiler: Compiler,
): Code {
  const type = compiler.types.typeOf(expression);
  const operands = expression.kind === 'cast' ? expression.operands : expression.elements;
  if (expression.kind === 'cast') {
    if (expression.type.isReference || expression.style === 'reinterpret_cast') return notEvaluable('cast');
    if (type.kind === 'void') return notEvaluable('cast');
  }
  return constructionOf(expression, type, operands, locals, compiler);
}

/** Compiles the initialisation of an object of a type. The value shares nothing with any other. */
export function compileInitial(expression: Expression, type: Type, locals: Locals, compiler: Compiler): Code {
  if (expression.kind === 'brace' && expression.type === undefined) {
    return constructionOf(expression, type, expression.elements, locals, compiler);
  }
  const value = compileConverted(expression, type, locals, compiler);
  return partsOf(type) === undefined || isFresh(expression) ? value : (frame) => copyValue(value(frame));
}

/** True for expressions whose value is made anew, so that nothing else can share it. */
function isFresh(expression: Expression): boolean {
  switch (expression.kind) {
    case 'parenthesized':
      return isFresh(expression.inner);
    case 'call':
    case 'binary':
    case 'brace':
    case 'cast':
      return true;
    default:
      return false;
  }
}

/** Compiles the construction of a value; `expression` is what the checker may have resolved to a constructor. */
export function constructionOf(
  expression: Expression | undefined,
  type: Type,
  operands: readonly Expression[],
  locals: Locals,
  compiler: Compiler,
): Code {
  const [first] = operands;
  const callee = expression && compiler.types.calleeOf(expression);
  if (callee?.kind === 'constructor' && callee.declaration !== undefined && type.kind === 'struct') {
    const parameters = callee.parameters ?? notEvaluable('constructor');
    const constructor = compiler.function(callee.declaration, parameters, voidType, type);
    const fill = bindArguments(callee.declaration, parameters, operands, locals, compiler);
    const blank = blankStruct(type, compiler);
    return (frame) => {
      const inner = constructor.newFrame();
      fill(frame, inner);
      const created = blank();
      inner[thisSlot] = new Pointer([created], 0);
      constructor.run(inner);
      return created;
    };
  }
  if (first !== undefined && operands.length === 1) {
    const from = compiler.types.typeOf(first);
    const isValue = from.kind === 'arithmetic' || from.kind === 'complex' || sameType(from, type);
    if (isValue && (type.kind === 'arithmetic' || type.kind === 'complex' || sameType(from, type))) {
      const value = compiler.value(first, locals);
      const convert = conversion(from, type, compiler.context);
      if (convert !== undefined) return (frame) => convert(value(frame));
      return partsOf(type) === undefined ? value : (frame) => copyValue(value(frame));
    }
  }
  return memberwise(type, operands, locals, compiler);
}

/** Aggregate initialisation: parts in order, the rest from their defaults or zero. */
function memberwise(type: Type, operands: readonly Expression[], locals: Locals, compiler: Compiler): Code {
  const parts = partsOf(type);
  if (parts === undefined) {
    if (operands.length > 0 || type.kind !== 'arithmetic') return notEvaluable('initialiser');
    const zero = zeroOf(type, compiler.context);
    return () => zero;
  }
  if (operands.length > parts.length) return notEvaluable('initialiser');
  if (type.kind === 'struct' && (declarationOf(type, compiler)?.constructors.length ?? 0) > 0) {
    return notEvaluable('constructor');
  }
  const defaults = type.kind === 'struct' ? declarationOf(type, compiler)?.fields : undefined;
  const codes = parts.map((part, index) => {
    const operand = operands[index] ?? defaults?.[index]?.initializer;
    return operand === undefined
      ? memberwise(part.type, [], locals, compiler)
      : compiler.initial(operand, part.type, locals);
  });
  return (frame) => new Aggregate(codes.map((code) => code(frame)));
}

function declarationOf(type: StructType, compiler: Compiler): StructDeclaration | undefined {
  return compiler.scope.structs.get(type.name)?.declaration;
}

/** An object as it is before its constructor runs: only what has an initialiser in the struct has a value. */
function blankStruct(type: StructType, compiler: Compiler): () => Aggregate {
  const fields = declarationOf(type, compiler)?.fields ?? [];
  const initializers = type.fields.map((field, index) => {
    const initializer = fields[index]?.initializer;
    return initializer === undefined
      ? () => uninitialized(field.type)
      : compiler.initial(initializer, field.type, compiler.emptyLocals());
  });
  return () => new Aggregate(initializers.map((code) => code([])));
}

/** The value of a variable without an initialiser: parts exist, scalars have no value. */
export function uninitialized(type: Type): RuntimeValue {
  const parts = partsOf(type);
  return parts && new Aggregate(parts.map((part) => uninitialized(part.type)));
}
