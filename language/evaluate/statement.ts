import type { ForStatement, Statement, SwitchStatement, VariableDeclarator } from '../cpp/tree';
import { arithmetic } from '../types/builtin';
import { isArithmetic, promote } from '../types/conversions';
import { arrayType } from '../types/layout';
import { resolveType } from '../types/resolve';
import type { Type } from '../types/type';
import type { Compiler } from './compiler';
import { uninitialized } from './construct';
import { notEvaluable } from './context';
import type { Code, Completion, Locals, StatementCode } from './frame';
import { resultSlot } from './frame';
import { compileCondition, compileConverted } from './operand';
import { partsOf } from './value';

/** Compiles a statement of a function that returns `result`. */
export function compileStatement(
  statement: Statement,
  result: Type,
  locals: Locals,
  compiler: Compiler,
): StatementCode {
  switch (statement.kind) {
    case 'block':
      return locals.nest(() => sequence(statement.statements.map((each) => compiler.statement(each, result, locals))));
    case 'declaration':
      return asStatement(statement.variables.map((variable) => compileVariable(variable, locals, compiler)));
    case 'expression':
      return asStatement([compiler.value(statement.expression, locals)]);
    case 'return': {
      if (statement.value === undefined) return () => 'return';
      const value = compiler.initial(statement.value, result, locals);
      return (frame) => {
        frame[resultSlot] = value(frame);
        return 'return';
      };
    }
    case 'if': {
      const condition = compileCondition(statement.condition, locals, compiler);
      const whenTrue = locals.nest(() => compiler.statement(statement.whenTrue, result, locals));
      const { whenFalse } = statement;
      const otherwise = whenFalse && locals.nest(() => compiler.statement(whenFalse, result, locals));
      return (frame) => (condition(frame) ? whenTrue(frame) : otherwise ? otherwise(frame) : 'next');
    }
    case 'while': {
      const condition = compileCondition(statement.condition, locals, compiler);
      const body = locals.nest(() => compiler.statement(statement.body, result, locals));
      return loop(condition, body, undefined, compiler);
    }
    case 'do': {
      const condition = compileCondition(statement.condition, locals, compiler);
      const body = locals.nest(() => compiler.statement(statement.body, result, locals));
      const rest = loop(condition, body, undefined, compiler);
      return (frame) => {
        const completion = body(frame);
        if (completion === 'return') return completion;
        return completion === 'break' ? 'next' : rest(frame);
      };
    }
    case 'for':
      return locals.nest(() => compileFor(statement, result, locals, compiler));
    case 'switch':
      return locals.nest(() => compileSwitch(statement, result, locals, compiler));
    case 'break':
    case 'continue': {
      const completion: Completion = statement.kind;
      return () => completion;
    }
    case 'opaque':
      return notEvaluable('statement');
  }
}

function sequence(codes: readonly StatementCode[]): StatementCode {
  return (frame) => {
    for (const code of codes) {
      const completion = code(frame);
      if (completion !== 'next') return completion;
    }
    return 'next';
  };
}

function asStatement(codes: readonly Code[]): StatementCode {
  return (frame) => {
    for (const code of codes) code(frame);
    return 'next';
  };
}

function loop(
  condition: (frame: Parameters<Code>[0]) => boolean,
  body: StatementCode,
  step: Code | undefined,
  compiler: Compiler,
): StatementCode {
  const { context } = compiler;
  return (frame) => {
    while (condition(frame)) {
      context.burn();
      const completion = body(frame);
      if (completion === 'return') return completion;
      if (completion === 'break') break;
      step?.(frame);
    }
    return 'next';
  };
}

function compileFor(statement: ForStatement, result: Type, locals: Locals, compiler: Compiler): StatementCode {
  const { initializer } = statement;
  const start = initializer && compiler.statement(initializer, result, locals);
  const condition = statement.condition ? compileCondition(statement.condition, locals, compiler) : () => true;
  const step = statement.step && compiler.value(statement.step, locals);
  const body = locals.nest(() => compiler.statement(statement.body, result, locals));
  const run = loop(condition, body, step, compiler);
  return (frame) => {
    start?.(frame);
    return run(frame);
  };
}

function compileSwitch(statement: SwitchStatement, result: Type, locals: Locals, compiler: Compiler): StatementCode {
  const subjectType = compiler.types.typeOf(statement.subject);
  if (!isArithmetic(subjectType)) return notEvaluable('switch');
  const type = promote(subjectType);
  const subject = compileConverted(statement.subject, type, locals, compiler);
  const labels = statement.clauses.map(({ label }) => label && compileConverted(label, type, locals, compiler));
  const bodies = statement.clauses.map((clause) =>
    sequence(clause.statements.map((each) => compiler.statement(each, result, locals))),
  );
  return (frame) => {
    const value = subject(frame);
    const matching = labels.findIndex((label) => label !== undefined && label(frame) === value);
    const start = matching >= 0 ? matching : statement.clauses.findIndex((clause) => clause.label === undefined);
    if (start < 0) return 'next';
    for (const body of bodies.slice(start)) {
      const completion = body(frame);
      if (completion === 'break') return 'next';
      if (completion !== 'next') return completion;
    }
    return 'next';
  };
}

function compileVariable(variable: VariableDeclarator, locals: Locals, compiler: Compiler): Code {
  const { initializer } = variable;
  const type = typeOfVariable(variable, compiler);
  const isComposite = partsOf(type) !== undefined;
  if (variable.type.isReference) {
    if (initializer === undefined) return notEvaluable('reference');
    // Composite values are shared as they are; scalars are reached through a pointer, or copied where they are const.
    const isPointer = !isComposite && !variable.type.isConst;
    const value = isPointer
      ? compiler.place(initializer, locals)
      : compileConverted(initializer, type, locals, compiler);
    const { slot } = locals.declare(variable.name, { type, isReference: isPointer, mayBeUninitialized: false });
    return (frame) => (frame[slot] = value(frame));
  }
  const value = initializer && compiler.initial(initializer, type, locals);
  // A struct with constructors would run the one without parameters.
  if (value === undefined && type.kind === 'struct' && hasConstructors(type.name, compiler)) {
    return notEvaluable('default construction');
  }
  const { slot } = locals.declare(variable.name, {
    type,
    isReference: false,
    mayBeUninitialized: value === undefined && !isComposite,
  });
  return (frame) => (frame[slot] = value === undefined ? uninitialized(type) : value(frame));
}

function hasConstructors(name: string, compiler: Compiler): boolean {
  const declaration = compiler.scope.structs.get(name)?.declaration;
  if (declaration === undefined) return false;
  return declaration.constructors.length > 0 || declaration.fields.some((field) => field.initializer !== undefined);
}

function typeOfVariable(variable: VariableDeclarator, compiler: Compiler): Type {
  const { initializer } = variable;
  const isAuto = variable.type.name === 'auto';
  const declared = isAuto
    ? initializer && compiler.types.typeOf(initializer)
    : resolveType(variable.type, compiler.scope);
  if (declared === undefined || declared.kind === 'unknown') return notEvaluable('type');
  return variable.arraySizes.reduceRight<Type>((element, size) => {
    const length = Number(compileConverted(size, arithmetic['long long'], compiler.emptyLocals(), compiler)([]));
    return length > 0 && length <= 4096 ? arrayType(element, length) : notEvaluable('array');
  }, declared);
}
