import type { Expression, FunctionDeclaration, Statement } from '../../cpp/tree';
import { childStatements, statementExpressions, walkExpression } from '../../cpp/walk';
import type { Span } from '../../text/span';
import type { Callable } from './callable';

/** A call of a preamble's function, constructors and overloaded operators included. */
export interface Call {
  readonly target: FunctionDeclaration;
  /** The name or the operator that stands for the function, counted from the caller's item. */
  readonly span: Span;
}

/** The calls in the body of a function or in the expressions of a kernel. */
export function callsIn(caller: Callable): Call[] {
  const calls: Call[] = [];
  for (const root of expressionsOf(caller)) {
    walkExpression(root, (expression) => {
      const span = nameOfCall(expression);
      if (span === undefined) return;
      for (const target of targetsOf(caller, expression)) calls.push({ target, span });
    });
  }
  return calls;
}

function expressionsOf(caller: Callable): Expression[] {
  if (caller.kind === 'kernel') {
    const { map, reduce, neutral, postMap } = caller.parts.kernel;
    return [map, reduce, neutral, postMap].flatMap((field) => (field ? [field.expression] : []));
  }
  const { parameters, memberInitializers, body } = caller.declaration;
  return [
    ...parameters.flatMap(({ defaultValue }) => (defaultValue ? [defaultValue] : [])),
    ...memberInitializers.flatMap((initializer) => initializer.arguments),
    ...(body ? statementTree(body) : []),
  ];
}

function statementTree(statement: Statement): Expression[] {
  return [...statementExpressions(statement), ...childStatements(statement).flatMap(statementTree)];
}

/** What stands for the function in an expression that may call one. */
function nameOfCall(expression: Expression): Span | undefined {
  switch (expression.kind) {
    case 'call': {
      let { callee } = expression;
      while (callee.kind === 'parenthesized') callee = callee.inner;
      return callee.kind === 'member' ? callee.memberSpan : callee.span;
    }
    case 'unary':
    case 'postfix':
    case 'binary':
    case 'assignment':
    case 'comma':
      return expression.operatorSpan;
    case 'cast':
      return expression.type.nameSpan;
    case 'brace':
      return expression.type?.nameSpan ?? expression.span;
    case 'index':
      return expression.span;
    default:
      return undefined;
  }
}

/** Where the arguments' types leave open which overload a call means, it may mean each. */
function targetsOf({ types, scope }: Callable, expression: Expression): readonly FunctionDeclaration[] {
  const callee = types.calleeOf(expression);
  switch (callee?.kind) {
    case 'preamble':
    case 'method':
      return [callee.declaration];
    case 'constructor':
      return callee.declaration ? [callee.declaration] : [];
    case 'cuda':
      return [];
    case undefined: {
      if (expression.kind !== 'call' || expression.callee.kind !== 'name') return [];
      return scope.functions.get(expression.callee.name.replace(/^::/, '')) ?? [];
    }
  }
}
