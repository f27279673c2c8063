import type { ContextValue } from '../emit/program';
import type { CudaModel } from './model';

/** Further parameters of a function of ours that passes a context on: `, const long long n`. */
export function taken({ program, taken: needed }: CudaModel, context: readonly ContextValue[]): string {
  return context.map(({ type, name }) => `, const ${type} ${program.names.argument(name, needed)}`).join('');
}

/** The arguments for them: `, n`. */
export function passed({ program, taken: needed }: CudaModel, context: readonly ContextValue[]): string {
  return context.map(({ name }) => `, ${program.names.argument(name, needed)}`).join('');
}

/** A call with the values of a context behind the given arguments. */
export function call(
  model: CudaModel,
  name: string,
  given: readonly string[],
  context: readonly ContextValue[],
): string {
  const values = context.map((value) => model.program.names.argument(value.name, model.taken));
  return `${name}(${[...given, ...values].join(', ')})`;
}
