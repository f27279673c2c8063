import type { Expression, Statement, TypeName } from './tree';

const none: readonly Expression[] = [];

/** The expressions directly below one, in source order; those in template arguments and `sizeof` included. */
export function childExpressions(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'integer':
    case 'float':
    case 'bool':
    case 'character':
    case 'string':
    case 'nullptr':
    case 'missing':
      return none;
    case 'name':
      return expression.templateArguments === undefined ? none : expressionsIn(expression.templateArguments);
    case 'unary':
    case 'postfix':
      return [expression.operand];
    case 'binary':
    case 'comma':
      return [expression.left, expression.right];
    case 'assignment':
      return [expression.target, expression.value];
    case 'conditional':
      return [expression.condition, expression.whenTrue, expression.whenFalse];
    case 'call':
      return [expression.callee, ...expression.arguments];
    case 'index':
      return [expression.object, expression.index];
    case 'member':
      return [expression.object, ...expressionsIn(expression.templateArguments ?? [])];
    case 'cast':
      return [...expressionsOfType(expression.type), ...expression.operands];
    case 'brace':
      return [...(expression.type ? expressionsOfType(expression.type) : []), ...expression.elements];
    case 'parenthesized':
      return [expression.inner];
    case 'sizeof':
      return expressionsIn([expression.operand]);
  }
}

function expressionsIn(nodes: readonly (TypeName | Expression)[]): Expression[] {
  return nodes.flatMap((node) => (node.kind === 'type' ? expressionsOfType(node) : [node]));
}

function expressionsOfType(type: TypeName): readonly Expression[] {
  return type.templateArguments.length === 0 ? none : expressionsIn(type.templateArguments);
}

/** Visits an expression and all below it, parents first, in source order. A visit that returns false skips those below. */
export function walkExpression(root: Expression, visit: (expression: Expression) => boolean | void): void {
  const pending: Expression[] = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (visit(next) === false) continue;
    const children = childExpressions(next);
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child) pending.push(child);
    }
  }
}

/** Whether a tree has more levels than the limit. */
export function heightExceeds(root: Expression, limit: number): boolean {
  let level: Expression[] = [root];
  for (let height = 1; height <= limit; height++) {
    level = level.flatMap(childExpressions);
    if (level.length === 0) return false;
  }
  return true;
}

/** The expressions directly in a statement, not in the statements below it, in source order. */
export function statementExpressions(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'declaration':
      return statement.variables.flatMap((variable) => [
        ...expressionsOfType(variable.type),
        ...variable.arraySizes,
        ...present(variable.initializer),
      ]);
    case 'expression':
      return [statement.expression];
    case 'return':
      return present(statement.value);
    case 'if':
    case 'while':
    case 'do':
      return [statement.condition];
    case 'for':
      return [...present(statement.condition), ...present(statement.step)];
    case 'switch':
      return [statement.subject, ...statement.clauses.flatMap((clause) => present(clause.label))];
    case 'block':
    case 'break':
    case 'continue':
    case 'opaque':
      return [];
  }
}

/** The statements directly below one, in source order. */
export function childStatements(statement: Statement): readonly Statement[] {
  switch (statement.kind) {
    case 'block':
      return statement.statements;
    case 'if':
      return [statement.whenTrue, ...present(statement.whenFalse)];
    case 'while':
    case 'do':
      return [statement.body];
    case 'for':
      return [...present(statement.initializer), statement.body];
    case 'switch':
      return statement.clauses.flatMap((clause) => clause.statements);
    case 'declaration':
    case 'expression':
    case 'return':
    case 'break':
    case 'continue':
    case 'opaque':
      return [];
  }
}

function present<Node>(node: Node | undefined): readonly Node[] {
  return node === undefined ? [] : [node];
}
