import type { ExpressionTypes, PreambleScope } from '../check/typed';
import type { Expression, FunctionDeclaration, Statement } from '../cpp/tree';
import { walkExpression } from '../cpp/walk';
import type { Type } from '../types/type';
import { isScalarReference } from './call';
import type { CompiledFunction, Compiler } from './compiler';
import { compileInitial, constructionOf } from './construct';
import type { Precision } from './context';
import { EvaluationContext, NotEvaluable, notEvaluable, outOfFuel } from './context';
import { conversion } from './convert';
import { compileValue } from './expression';
import type { Code, Frame, StatementCode } from './frame';
import { Locals, resultSlot, thisSlot } from './frame';
import { compilePlace, compileStore } from './place';
import { compileStatement } from './statement';
import type { Aggregate, Pointer, RuntimeValue } from './value';
import { copyValue } from './value';

/** Calls that may be active at a time, so that a recursion without end does not exhaust the stack. */
const maximumDepth = 200;

/**
 * A compiled expression: arguments in, the value out. Undefined where the operation is undefined behaviour for these
 * arguments, or fuel ran out. It never throws, and never changes its arguments.
 */
export type Evaluate = (...values: RuntimeValue[]) => RuntimeValue;

/**
 * Evaluates expressions of kernels, and the functions of their preambles, in their own types, or at twice the precision.
 *
 * One evaluator serves the expressions of one kernel. `context` holds the fuel of all of them, which the caller sets,
 * and the flags that they raise, which the caller clears.
 */
export class Evaluator {
  readonly context: EvaluationContext;
  private readonly compiler: Compiler;

  constructor(
    private readonly types: ExpressionTypes,
    scope: PreambleScope,
    precision: Precision,
  ) {
    this.context = new EvaluationContext(precision);
    this.compiler = new TreeCompiler(types, scope, this.context);
  }

  /**
   * Compiles an expression whose names are the parameters, and converts its value to `result`. Undefined where it uses
   * what this evaluator cannot evaluate: templates, functions without an implementation, types that are not known.
   */
  compile(
    expression: Expression,
    parameters: readonly { readonly name: string; readonly type: Type }[],
    result: Type,
  ): Evaluate | undefined {
    const locals = new Locals(undefined, 0);
    for (const { name, type } of parameters) {
      locals.declare(name, { type, isReference: false, mayBeUninitialized: false });
    }
    const code = attempt(() => this.compiler.initial(expression, result, locals));
    if (code === undefined) return undefined;
    // The arguments are the frame. An expression writes to none of them itself, but what it calls may.
    if (writesToArguments(expression, this.types)) return (...values) => this.guarded(code, values.map(copyValue));
    return (...values) => this.guarded(code, values);
  }

  /** How a value of one type converts to another; undefined where the evaluator knows no such conversion. */
  converter(from: Type, to: Type): Evaluate | undefined {
    const convert = attempt(() => conversion(from, to, this.context) ?? copyValue);
    return convert && ((value) => this.guarded(([first]) => convert(first), [value]));
  }

  private guarded(code: Code, frame: Frame): RuntimeValue {
    this.context.depth = 0;
    try {
      return code(frame);
    } catch {
      // Undefined behaviour, no fuel, or an expression so deep that the stack did not hold it: there is no value.
      return undefined;
    }
  }
}

/** True where a function or method that is called may change an object that it gets by reference. */
function writesToArguments(root: Expression, types: ExpressionTypes): boolean {
  let writes = false;
  walkExpression(root, (expression) => {
    const callee = types.calleeOf(expression);
    if (callee === undefined || callee.kind === 'cuda') return;
    if (callee.kind === 'method') writes = true;
    for (const { type } of callee.declaration?.parameters ?? []) {
      if ((type.isReference || type.pointers > 0) && !type.isConst) writes = true;
    }
  });
  return writes;
}

function attempt<T>(compile: () => T): T | undefined {
  try {
    return compile();
  } catch (error) {
    if (error instanceof NotEvaluable || error instanceof RangeError) return undefined;
    throw error;
  }
}

class TreeCompiler implements Compiler {
  private readonly functions = new Map<FunctionDeclaration, CompiledFunction>();

  constructor(
    readonly types: ExpressionTypes,
    readonly scope: PreambleScope,
    readonly context: EvaluationContext,
  ) {}

  value(expression: Expression, locals: Locals): Code {
    return compileValue(expression, locals, this);
  }

  initial(expression: Expression, type: Type, locals: Locals): Code {
    return compileInitial(expression, type, locals, this);
  }

  construction(expression: Expression, type: Type, operands: readonly Expression[], locals: Locals): Code {
    return constructionOf(expression, type, operands, locals, this);
  }

  place(expression: Expression, locals: Locals): (frame: Frame) => Pointer {
    return compilePlace(expression, locals, this);
  }

  store(target: Expression, locals: Locals): (frame: Frame, value: RuntimeValue) => void {
    return compileStore(target, locals, this);
  }

  statement(statement: Statement, result: Type, locals: Locals): StatementCode {
    return compileStatement(statement, result, locals, this);
  }

  emptyLocals(): Locals {
    return new Locals();
  }

  function(
    declaration: FunctionDeclaration,
    parameters: readonly Type[],
    result: Type,
    receiver?: Type,
  ): CompiledFunction {
    const known = this.functions.get(declaration);
    if (known !== undefined) return known;
    const { body } = declaration;
    if (body === undefined || declaration.opaque) return notEvaluable('function');
    const locals = new Locals(receiver);
    for (const [index, parameter] of declaration.parameters.entries()) {
      const type = parameters[index] ?? notEvaluable('parameter');
      locals.declare(parameter.name, {
        type,
        isReference: isScalarReference(parameter, type),
        mayBeUninitialized: false,
      });
    }
    const { context } = this;
    let code: StatementCode | undefined;
    const compiled: CompiledFunction = {
      newFrame: () => new Array<RuntimeValue>(locals.frameSize),
      run: (frame) => {
        context.burn();
        if (++context.depth > maximumDepth) throw outOfFuel;
        code?.(frame);
        context.depth--;
        return frame[resultSlot];
      },
    };
    // Known before its body is compiled, which may call it again.
    this.functions.set(declaration, compiled);
    try {
      const prologue = this.memberInitializers(declaration, receiver, locals);
      const statements = this.statement(body, result, locals);
      code = (frame) => {
        for (const initialize of prologue) initialize(frame);
        return statements(frame);
      };
    } catch (error) {
      this.functions.delete(declaration);
      throw error;
    }
    return compiled;
  }

  /** `: lo(a), hi(b)` of a constructor. */
  private memberInitializers(declaration: FunctionDeclaration, receiver: Type | undefined, locals: Locals): Code[] {
    return declaration.memberInitializers.map(({ name, arguments: given }) => {
      const fields = receiver?.kind === 'struct' ? receiver.fields : [];
      const index = fields.findIndex((field) => field.name === name);
      const type = fields[index]?.type ?? notEvaluable('member initialiser');
      const [only] = given;
      const value =
        only !== undefined && given.length === 1
          ? this.initial(only, type, locals)
          : constructionOf(undefined, type, given, locals, this);
      return (frame) => {
        const object = (frame[thisSlot] as Pointer).items[0];
        (object as Aggregate).items[index] = value(frame);
        return undefined;
      };
    });
  }
}
