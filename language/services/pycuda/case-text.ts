import { arrayOf, arrayText, type ArrayDraft } from './arrays';
import type { Environment } from './environment';
import type { ArgumentDraft, KernelDraft } from './kernel-draft';
import type { PythonArgument } from './tree';

/** What one argument of a kernel is given. */
type Given = { readonly name: string } & (
  { readonly array: ArrayDraft; readonly seed: number } | { readonly scalar: string }
);

/** A case that does what a call of a kernel does; or why there is none. */
export function caseText(
  kernel: KernelDraft,
  given: readonly PythonArgument[],
  name: string,
  environment: Environment,
): { readonly text: string; readonly body: string } | { readonly unknown: string } {
  // Results along an axis are several; what is reduced here is all elements.
  const axis = given.find((argument) => argument.name === 'axis')?.value;
  if (axis !== undefined && !(axis.kind === 'name' && axis.name === 'None')) return { unknown: 'axis' };
  const positional = given.filter((argument) => argument.name === undefined);
  const values: Given[] = [];
  for (const [index, argument] of kernel.arguments.entries()) {
    const expression = positional[index]?.value ?? given.find((each) => each.name === argument.name)?.value;
    if (expression === undefined) return { unknown: argument.name };
    const value = valueOf(argument, expression, index, environment);
    if (value === undefined) return { unknown: argument.name };
    values.push(value);
  }
  const arrays = values.flatMap((value) => ('array' in value ? [value.array] : []));
  const n = sharedLength(arrays);
  const lines = values.map((value) =>
    'array' in value
      ? `    ${value.name} = ${arrayText(value.array, n === undefined, value.seed)};`
      : `    ${value.name} = ${value.scalar};`,
  );
  const head = n === undefined ? [] : [`    n = ${n};`];
  const body = [...head, ...lines].join('\n');
  return { text: `case ${name} of ${kernel.name} {\n${body}\n}`, body };
}

function valueOf(
  { name, isVector }: ArgumentDraft,
  expression: PythonArgument['value'],
  position: number,
  environment: Environment,
): Given | undefined {
  if (isVector) {
    const array = arrayOf(expression, environment);
    return array && { name, array, seed: position + 1 };
  }
  const number = environment.number(expression);
  return number === undefined ? undefined : { name, scalar: String(number) };
}

/** The length to set as `n`: where all agree, and one of them needs to be told. */
function sharedLength(arrays: readonly ArrayDraft[]): number | undefined {
  const [first, ...others] = arrays;
  if (first?.length === undefined || others.some(({ length }) => length !== first.length)) return undefined;
  const isPlain = (generator: ArrayDraft['generator']): boolean =>
    generator === 'arange' || generator === 'list' || generator === 'file';
  return arrays.every(({ generator }) => isPlain(generator)) ? undefined : first.length;
}
