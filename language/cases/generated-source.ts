import type { VectorSource } from '../checked';
import { floatFormatOf, integerRange } from '../types/dtypes';
import type { ArithmeticType, Type } from '../types/type';
import { constantOfType } from './constant-of-type';
import { fileSource } from './file-source';
import type { GeneratorContext, GeneratorValue } from './generator-call';
import { GeneratorCall } from './generator-call';
import { evaluateValue } from './values';

/**
 * What a generator makes of a vector argument. Undefined where it is wrong, which has then been reported, or where it
 * names a file and there is no access to files.
 */
export function generatedSource(value: GeneratorValue, context: GeneratorContext): VectorSource | undefined {
  const call = GeneratorCall.open(value, context);
  if (call === undefined) return undefined;
  switch (call.name) {
    case 'zeros':
      return filled(call, 0);
    case 'ones':
      return filled(call, 1);
    case 'full':
      return full(call);
    case 'arange':
      return arange(call);
    case 'linspace':
      return linspace(call);
    case 'uniform':
      return uniform(call);
    case 'normal':
      return normal(call);
    case 'integers':
      return integers(call);
    case 'file':
      return fileSource(call);
  }
}

function filled(call: GeneratorCall, constant: 0 | 1): VectorSource | undefined {
  const { argument } = call.context;
  const value = constantOfType(constant, argument.type);
  const length = call.length(0);
  if (value === undefined) {
    call.fits(BigInt(constant), argument.type);
    return undefined;
  }
  return length && { kind: 'full', value, ...length };
}

function full(call: GeneratorCall): VectorSource | undefined {
  const { argument, findings } = call.context;
  const element = call.positional[0];
  if (element === undefined) return undefined;
  const value = evaluateValue(element.value, argument.type, { name: argument.name, findings });
  const length = call.length(1);
  return value !== undefined && length !== undefined ? { kind: 'full', value, ...length } : undefined;
}

function arange(call: GeneratorCall): VectorSource | undefined {
  const { type } = call.context.argument;
  return type.kind === 'arithmetic' && type.category === 'integer' ? integerArange(call, type) : realArange(call, type);
}

/** Where start, stop and step stand among the arguments that are given. */
function arangePlaces(call: GeneratorCall): { start?: number; stop: number; step?: number } {
  switch (call.positional.length) {
    case 1:
      return { stop: 0 };
    case 2:
      return { start: 0, stop: 1 };
    default:
      return { start: 0, stop: 1, step: 2 };
  }
}

function integerArange(call: GeneratorCall, type: ArithmeticType): VectorSource | undefined {
  const places = arangePlaces(call);
  const start = places.start === undefined ? 0n : call.integer(places.start);
  const stop = call.integer(places.stop);
  const step = places.step === undefined ? 1n : call.integer(places.step);
  if (start === undefined || stop === undefined || step === undefined) return undefined;
  if (step === 0n) return rejectArgument(call, 2, 'other than 0');
  const distance = stop - start;
  const away = step > 0n ? distance <= 0n : distance >= 0n;
  // The quotient rounded up: both have the same sign here, and BigInt division truncates.
  const count = away ? 0n : (distance + (step > 0n ? step - 1n : step + 1n)) / step;
  if (count > BigInt(Number.MAX_SAFE_INTEGER)) return rejectArgument(call, places.stop, 'nearer to the start');
  if (count > 0n && !(call.fits(start, type) && call.fits(start + (count - 1n) * step, type))) return undefined;
  // The step of a single element is never taken, and may be beyond 64 bits.
  return { kind: 'arange', start, step: count > 1n ? step : 1n, length: Number(count) };
}

function realArange(call: GeneratorCall, type: Type): VectorSource | undefined {
  const places = arangePlaces(call);
  const start = places.start === undefined ? 0 : call.real(places.start);
  const stop = call.real(places.stop);
  const step = places.step === undefined ? 1 : call.real(places.step);
  if (start === undefined || stop === undefined || step === undefined) return undefined;
  if (step === 0) return rejectArgument(call, 2, 'other than 0');
  // NumPy's own formula, rounding errors of the division included.
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (!Number.isSafeInteger(length)) return rejectArgument(call, places.stop, 'nearer to the start');
  if (length > 0 && !call.fits(start + (length - 1) * step, type)) return undefined;
  return { kind: 'arange', start, step, length };
}

function linspace(call: GeneratorCall): VectorSource | undefined {
  const lo = call.real(0);
  const hi = call.real(1);
  const length = call.length(2);
  if (lo === undefined || hi === undefined || length === undefined) return undefined;
  return { kind: 'linspace', lo, hi, ...length };
}

function uniform(call: GeneratorCall): VectorSource | undefined {
  const lo = call.real(0);
  const hi = call.real(1);
  const length = call.length(2);
  const seed = call.seed();
  if (lo === undefined || hi === undefined || seed === undefined || length === undefined) return undefined;
  if (hi < lo) return rejectArgument(call, 1, `at least the lo, which is ${lo}`);
  return { kind: 'uniform', lo, hi, seed, ...length };
}

function normal(call: GeneratorCall): VectorSource | undefined {
  const mean = call.real(0);
  const sd = call.real(1);
  const length = call.length(2);
  const seed = call.seed();
  if (mean === undefined || sd === undefined || seed === undefined || length === undefined) return undefined;
  if (sd < 0) return rejectArgument(call, 1, 'at least 0');
  return { kind: 'normal', mean, sd, seed, ...length };
}

function integers(call: GeneratorCall): VectorSource | undefined {
  const lo = call.integer(0);
  const hi = call.integer(1);
  const length = call.length(2);
  const seed = call.seed();
  if (lo === undefined || hi === undefined || seed === undefined || length === undefined) return undefined;
  if (hi <= lo) return rejectArgument(call, 1, `greater than the lo, which is ${lo}: hi is excluded`);
  const { min, max } = exactIntegers(call.context.argument.type);
  if (lo < min) return rejectArgument(call, 0, `at least ${min} for this type`);
  if (hi - 1n > max) return rejectArgument(call, 1, `at most ${max + 1n} for this type`);
  return { kind: 'integers', lo, hi, seed, ...length };
}

/** The whole numbers that an element holds exactly. */
function exactIntegers(type: Type): { readonly min: bigint; readonly max: bigint } {
  // What the checker cannot know is left to the compiler; the generator itself counts in 64 bits.
  if (type.kind !== 'arithmetic') return { min: -(1n << 63n), max: (1n << 64n) - 1n };
  if (type.category !== 'floating') return integerRange(type);
  const limit = 1n << BigInt(floatFormatOf(type).precision);
  return { min: -limit, max: limit };
}

function rejectArgument(call: GeneratorCall, index: number, expected: string): undefined {
  call.reportArgument(index, expected);
}
