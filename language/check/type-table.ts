import type { Expression } from '../cpp/tree';
import { unknownType } from '../types/builtin';
import type { Type } from '../types/type';
import type { Callee, ExpressionTypes } from './typed';

/** Records what the checker finds out; asks the tables of the preambles before it for what it does not have. */
export class TypeTable implements ExpressionTypes {
  private readonly types = new Map<Expression, Type>();
  private callees: Map<Expression, Callee> | undefined;

  constructor(private readonly earlier?: ExpressionTypes) {}

  typeOf(expression: Expression): Type {
    return this.types.get(expression) ?? this.earlier?.typeOf(expression) ?? unknownType;
  }

  calleeOf(expression: Expression): Callee | undefined {
    return this.callees?.get(expression) ?? this.earlier?.calleeOf(expression);
  }

  setType(expression: Expression, type: Type): void {
    this.types.set(expression, type);
  }

  setCallee(expression: Expression, callee: Callee): void {
    (this.callees ??= new Map<Expression, Callee>()).set(expression, callee);
  }
}
