import type { CheckedCase, Value, VectorSource } from '../checked';
import type { RuntimeValue } from '../evaluate/value';
import { dtypeType, integerRange } from '../types/dtypes';
import type { Type } from '../types/type';
import { runtimeValue } from './bindings';
import { randomStream } from './samples';
import type { LawCase } from './trial';

/** Elements of a vector as a case fills it, by index, and by how far along all indices that is (0 to 1). */
export type Elements = (index: number, along: number) => RuntimeValue;

/** What a case gives the scalars. */
export function lawCaseOf(checkedCase: Pick<CheckedCase, 'settings' | 'bindings'>): LawCase {
  const scalars = new Map<string, Value>();
  for (const { argument, source } of checkedCase.bindings) {
    if (source.kind === 'scalar') scalars.set(argument.name, source.value);
  }
  const { n } = checkedCase.settings;
  return n === undefined ? { scalars } : { n, scalars };
}

/**
 * The distribution of a vector's elements. Random generators are drawn from a stream of our own: it is their
 * distribution that matters, not their bits. Undefined where nothing is known, as of most files.
 */
export function elementsOf(source: VectorSource, type: Type): Elements | undefined {
  const convert = (value: number | bigint | Value): RuntimeValue => runtimeValue(value, type);
  switch (source.kind) {
    case 'values': {
      const { values } = source;
      return values.length === 0 ? undefined : (index) => convert(values[index % values.length] ?? 0n);
    }
    case 'full': {
      const value = convert(source.value);
      return () => value;
    }
    case 'arange': {
      const { start, step } = source;
      return (index) => convert(Number(start) + Number(step) * index);
    }
    case 'linspace': {
      const { lo, hi } = source;
      return (_index, along) => convert(lo + (hi - lo) * along);
    }
    case 'uniform': {
      const { lo, hi, seed } = source;
      const random = randomStream(Number(BigInt.asIntN(32, seed)));
      return () => convert(lo + (hi - lo) * random());
    }
    case 'normal': {
      const { mean, sd, seed } = source;
      const random = randomStream(Number(BigInt.asIntN(32, seed)));
      // Box and Muller (1958).
      return () => convert(mean + sd * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()));
    }
    case 'integers': {
      const { lo, hi, seed } = source;
      const random = randomStream(Number(BigInt.asIntN(32, seed)));
      return () => convert(lo + BigInt(Math.floor(random() * Number(hi - lo))));
    }
    case 'file':
      return fileElements(source.header.dtype, type);
  }
}

/** Of a file only bools are known well enough. */
function fileElements(dtype: string, type: Type): Elements | undefined {
  const stored = dtypeType(dtype);
  if (stored?.kind !== 'arithmetic' || stored.category !== 'bool') return undefined;
  const { max } = integerRange(stored);
  return (index) => runtimeValue(BigInt(index) % (max + 1n), type);
}
