import type { CheckedBinding, CheckedKernel, KernelArgument, ScalarSource, Value, VectorSource } from '../checked';
import { constantOfType } from './constant-of-type';
import { formatValue } from './format';
import { isReadPlainly } from './lengths';

/** Length that a fix suggests for a vector whose length nothing else tells. */
const suggestedLength = 1024;

/**
 * The argument for which a kernel cannot run without a case: one that is read through an index of its own, or has a
 * type that nothing can be made up for. Undefined where it runs on generated input.
 */
export function needsCase(kernel: CheckedKernel): KernelArgument | undefined {
  return kernel.arguments.find(
    (argument, position) => argument.access === 'indexed' || defaultSource(argument, position) === undefined,
  );
}

/** What each argument of a kernel holds when it runs without a case. Undefined where it needs one. */
export function defaultBindings(kernel: CheckedKernel): readonly CheckedBinding[] | undefined {
  if (needsCase(kernel) !== undefined) return undefined;
  return kernel.arguments.flatMap((argument, position) => {
    const source = defaultSource(argument, position);
    return source === undefined ? [] : [{ argument, span: argument.nameSpan, source }];
  });
}

/**
 * Input that is sensible for a type: floats from 0 to 1 (a sum of them has a meaningful relative error, and roots and
 * logarithms exist), whole numbers from 0 to 99, ones for scalars and the rest.
 */
function defaultSource(argument: KernelArgument, position: number): ScalarSource | VectorSource | undefined {
  const { type, role } = argument;
  const value = type.kind === 'unknown' ? undefined : constantOfType(1, type);
  if (value === undefined) return undefined;
  if (role === 'scalar') return { kind: 'scalar', value };
  const seed = BigInt(position);
  if (type.kind === 'complex') return { kind: 'uniform', lo: 0, hi: 1, seed };
  if (type.kind !== 'arithmetic') return { kind: 'full', value };
  switch (type.category) {
    case 'bool':
      return { kind: 'integers', lo: 0n, hi: 2n, seed };
    case 'integer':
      return { kind: 'integers', lo: 0n, hi: 100n, seed };
    case 'floating':
      return { kind: 'uniform', lo: 0, hi: 1, seed };
  }
}

/** What to write for an argument that a case leaves out: `uniform(0, 1)`. Undefined where nothing is sensible. */
export function defaultText(argument: KernelArgument, position: number, kernel: CheckedKernel): string | undefined {
  const source = defaultSource(argument, position);
  if (source === undefined) return undefined;
  const needsLength = argument.access === 'indexed' && !isReadPlainly(argument, kernel.map.expression);
  const length = needsLength ? `, ${suggestedLength}` : '';
  switch (source.kind) {
    case 'scalar':
      return writtenValue(source.value);
    case 'full':
      return `full(${writtenValue(source.value)}${length})`;
    case 'uniform':
    case 'integers':
      return `${source.kind}(${source.lo}, ${source.hi}${length})`;
    case 'values':
    case 'arange':
    case 'linspace':
    case 'normal':
    case 'file':
      return undefined;
  }
}

function writtenValue(value: Value): string {
  return typeof value === 'object' && 're' in value && value.im === 0 ? formatValue(value.re) : formatValue(value);
}
