import type { ExpressionTypes, PreambleScope } from '../check/typed';
import type { Expression, FunctionDeclaration, Statement } from '../cpp/tree';
import type { Type } from '../types/type';
import type { EvaluationContext } from './context';
import type { Code, Frame, Locals, StatementCode } from './frame';
import type { Pointer, RuntimeValue } from './value';

/** A function of a preamble, ready to be called with a frame that holds its arguments. */
export interface CompiledFunction {
  newFrame(): Frame;
  /** Runs the body and gives the result. */
  run(frame: Frame): RuntimeValue;
}

/**
 * Turns trees into closures, each tree once: running those is several times faster than walking the trees.
 *
 * The parts of the compiler stand in files of their own and reach each other through this. All of them throw
 * `NotEvaluable` for what they do not know.
 */
export interface Compiler {
  readonly types: ExpressionTypes;
  readonly scope: PreambleScope;
  readonly context: EvaluationContext;
  /** The value of an expression in its own type. It may share parts with a variable: copy what is kept. */
  value(expression: Expression, locals: Locals): Code;
  /** The value converted to a type, shared with nothing: for initialisations, assignments and returns. */
  initial(expression: Expression, type: Type, locals: Locals): Code;
  /** The place that an lvalue stands for. */
  place(expression: Expression, locals: Locals): (frame: Frame) => Pointer;
  /** Writes to the place that an lvalue stands for, and gives what was written. */
  store(target: Expression, locals: Locals): (frame: Frame, value: RuntimeValue) => void;
  statement(statement: Statement, result: Type, locals: Locals): StatementCode;
  /** The construction of a type from operands; `expression` is what the checker may have resolved to a constructor. */
  construction(expression: Expression, type: Type, operands: readonly Expression[], locals: Locals): Code;
  function(
    declaration: FunctionDeclaration,
    parameters: readonly Type[],
    result: Type,
    receiver?: Type,
  ): CompiledFunction;
  /** For expressions that see no variables. */
  emptyLocals(): Locals;
}
