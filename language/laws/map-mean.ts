import type { ExpressionTypes, PreambleScope } from '../check/typed';
import type { CheckedCase, KernelExpression } from '../checked';
import { Evaluator } from '../evaluate/evaluator';
import type { RuntimeValue } from '../evaluate/value';
import { Pointer } from '../evaluate/value';
import { arithmetic } from '../types/builtin';
import type { Type } from '../types/type';
import { bindingsOf } from './bindings';
import { elementsOf, lawCaseOf } from './case-elements';
import type { LawArgument } from './trial';

/** Values of a map as one case fills its vectors. */
export interface MapMean {
  /** How many elements the case reduces. */
  readonly count: number;
  readonly mean: number;
  /** What the mean may be off by because only a part was looked at: four standard errors. */
  readonly margin: number;
  /** True where every value is 0 or 1: the sum counts. */
  readonly counts: boolean;
}

/** Elements of a case that are looked at. */
const sampled = 256;

/** Loop iterations and calls of preamble functions that this may cost. */
const fuel = 20_000;

/**
 * The mean of a kernel's map over the elements of a case, evaluated on elements that are distributed as the case says.
 * Undefined where the case does not fix `n`, its data are not known, or the map is no number or cannot be evaluated.
 */
export function meanOfMap(
  kernel: { readonly arguments: readonly LawArgument[]; readonly map: KernelExpression },
  types: ExpressionTypes,
  scope: PreambleScope,
  checkedCase: Pick<CheckedCase, 'settings' | 'bindings'>,
): MapMean | undefined {
  const { n, slice } = checkedCase.settings;
  const { type } = kernel.map;
  if (n === undefined || type.kind !== 'arithmetic') return undefined;
  const range = slice ?? { start: 0, step: 1, count: n };
  const bindings = bindingsOf(kernel.arguments, lawCaseOf(checkedCase));
  const evaluator = new Evaluator(types, scope, 'own');
  evaluator.context.fuel = fuel;
  const parameters: { name: string; type: Type }[] = [
    { name: 'i', type: arithmetic['long long'] },
    { name: 'n', type: arithmetic['long long'] },
  ];
  const readings: ((index: number, along: number) => RuntimeValue)[] = [];
  for (const argument of kernel.arguments) {
    if (argument.role === 'scalar') {
      parameters.push({ name: argument.name, type: argument.type });
      readings.push(() => bindings.scalars.get(argument.name));
      continue;
    }
    const source = checkedCase.bindings.find((binding) => binding.argument.name === argument.name)?.source;
    const elements = source && source.kind !== 'scalar' ? elementsOf(source, argument.type) : undefined;
    if (elements === undefined) return undefined;
    parameters.push({ name: argument.name, type: { kind: 'pointer', pointee: argument.type, isConst: true } });
    // One element stands for the whole vector: whatever index the map reads, it is drawn from the same data.
    readings.push((index, along) => new Pointer([elements(index, along)], 0, true));
  }
  const evaluate = evaluator.compile(kernel.map.expression, parameters, type);
  if (evaluate === undefined || range.count === 0) return undefined;
  const values: number[] = [];
  for (let draw = 0; draw < sampled; draw++) {
    const along = (draw + 0.5) / sampled;
    const index = range.start + range.step * Math.floor(along * range.count);
    const value = evaluate(BigInt(index), BigInt(n), ...readings.map((read) => read(index, along)));
    if (value !== undefined) values.push(Number(value));
  }
  // Where half of the samples are undefined behaviour the rest says little.
  if (values.length < sampled / 2 || !values.every(Number.isFinite)) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const margin = 4 * Math.sqrt(variance / values.length);
  return { count: range.count, mean, margin, counts: values.every((value) => value === 0 || value === 1) };
}
