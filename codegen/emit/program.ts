import type { CheckedDocument, CheckedKernel, KernelArgument, KernelExpression } from '../../language/checked';
import { spell } from '../../language/types/spelling';
import type { Type } from '../../language/types/type';
import { type Compensation, compensationOf } from './compensation';
import { Names } from './names';
import { wordsOf } from './words';

/** What generators of every target know about a kernel before they write a line. */
export interface KernelProgram {
  readonly document: CheckedDocument;
  readonly kernel: CheckedKernel;
  /** Name that `#line` directives give to the user's file. */
  readonly fileName: string;
  readonly names: Names;
  /** Every text of the user's that becomes part of the program, compiler options included. */
  readonly userTexts: readonly string[];
  /** Every type that the program spells or converts to. */
  readonly types: readonly Type[];
  readonly expressions: readonly KernelExpression[];
  /** How the kernel keeps the rounding errors of its sum; undefined where it does not. */
  readonly compensation: Compensation | undefined;
}

export function readProgram(document: CheckedDocument, kernel: CheckedKernel, fileName: string): KernelProgram {
  const optional = [kernel.neutral, kernel.postMap].filter((expression) => expression !== undefined);
  const expressions = [kernel.map, kernel.reduce, ...optional];
  const userTexts = [
    ...kernel.preambles.map(({ text }) => text),
    ...kernel.arguments.map(({ name, spelling }) => `${spelling} ${name}`),
    ...expressions.map(({ text }) => text),
    ...kernel.options,
  ];
  const types = [
    kernel.accumulatorType,
    kernel.resultType,
    ...kernel.arguments.map(({ type }) => type),
    ...expressions.map(({ type }) => type),
  ];
  return {
    document,
    kernel,
    fileName,
    names: new Names(userTexts),
    userTexts,
    types,
    expressions,
    compensation: compensationOf(kernel),
  };
}

/** The C++ type of a scalar, or of one element of a vector. */
export function argumentType(argument: KernelArgument): string {
  return argument.type.kind === 'unknown' ? argument.spelling : spell(argument.type);
}

/** A value that a user's expression sees beside its operands and elements. */
export interface ContextValue {
  readonly type: string;
  readonly name: string;
}

/**
 * The number of elements and the scalars, as far as the expression may use them, in the kernel's order.
 * Operands named in `hidden` take the place of scalars of that name.
 */
export function contextOf(
  program: KernelProgram,
  expression: KernelExpression,
  hidden: readonly string[],
): ContextValue[] {
  return sharedValues(program.kernel).filter(({ name }) => !hidden.includes(name) && mayUse(program, expression, name));
}

/** The number of elements and the scalars, which every expression of a kernel may use. */
export function sharedValues(kernel: CheckedKernel): ContextValue[] {
  const scalars = kernel.arguments.filter(({ role }) => role === 'scalar');
  return [
    { type: 'long long', name: 'n' },
    ...scalars.map((argument) => ({ type: argumentType(argument), name: argument.name })),
  ];
}

/** Whether the expression names `word`, itself or through a macro of the user's. */
export function mayUse(program: KernelProgram, expression: KernelExpression, word: string): boolean {
  if (wordsOf(expression.text).has(word)) return true;
  return macroTexts(program.kernel).some((text) => /#\s*include/.test(text) || wordsOf(text).has(word));
}

/** The preambles and options that define macros, or may do so through a header. */
export function macroTexts(kernel: CheckedKernel): string[] {
  return [
    ...kernel.preambles.map(({ text }) => text).filter((text) => /#\s*(?:define|include)/.test(text)),
    ...kernel.options.filter((option) => /^(?:-D|--define-macro)/.test(option)),
  ];
}

/** Parameters of a function that takes the context: `const long long n`. */
export function parametersOf(context: readonly ContextValue[]): string[] {
  return context.map(({ type, name }) => `const ${type} ${name}`);
}

/**
 * Whether a value of type `from` becomes a `to` only by an explicit conversion. C++ converts arithmetic types and
 * what the user's own classes allow by itself.
 */
export function needsExplicitConversion(from: Type, to: Type): boolean {
  return (
    from.kind === 'complex' && to.kind === 'complex' && from.family === 'pycuda' && from.element.size > to.element.size
  );
}
