import { floatFormatOf, integerRange } from '../types/dtypes';
import type { ArithmeticType, Type } from '../types/type';
import { rounderOf } from '../evaluate/rounding';
import type { RuntimeValue } from '../evaluate/value';
import { Aggregate, partsOf } from '../evaluate/value';
import { scalarText } from './describe';

/** Whole numbers that laws are tried on first: simplest ones in front, so that counterexamples are simple. */
const wholes = [1, 2, 0, 3, -1, -2, 5, 4, -3, 7, 10, -7, 16, 100, -100, 12, 64, 255, -128];

const fractions = [0.5, -0.5, 0.1, 1.5, 0.25, -2.5, 1000.5, 1e-3, -1e4, 1e6];

/** Kept inside a range in which twice the precision can tell rounding from a broken law. */
const extremes = [1e10, -1e10, 1e-8];

/** How many numbers of each type are drawn beside the chosen ones. */
const drawn = 6;

/** A small deterministic stream of numbers in [0, 1) (mulberry32, Tommy Ettinger). */
export function randomStream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const cache = new Map<Type, readonly RuntimeValue[]>();

/** Values of a type, simple ones first; empty for types that have none, such as pointers. */
export function samplesOf(type: Type): readonly RuntimeValue[] {
  const known = cache.get(type);
  if (known !== undefined) return known;
  const samples = type.kind === 'arithmetic' ? scalarSamples(type) : compositeSamples(type);
  // Structs are made anew with every check: only the types that there is one of are worth keeping.
  if (type.kind === 'arithmetic') cache.set(type, samples);
  return samples;
}

function scalarSamples(type: ArithmeticType): readonly RuntimeValue[] {
  const random = randomStream(type.name.length * 31 + type.size);
  switch (type.category) {
    case 'bool':
      return [true, false];
    case 'integer': {
      const { min, max } = integerRange(type);
      const width = max - min + 1n;
      const others = Array.from(
        { length: drawn },
        () => min + (BigInt(Math.floor(random() * 2 ** 53)) * width) / (1n << 53n),
      );
      const candidates = [...wholes.map(BigInt), ...others, max, min];
      const fitting = [...new Set(candidates.filter((value) => value >= min && value <= max))];
      return type.size === 8 ? fitting : fitting.map(Number);
    }
    case 'floating': {
      const round = rounderOf(type);
      const { largest } = floatFormatOf(type);
      const others = Array.from({ length: drawn }, () => (random() - 0.5) * 2 ** (8 * random()));
      const candidates = [...wholes, ...fractions, ...others, ...extremes].filter((value) => Math.abs(value) < largest);
      return [...new Set(candidates.map(round))];
    }
  }
}

/** Strides that are prime, so that parts walk through their samples out of step. */
const strides = [1, 5, 7, 11, 13, 17, 19, 23];

function compositeSamples(type: Type): readonly RuntimeValue[] {
  const parts = partsOf(type);
  if (parts === undefined || parts.length === 0) return [];
  const lists = parts.map((part) => samplesOf(part.type));
  if (lists.some((list) => list.length === 0)) return [];
  const count = 32;
  return Array.from(
    { length: count },
    (_, index) => new Aggregate(lists.map((list, part) => list[stepped(index, part) % list.length])),
  );
}

/** The place in its own list that the `list`-th of several lists is read at, together with the others. */
export function stepped(index: number, list: number): number {
  return index * (strides[list % strides.length] ?? 1) + Math.floor(index / 4) * list;
}

/** How hard a value is to read. Counterexamples use the simplest values that show the fault. */
export function complexity(value: RuntimeValue): number {
  if (value instanceof Aggregate) return value.items.reduce<number>((sum, item) => sum + complexity(item), 0);
  const number = Number(value);
  const size = Math.abs(number);
  if (!Number.isInteger(number)) return 40 + 10 * String(size).length + Math.min(size, 100);
  // 1, 2, 0, 3, -1, 4, -2, …
  if (number === 0) return 5;
  return size <= 1000 ? 2 * size + (number < 0 ? 5 : 0) : 2000 + Math.log2(size);
}

/**
 * Removes duplicates and sorts by simplicity. Of more than `limit` values there stay the simplest, a spread of the rest,
 * and of numbers the smallest and the largest.
 */
export function simplest(values: readonly RuntimeValue[], limit: number): RuntimeValue[] {
  const distinct = new Map<string, { readonly value: RuntimeValue; readonly cost: number }>();
  for (const value of values) {
    const name = key(value);
    if (!distinct.has(name)) distinct.set(name, { value, cost: complexity(value) });
  }
  const sorted = [...distinct.values()].sort((left, right) => left.cost - right.cost).map((each) => each.value);
  if (sorted.length <= limit) return sorted;
  const simple = Math.ceil(limit / 2);
  const step = (sorted.length - 1 - simple) / (limit - simple - 1);
  const kept = new Set(sorted.slice(0, simple));
  for (let index = 0; index < limit - simple; index++) kept.add(sorted[simple + Math.round(index * step)]);
  for (const end of ends(sorted)) kept.add(end);
  return sorted.filter((value) => kept.has(value));
}

function ends(values: readonly RuntimeValue[]): RuntimeValue[] {
  let [smallest] = values;
  let [largest] = values;
  for (const value of values) {
    if (Number(value) < Number(smallest)) smallest = value;
    if (Number(value) > Number(largest)) largest = value;
  }
  return [smallest, largest];
}

function key(value: RuntimeValue): string {
  return value instanceof Aggregate ? `{${value.items.map(key).join()}}` : scalarText(value);
}
