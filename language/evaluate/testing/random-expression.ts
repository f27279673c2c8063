import type { Callee, ExpressionTypes } from '../../check/typed';
import type { BinaryOperator, Expression, TypeName, UnaryOperator } from '../../cpp/tree';
import { findFunction } from '../../cuda/table';
import { arithmetic, unknownType } from '../../types/builtin';
import { promote, usualArithmeticConversion } from '../../types/conversions';
import type { ArithmeticName, ArithmeticType, Type } from '../../types/type';

/** A generated expression: its tree with the types that C++ gives its parts, and its text for a C++ compiler. */
export interface TypedText {
  readonly expression: Expression;
  readonly type: ArithmeticType;
  readonly text: string;
}

/** The types that the C++ compiler on this machine knows too. */
export const scalarNames: readonly ArithmeticName[] = [
  'bool',
  'signed char',
  'unsigned char',
  'short',
  'unsigned short',
  'int',
  'unsigned int',
  'long long',
  'unsigned long long',
  'float',
  'double',
];

/** Functions whose results C and IEEE 754 fix to the bit. */
const exactFunctions: readonly string[] = [
  'fabsf',
  'fabs',
  'sqrtf',
  'sqrt',
  'floorf',
  'floor',
  'ceilf',
  'ceil',
  'truncf',
  'trunc',
  'rintf',
  'rint',
  'roundf',
  'round',
  'fmaf',
  'fma',

  'fmodf',
  'fmod',
  'fdimf',
  'fdim',
];

const span = { start: 0, end: 0 };

/** Builds random typed expressions over one variable of each scalar type, from a stream of random numbers. */
export class RandomExpressions implements ExpressionTypes {
  private readonly types = new Map<Expression, Type>();
  private readonly callees = new Map<Expression, Callee>();

  /** @param random integers below a bound */
  constructor(private readonly random: (bound: number) => number) {}

  typeOf(expression: Expression): Type {
    return this.types.get(expression) ?? unknownType;
  }

  calleeOf(expression: Expression): Callee | undefined {
    return this.callees.get(expression);
  }

  next(depth: number): TypedText {
    if (depth === 0) return this.random(3) === 0 ? this.literal() : this.variable();
    switch (this.random(8)) {
      case 0:
        return this.unary(depth);
      case 1:
        return this.cast(depth);
      case 2:
        return this.conditional(depth);
      case 3:
        return this.call(depth);
      default:
        return this.binary(depth);
    }
  }

  private pick<T>(choices: readonly T[]): T {
    const choice = choices[this.random(choices.length)];
    if (choice === undefined) throw new Error('nothing to choose from');
    return choice;
  }

  private typed(expression: Expression, type: ArithmeticType, text: string): TypedText {
    this.types.set(expression, type);
    return { expression, type, text };
  }

  private variable(): TypedText {
    const name = this.pick(scalarNames);
    const text = variableName(name);
    return this.typed({ kind: 'name', span, name: text }, arithmetic[name], text);
  }

  private literal(): TypedText {
    if (this.random(2) === 0) {
      // No 0: g++ 12 folds `0 - (double)i` to `-(double)i`, which has the wrong sign for i = 0.
      const value = this.pick([1, 2, 3, 7, 31, 255, 65537, 2147483647]);
      const unsigned = this.random(3) === 0;
      const expression: Expression = {
        kind: 'integer',
        span,
        value: BigInt(value),
        base: 10,
        suffix: unsigned ? 'u' : '',
      };
      return this.typed(expression, arithmetic[unsigned ? 'unsigned int' : 'int'], `${value}${unsigned ? 'u' : ''}`);
    }
    const value = this.pick([0.5, 1.5, 0.1, 1e10, 3.25, 1e-3]);
    const single = this.random(2) === 0;
    const expression: Expression = { kind: 'float', span, value, suffix: single ? 'f' : '' };
    const digits = Number.isInteger(value) ? `${value}.0` : String(value);
    return this.typed(expression, single ? arithmetic.float : arithmetic.double, `${digits}${single ? 'f' : ''}`);
  }

  private unary(depth: number): TypedText {
    const operand = this.next(depth - 1);
    const integral = operand.type.category !== 'floating';
    const operator: UnaryOperator = this.pick(integral ? (['-', '+', '!', '~'] as const) : (['-', '+', '!'] as const));
    const expression: Expression = { kind: 'unary', span, operator, operatorSpan: span, operand: operand.expression };
    const type = operator === '!' ? arithmetic.bool : promote(operand.type);
    return this.typed(expression, type, `(${operator} ${operand.text})`);
  }

  private binary(depth: number): TypedText {
    const left = this.next(depth - 1);
    const right = this.next(this.random(depth));
    const integral = left.type.category !== 'floating' && right.type.category !== 'floating';
    const operator = this.pick<BinaryOperator>([
      '+',
      '-',
      '*',
      '/',
      '+',
      '-',
      '*',
      '<',
      '<=',
      '>',
      '>=',
      '==',
      '!=',
      '&&',
      '||',
      ...(integral ? (['%', '&', '|', '^', '<<', '>>'] as const) : []),
    ]);
    const expression: Expression = {
      kind: 'binary',
      span,
      operator,
      operatorSpan: span,
      left: left.expression,
      right: right.expression,
    };
    return this.typed(
      expression,
      binaryType(operator, left.type, right.type),
      `(${left.text} ${operator} ${right.text})`,
    );
  }

  private conditional(depth: number): TypedText {
    const condition = this.next(depth - 1);
    const whenTrue = this.next(depth - 1);
    const whenFalse = this.next(depth - 1);
    const expression: Expression = {
      kind: 'conditional',
      span,
      condition: condition.expression,
      whenTrue: whenTrue.expression,
      whenFalse: whenFalse.expression,
    };
    // Two operands of one type keep it: no promotion.
    const type = whenTrue.type === whenFalse.type ? whenTrue.type : common(whenTrue.type, whenFalse.type);
    return this.typed(expression, type, `(${condition.text} ? ${whenTrue.text} : ${whenFalse.text})`);
  }

  private cast(depth: number): TypedText {
    const operand = this.next(depth - 1);
    const name = this.pick(scalarNames);
    const type: TypeName = {
      kind: 'type',
      span,
      name,
      nameSpan: span,
      templateArguments: [],
      isConst: false,
      isVolatile: false,
      pointers: 0,
      isReference: false,
    };
    const expression: Expression = { kind: 'cast', span, style: 'c', type, operands: [operand.expression] };
    return this.typed(expression, arithmetic[name], `((${name}) ${operand.text})`);
  }

  private call(depth: number): TypedText {
    const name = this.pick(exactFunctions);
    const cudaFunction = findFunction(name);
    const wanted = name.endsWith('f') ? arithmetic.float : arithmetic.double;
    const overload = cudaFunction?.overloads.find((each) => each.result === wanted);
    if (cudaFunction === undefined || overload === undefined) throw new Error(`no function ${name}`);
    const given = overload.parameters.map(() => this.next(depth - 1));
    const callee: Expression = { kind: 'name', span, name };
    const expression: Expression = {
      kind: 'call',
      span,
      callee,
      arguments: given.map((each) => each.expression),
      argumentsSpan: span,
    };
    this.callees.set(expression, { kind: 'cuda', function: cudaFunction, overload });
    // A cast keeps C++ from choosing among its own overloads.
    const list = given.map((each) => `(${wanted.name}) ${each.text}`).join(', ');
    return this.typed(expression, wanted, `${name}(${list})`);
  }
}

export function variableName(name: ArithmeticName): string {
  return `v_${name.replaceAll(' ', '_')}`;
}

function common(left: ArithmeticType, right: ArithmeticType): ArithmeticType {
  const type = usualArithmeticConversion(left, right);
  if (type === undefined) throw new Error(`${left.name} and ${right.name} have no common type`);
  return type;
}

function binaryType(operator: BinaryOperator, left: ArithmeticType, right: ArithmeticType): ArithmeticType {
  if (['<', '<=', '>', '>=', '==', '!=', '&&', '||'].includes(operator)) return arithmetic.bool;
  return operator === '<<' || operator === '>>' ? promote(left) : common(left, right);
}
