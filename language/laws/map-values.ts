import type { Expression } from '../cpp/tree';
import type { Evaluator } from '../evaluate/evaluator';
import type { RuntimeValue } from '../evaluate/value';
import { Aggregate, Pointer, flatten } from '../evaluate/value';
import { arithmetic } from '../types/builtin';
import type { Type } from '../types/type';
import { samplesOf, simplest, stepped } from './samples';
import type { Bindings, LawArgument } from './trial';

/** Elements of the vectors that the map is tried on. */
const length = 48;

/** How many values of a map the laws are tried on. */
const valueLimit = 20;

/**
 * Values that a map yields, simplest first, as accumulators: it is evaluated on vectors of sampled elements. Where it
 * cannot be evaluated, samples of the accumulator's type.
 */
export function mapValues(
  map: Expression,
  kernelArguments: readonly LawArgument[],
  accumulator: Type,
  bindings: Bindings,
  evaluator: Evaluator,
): RuntimeValue[] {
  const values = evaluateMap(map, kernelArguments, accumulator, bindings, evaluator, samplesOf).filter(isFiniteValue);
  // One or two values may be all that a map has (a constant, a bool); none means that it could not be evaluated.
  return simplest(values.length > 0 ? values : samplesOf(accumulator), valueLimit);
}

/** True where a map of NaN elements gives NaN. Integers have no NaN: their vectors hold samples. */
export function yieldsNan(
  map: Expression,
  kernelArguments: readonly LawArgument[],
  accumulator: Type,
  bindings: Bindings,
  evaluator: Evaluator,
): boolean {
  const nanOf = (type: Type): readonly RuntimeValue[] =>
    type.kind === 'arithmetic' && type.category === 'floating' ? [NaN] : samplesOf(type);
  return evaluateMap(map, kernelArguments, accumulator, bindings, evaluator, nanOf).some(Number.isNaN);
}

function evaluateMap(
  map: Expression,
  kernelArguments: readonly LawArgument[],
  accumulator: Type,
  bindings: Bindings,
  evaluator: Evaluator,
  elementsOf: (type: Type) => readonly RuntimeValue[],
): RuntimeValue[] {
  const parameters = [
    { name: 'i', type: arithmetic['long long'] },
    { name: 'n', type: arithmetic['long long'] },
    ...kernelArguments.map(({ name, role, type }) => ({
      name,
      type: role === 'vector' ? ({ kind: 'pointer', pointee: type, isConst: true } as const) : type,
    })),
  ];
  const evaluate = evaluator.compile(map, parameters, accumulator);
  if (evaluate === undefined) return [];
  let vectors = 0;
  const given = kernelArguments.map(({ name, role, type }): RuntimeValue => {
    if (role === 'scalar') return bindings.scalars.get(name);
    const elements = elementsOf(type);
    const list = vectors++;
    return new Pointer(
      Array.from({ length }, (_, index) => elements[stepped(index, list) % elements.length]),
      0,
      true,
    );
  });
  const values: RuntimeValue[] = [];
  for (let index = 0; index < length; index++) {
    evaluator.context.overflowed = false;
    const value = evaluate(BigInt(index), bindings.n, ...given);
    // What wraps, such as the square of a large integer, is no value that the map is meant to yield.
    if (value !== undefined && !evaluator.context.overflowed) values.push(value);
  }
  return values;
}

/** True where no part is infinite or NaN. */
export function isFiniteValue(value: RuntimeValue): boolean {
  return flatten(value).every((part) => typeof part !== 'number' || Number.isFinite(part));
}

/** True where every part has a value. */
export function isComplete(value: RuntimeValue): boolean {
  return value instanceof Aggregate ? value.items.every(isComplete) : value !== undefined;
}
