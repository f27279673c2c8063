import type { Value } from '../checked';
import type { Expression } from '../cpp/tree';
import { walkExpression } from '../cpp/walk';
import { rounderOf } from '../evaluate/rounding';
import type { RuntimeValue } from '../evaluate/value';
import { Aggregate, partsOf } from '../evaluate/value';
import type { Type } from '../types/type';
import { describeValue } from './describe';
import { samplesOf } from './samples';
import type { Bindings, LawArgument, LawCase } from './trial';

/** What scalars are where no case gives them a value: 1 would hide too much. */
const defaultSample = 1;

const defaultCount = 1000;

/** The values of `n` and the scalars in one case; samples for those that it does not bind. */
export function bindingsOf(kernelArguments: readonly LawArgument[], lawCase: LawCase): Bindings {
  const scalars = new Map<string, RuntimeValue>();
  for (const { name, role, type } of kernelArguments) {
    if (role !== 'scalar') continue;
    const given = lawCase.scalars.get(name);
    const value = given === undefined ? undefined : runtimeValue(given, type);
    scalars.set(name, value ?? samplesOf(type)[defaultSample]);
  }
  return { n: BigInt(lawCase.n ?? defaultCount), scalars };
}

/** A constant of a case in the representation of its type; undefined where they do not fit each other. */
export function runtimeValue(value: Value, type: Type): RuntimeValue {
  if (type.kind === 'arithmetic') {
    if (typeof value === 'object') return undefined;
    if (type.category === 'bool') return Boolean(value);
    if (type.category === 'floating') return rounderOf(type)(Number(value));
    if (typeof value === 'number' && !Number.isInteger(value)) return undefined;
    return type.size === 8 ? BigInt(value) : Number(value);
  }
  const parts = partsOf(type);
  if (typeof value !== 'object' || parts === undefined) return undefined;
  const items = parts.map((part) => {
    const item = 're' in value ? (part.name === 're' ? value.re : value.im) : value.fields.get(part.name);
    return item === undefined ? undefined : runtimeValue(item, part.type);
  });
  return items.includes(undefined) ? undefined : new Aggregate(items);
}

/** `, with m = 3` for the scalars that an expression reads; empty where it reads none. */
export function describeScalars(expression: Expression, scalars: readonly LawArgument[], bindings: Bindings): string {
  const names = new Set<string>();
  walkExpression(expression, (each) => {
    if (each.kind === 'name') names.add(each.name);
  });
  const read = scalars.filter(({ name }) => names.has(name));
  const texts = read.map(({ name, type }) => `${name} = ${describeValue(bindings.scalars.get(name), type)}`);
  return texts.length === 0 ? '' : `, with ${texts.join(' and ')}`;
}
