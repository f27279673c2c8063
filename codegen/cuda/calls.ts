import type { ContextValue } from '../emit/program';
import type { CudaModel } from './model';

/** How our own functions name an argument of the user's. */
export function argumentName({ program, taken: needed }: CudaModel, name: string): string {
  return program.names.argument(name, needed);
}

/** Further parameters of a function of ours that passes a context on: `, const long long n`. */
export function taken(model: CudaModel, context: readonly ContextValue[]): string {
  return context.map(({ type, name }) => `, const ${type} ${argumentName(model, name)}`).join('');
}

/** The arguments for them: `, n`. */
export function passed(model: CudaModel, context: readonly ContextValue[]): string {
  return context.map(({ name }) => `, ${argumentName(model, name)}`).join('');
}

/** A call with the values of a context behind the given arguments. */
export function call(
  model: CudaModel,
  name: string,
  given: readonly string[],
  context: readonly ContextValue[],
): string {
  return `${name}(${[...given, ...context.map((value) => argumentName(model, value.name))].join(', ')})`;
}
