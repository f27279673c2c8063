import { printExpression } from '../../cpp/print';
import type {
  AssignmentExpression,
  CallExpression,
  CastExpression,
  Expression,
  FunctionDeclaration,
  Statement,
} from '../../cpp/tree';
import { childExpressions, childStatements, statementExpressions } from '../../cpp/walk';
import { isDeviceName } from '../../cuda/device-names';
import { findFunction } from '../../cuda/table';
import type { Type } from '../../types/type';
import type { Callee, ExpressionTypes, PreambleScope } from '../typed';
import { withoutParentheses } from '../typing';
import { isExact, isHalf } from './exact-functions';
import type { Object } from './objection';

/** What expressions call: functions of preambles, with those that they call by themselves (constructors, conversions). */
export type Reach = (declaration: FunctionDeclaration, at: Expression) => void;

/**
 * Looks at expressions whose every step must be exactly defined: integer operations, conversions, comparisons, logic,
 * IEEE arithmetic and exact functions. What the checker did not type is objected to as well: nobody can vouch for it.
 */
export class Vouching {
  constructor(
    private readonly types: ExpressionTypes,
    private readonly scope: PreambleScope,
    private readonly object: Object,
    private readonly reach: Reach,
  ) {}

  /** Looks at what converting a value to a type calls. */
  conversion(at: Expression, to: Type): void {
    this.reachStruct(to, at);
  }

  statement(statement: Statement): void {
    if (statement.kind === 'opaque') this.object({ kind: 'unknown', span: statement.span, text: 'this statement' });
    for (const expression of statementExpressions(statement)) this.expression(expression);
    for (const child of childStatements(statement)) this.statement(child);
  }

  /** Looks at an expression with all below it. Says one thing of each place. */
  expression(expression: Expression): void {
    if (!this.node(expression)) return;
    for (const child of childExpressions(expression)) {
      // What is called has been judged with the call.
      if (expression.kind === 'call' && child === expression.callee) {
        const callee = withoutParentheses(child);
        if (callee.kind === 'member') this.expression(callee.object);
        continue;
      }
      this.expression(child);
    }
  }

  /** Whether what stands below the node is still to be looked at. */
  private node(expression: Expression): boolean {
    const type = this.types.typeOf(expression);
    this.reachStruct(type, expression);
    switch (expression.kind) {
      case 'float':
        // `1.0L` is a double on a GPU, and wider on most CPUs.
        return expression.suffix !== 'l' || this.unknown(expression);
      case 'integer':
      case 'bool':
      case 'character':
      case 'string':
      case 'nullptr':
      case 'missing':
      case 'parenthesized':
      case 'comma':
        return true;
      case 'sizeof':
        // Sizes are the same wherever the kernel compiles.
        return false;
      case 'name':
        if (this.isMacro(expression.name)) return this.unknown(expression);
        return type.kind !== 'unknown' || this.isEnumerator(expression.name) || this.unknown(expression);
      case 'member':
        return (type.kind !== 'unknown' && !this.isMacro(expression.member)) || this.unknown(expression);
      case 'index':
      case 'conditional':
        return type.kind !== 'unknown' || this.unknown(expression);
      case 'brace':
        if (type.kind === 'unknown') return this.unknown(expression);
        this.callee(expression);
        return true;
      case 'cast':
        return this.cast(expression, type);
      case 'call':
        return this.call(expression, type);
      case 'unary':
      case 'postfix':
        if (/^(?:\+\+|--)$/.test(expression.operator) && this.isShared(expression.operand))
          return this.unknown(expression);
        return this.operation(expression, expression.operator, [expression.operand], type);
      case 'binary':
        return this.operation(expression, expression.operator, [expression.left, expression.right], type);
      case 'assignment':
        return this.assignment(expression, type);
    }
  }

  private unknown(expression: Expression): false {
    this.object({ kind: 'unknown', span: expression.span, text: shortened(printExpression(expression)) });
    return false;
  }

  /** A macro replaces a name whatever else the name stands for. */
  private isMacro(name: string): boolean {
    return this.scope.opaqueNames.has(name);
  }

  private isEnumerator(name: string): boolean {
    const [root = '', member] = name.replace(/^::/, '').split('::');
    return member !== undefined && this.scope.enums.has(root);
  }

  private cast(expression: CastExpression, type: Type): boolean {
    if (type.kind === 'unknown' || expression.style === 'reinterpret_cast') return this.unknown(expression);
    const [operand] = expression.operands;
    const from = operand === undefined ? undefined : this.types.typeOf(operand);
    // Where things lie in memory differs from run to run.
    const isAddress = from?.kind === 'pointer' || from?.kind === 'array';
    if (isAddress && type.kind !== 'pointer') return this.unknown(expression);
    if (type.kind === 'pointer') return this.unknown(expression);
    this.callee(expression);
    return true;
  }

  private call(expression: CallExpression, type: Type): boolean {
    const name = withoutParentheses(expression.callee);
    const isMacro = this.isMacro(name.kind === 'name' ? name.name : name.kind === 'member' ? name.member : '');
    const callee = isMacro ? undefined : this.types.calleeOf(expression);
    if (callee === undefined) {
      // `z.real()` is no declared function.
      if (name.kind === 'member' && type.kind !== 'unknown' && !isMacro) return true;
      if (name.kind !== 'name') return this.unknown(expression);
      const isFunction = !isMacro && (findFunction(name.name) !== undefined || isDeviceName(name.name));
      if (isFunction) this.object({ kind: 'call', span: name.span, name: name.name });
      else this.object({ kind: 'unknown', span: name.span, text: name.name });
      return true;
    }
    if (callee.kind === 'cuda' && !isExact(callee.function, callee.overload)) {
      this.object({ kind: 'call', span: expression.callee.span, name: callee.function.name });
    }
    if (this.mayChangeGlobal(expression, callee)) return this.unknown(expression);
    this.callee(expression);
    return true;
  }

  /** Whether a call may write a variable that all threads share: through a reference, or as a method of it. */
  private mayChangeGlobal({ callee: called, arguments: given }: CallExpression, callee: Callee): boolean {
    const method = withoutParentheses(called);
    if (callee.kind === 'method' && method.kind === 'member' && this.isGlobal(method.object)) return true;
    const parameters = declarationOf(callee)?.parameters ?? [];
    return parameters.some(({ type }, index) => {
      const argument = given[index];
      return type.isReference && !type.isConst && argument !== undefined && this.isGlobal(argument);
    });
  }

  /** Whether an expression is a variable of a preamble, or a part of one. */
  private isGlobal(expression: Expression): boolean {
    const plain = withoutParentheses(expression);
    if (plain.kind === 'name') return this.scope.globals.has(plain.name.replace(/^::/, ''));
    return (plain.kind === 'member' || plain.kind === 'index') && this.isGlobal(plain.object);
  }

  private operation(expression: Expression, operator: string, operands: readonly Expression[], type: Type): boolean {
    const given = operands.map((operand) => this.types.typeOf(operand));
    if (this.types.calleeOf(expression) !== undefined) {
      this.callee(expression);
      return true;
    }
    if (given.some(isHalf) && rounds(operator, operands.length)) {
      this.object({ kind: 'half', span: expression.span, operator });
      return true;
    }
    // An operand that is not known is objected to where it stands.
    if (given.some(({ kind }) => kind === 'unknown')) return true;
    return type.kind !== 'unknown' || this.unknown(expression);
  }

  private assignment(expression: AssignmentExpression, type: Type): boolean {
    const { operator, target, value } = expression;
    if (this.isShared(target)) return this.unknown(expression);
    if (operator === '=' && this.types.calleeOf(expression) === undefined) return true;
    return this.operation(expression, operator, [target, value], type);
  }

  /** Whether other threads may write or read what an assignment changes. */
  private isShared(target: Expression): boolean {
    const plain = withoutParentheses(target);
    switch (plain.kind) {
      case 'name':
        return this.isGlobal(plain);
      case 'member':
        return plain.arrow ? !isThis(plain.object) : this.isShared(plain.object);
      case 'index':
        return this.types.typeOf(plain.object).kind === 'pointer' || this.isShared(plain.object);
      case 'unary':
        return plain.operator === '*' && !isThis(plain.operand);
      default:
        return false;
    }
  }

  private callee(expression: Expression): void {
    const callee = this.types.calleeOf(expression);
    if (callee === undefined) return;
    const declaration = declarationOf(callee);
    if (declaration !== undefined) this.reach(declaration, expression);
    if (callee.kind === 'preamble' || callee.kind === 'method') {
      for (const type of [...callee.parameters, callee.result]) this.reachStruct(type, expression);
    }
    if (callee.kind === 'constructor') this.reachStruct(callee.type, expression);
  }

  /** What a struct calls where nothing in the text says so: constructors, conversions, operators, values of members. */
  private reachStruct(type: Type, at: Expression): void {
    if (type.kind !== 'struct') return;
    const declaration = this.scope.structs.get(type.name)?.declaration;
    if (declaration === undefined) return;
    if (declaration.opaque || type.opaque) {
      this.object({ kind: 'unknown', span: at.span, text: type.name });
      return;
    }
    const implicit = declaration.methods.filter(({ name }) => name.startsWith('operator'));
    for (const each of [...declaration.constructors, ...implicit]) this.reach(each, at);
    const values = declaration.fields.flatMap(({ initializer }) => initializer ?? []);
    if (values.some((value) => !isPlainConstant(value))) {
      this.object({ kind: 'unknown', span: at.span, text: type.name });
    }
  }
}

function declarationOf(callee: Callee): FunctionDeclaration | undefined {
  return callee.kind === 'cuda' ? undefined : callee.declaration;
}

/** Whether the operator computes: comparisons, signs and addresses of halves are exact. */
function rounds(operator: string, operands: number): boolean {
  if (operator === '++' || operator === '--') return true;
  return operands === 2 && /^[-+*/]=?$/.test(operator);
}

function isThis(expression: Expression): boolean {
  const plain = withoutParentheses(expression);
  return plain.kind === 'name' && plain.name === 'this';
}

/** Members' own values are not typed: literals need no types. */
function isPlainConstant(expression: Expression): boolean {
  const plain = withoutParentheses(expression);
  if (plain.kind === 'unary')
    return (plain.operator === '-' || plain.operator === '+') && isPlainConstant(plain.operand);
  return ['integer', 'float', 'bool', 'character'].includes(plain.kind);
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
