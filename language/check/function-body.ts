import type { FunctionDeclaration, Statement, TypeName, VariableDeclarator } from '../cpp/tree';
import { childStatements, statementExpressions } from '../cpp/walk';
import { Findings } from '../diagnostics/diagnostic';
import { unknownType, voidType } from '../types/builtin';
import { arrayType } from '../types/layout';
import { resolveType } from '../types/resolve';
import type { StructType, Type } from '../types/type';
import { constantValue } from './constant';
import { initialize } from './initialize';
import { decay } from './convert';
import { LocalScope, type VariableScope } from './scope';
import type { TypeTable } from './type-table';
import type { PreambleScope } from './typed';
import { createTyping } from './expression';
import type { Typing } from './typing';

export interface FunctionContext {
  readonly text: string;
  readonly preamble: PreambleScope;
  readonly variables: VariableScope;
  readonly types: TypeTable;
}

/**
 * Types every expression of a function, for the evaluator. What does not type stays unknown and is not reported: the
 * compiler knows more of C++ than this. `struct` is the one that a method or a constructor belongs to.
 */
export function typeFunction(context: FunctionContext, declaration: FunctionDeclaration, struct?: StructType): void {
  if (declaration.opaque) return;
  const scope = new LocalScope(context.variables);
  for (const field of struct?.fields ?? []) scope.declare(field.name, { type: field.type, role: 'local' });
  const body = new FunctionTyping(context, resultType(context, declaration.returnType));
  for (const parameter of declaration.parameters) {
    const type = resolveType(parameter.type, context.preamble) ?? unknownType;
    scope.declare(parameter.name, { type, role: 'local' });
    if (parameter.defaultValue) body.typingIn(scope).type(parameter.defaultValue);
  }
  for (const { name, arguments: values } of declaration.memberInitializers) {
    const typing = body.typingIn(scope);
    const field = struct?.fields.find((each) => each.name === name);
    for (const value of values) {
      const type = typing.type(value);
      if (field && values.length === 1) initialize(typing, value, type, field.type);
    }
  }
  if (declaration.body) body.statement(declaration.body, scope);
}

function resultType(context: FunctionContext, name: TypeName | undefined): Type {
  return name === undefined ? voidType : (resolveType(name, context.preamble) ?? unknownType);
}

class FunctionTyping {
  constructor(
    private readonly context: FunctionContext,
    private readonly result: Type,
  ) {}

  typingIn(variables: VariableScope): Typing {
    return createTyping({ ...this.context, variables, findings: new Findings(), canAssign: true, hasIndex: false });
  }

  statement(statement: Statement, scope: LocalScope): void {
    const typing = this.typingIn(scope);
    switch (statement.kind) {
      case 'block':
      case 'for': {
        const inner = new LocalScope(scope);
        // The initialiser declares the variable that the condition and the step use.
        if (statement.kind === 'for' && statement.initializer) this.statement(statement.initializer, inner);
        for (const expression of statementExpressions(statement)) this.typingIn(inner).type(expression);
        for (const child of childStatements(statement)) {
          if (statement.kind !== 'for' || child !== statement.initializer) this.statement(child, inner);
        }
        return;
      }
      case 'declaration':
        for (const variable of statement.variables) this.declare(variable, scope);
        return;
      case 'return':
        if (statement.value) initialize(typing, statement.value, typing.type(statement.value), this.result);
        return;
      case 'expression':
      case 'if':
      case 'while':
      case 'do':
      case 'switch':
      case 'break':
      case 'continue':
      case 'opaque': {
        for (const expression of statementExpressions(statement)) typing.type(expression);
        // The clauses of a switch share a scope.
        const inner = new LocalScope(scope);
        for (const child of childStatements(statement)) this.statement(child, inner);
        return;
      }
    }
  }

  private declare(variable: VariableDeclarator, scope: LocalScope): void {
    const typing = this.typingIn(scope);
    const given = variable.initializer && typing.type(variable.initializer);
    for (const size of variable.arraySizes) typing.type(size);
    let type = resolveType(variable.type, this.context.preamble) ?? unknownType;
    if (variable.type.name === 'auto' && given !== undefined && variable.type.pointers === 0) type = decay(given);
    for (const size of variable.arraySizes.toReversed()) {
      const length = constantValue(size);
      type = typeof length === 'bigint' && length > 0n ? arrayType(type, Number(length)) : unknownType;
    }
    if (variable.initializer && given) initialize(typing, variable.initializer, given, type);
    scope.declare(variable.name, { type, role: 'local' });
  }
}
