import { arithmetic } from '../../../types/builtin';
import type { Type } from '../../../types/type';

/**
 * What CUDA's documentation says about the cost of functions and operators; what it does not say is left out.
 *
 * Sources: CUDA C++ programming guide, "Arithmetic Instructions" (throughput of native instructions, single-precision
 * division, sine and cosine) and the appendix on mathematical functions (functions that `-use_fast_math` replaces,
 * rounding functions); CUDA C++ best practices guide, "Division Modulo Operations".
 */
export function functionCost(name: string, result: Type): string | undefined {
  const stem = result === arithmetic.float && !name.startsWith('_') ? singleName(name) : name;
  if (fastIntrinsics.has(stem)) return fastUnit;
  if (stem === 'rsqrtf' || stem === 'exp2f') return nativeUnit;
  if (oneInstruction.has(stem)) return 'One instruction.';
  const instead = severalInstructions.get(stem);
  if (instead !== undefined) return `A sequence of instructions; \`${instead}\` is a single one.`;
  return [fastVersion(stem), largeArguments(stem), result === arithmetic.double ? doubleRate : undefined]
    .filter((part) => part !== undefined)
    .join(' ');
}

/** What `/` and `%` cost on values of a type, by a divisor that is no constant. */
export function operatorCost(operator: string, type: Type): string | undefined {
  if ((operator !== '/' && operator !== '%') || type.kind !== 'arithmetic') return undefined;
  if (type.category === 'integer') {
    return 'Integer division takes many instructions; where the divisor is a power of two, a shift or `&` does the same.';
  }
  return type === arithmetic.float ? 'IEEE division; `__fdividef(x, y)` is faster and less accurate.' : undefined;
}

/** The intrinsic that `-use_fast_math` puts in the place of a function. */
export function fastCounterpart(name: string, result: Type): string | undefined {
  const stem = result === arithmetic.float ? singleName(name) : name;
  return replaced.has(stem) ? `__${stem}` : undefined;
}

const replaced: ReadonlySet<string> = new Set([
  ...['sinf', 'cosf', 'tanf', 'sincosf', 'logf', 'log2f', 'log10f', 'expf', 'exp10f', 'powf', 'fdividef'],
]);

const fastIntrinsics: ReadonlySet<string> = new Set(Array.from(replaced, (name) => `__${name}`));

const rate = '16 results a clock in each SM, where float additions are 64 (compute capability 7.x, 8.0) or 128 (8.6)';
const fastUnit = `Fast: few instructions, around one of the special function unit (${rate}).`;
const nativeUnit = `The special function unit computes its core: ${rate}.`;
/** What computing in double costs. */
export const doubleRate =
  'Double additions and multiplications run at half the rate of float on compute capability 8.0, at 1/64 on 8.6.';

const oneInstruction: ReadonlySet<string> = new Set(
  ['rint', 'trunc', 'ceil', 'floor'].flatMap((name) => [name, `${name}f`]),
);

const severalInstructions: ReadonlyMap<string, string> = new Map([
  ['round', 'rint'],
  ['roundf', 'rintf'],
]);

/** `sin` of a float is `sinf`. */
function singleName(name: string): string {
  return name.endsWith('f') && name !== 'erf' ? name : `${name}f`;
}

function fastVersion(name: string): string | undefined {
  return replaced.has(name) ? `\`__${name}\` is faster and less accurate.` : undefined;
}

function largeArguments(name: string): string | undefined {
  if (/^(sin|cos|tan|sincos)f$/.test(name)) return 'Arguments beyond ±105615 take a slow path through local memory.';
  return /^(sin|cos|tan|sincos)$/.test(name)
    ? 'Arguments beyond ±2^31 take a slow path through local memory.'
    : undefined;
}
