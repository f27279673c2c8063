import type { CudaFunction, Overload } from '../../cuda/function';
import { withOverloads } from '../../cuda/notation';
import { allFunctions } from '../../cuda/table';
import { isSmallFloat } from '../../types/conversions';
import type { Type } from '../../types/type';

/**
 * The functions of CUDA whose result is exactly defined, so that every GPU and every CPU gives the same bits. NaNs count
 * as equal whatever their bits are, so a function that shows those (`copysign`, `signbit`, `__float_as_int`) is not
 * among them. `fmin` and `fmax` are: of a number and a NaN they give the number, and -0 is the smaller zero, on a GPU
 * and in the CPU's shim alike (IEEE 754-2019, 9.6: minimumNumber, maximumNumber).
 */
const exact: ReadonlySet<string> = new Set([
  ...['fabs', 'fmin', 'fmax', 'floor', 'ceil', 'trunc', 'rint', 'nearbyint', 'round', 'sqrt', 'fma'].flatMap((name) => [
    name,
    `${name}f`,
  ]),
  ...['abs', 'labs', 'llabs', 'min', 'max', 'umin', 'umax', 'llmin', 'llmax', 'ullmin', 'ullmax'],
  ...['isnan', 'isinf', 'isfinite'],
  ...['__fadd_rn', '__fsub_rn', '__fmul_rn', '__fdiv_rn', '__frcp_rn', '__fsqrt_rn', '__fmaf_rn'],
  ...['__dadd_rn', '__dsub_rn', '__dmul_rn', '__ddiv_rn', '__drcp_rn', '__dsqrt_rn', '__fma_rn'],
  ...['real', 'imag', 'conj', 'norm', 'make_cuComplex', 'make_cuFloatComplex', 'make_cuDoubleComplex'],
  ...['cuCreal', 'cuCimag', 'cuConj', 'cuCadd', 'cuCsub', 'cuCmul', 'cuCdiv', 'cuCfma'].flatMap((name) => [
    name,
    `${name}f`,
  ]),
  ...['cuComplexFloatToDouble', 'cuComplexDoubleToFloat', '__ldg', '__ldcg', '__ldca', '__ldcs'],
  ...['__low2half', '__high2half', '__low2float', '__high2float', '__half22float2', '__float22half2_rn'],
  ...['__low2bfloat16', '__high2bfloat16', '__bfloat1622float2', '__float22bfloat162_rn'],
  ...['__halves2half2', '__half2half2', '__halves2bfloat162', '__bfloat162bfloat162'],
]);

/** `__half2float`, `__float2half_rn`, `__int2bfloat16_rz`; those that read or write the bits apart. */
const halfConversion =
  /^__(?:half|bfloat16)2(?:float|char|uchar|short|ushort|int|uint|ll|ull)(?:_r[nzud])?$|^__(?:float|double|short|ushort|int|uint|ll|ull)2(?:half|bfloat16)(?:_r[nzud])?$|^__u?short_as_(?:half|bfloat16)$/;

/** Of the conversions between numbers: those that show the bits of a floating value, those of a NaN included. */
const showsBits = /^__(?:float_as_u?int|double_as_longlong|double2(?:hi|lo)int)$/;

/** Whether a call gives the same bits everywhere, for arguments in the function's range. */
export function isExact({ name, group }: CudaFunction, overload: Overload): boolean {
  if (halfConversion.test(name)) return true;
  if (group === 'vector') return true;
  if (group === 'conversion') return !showsBits.test(name);
  // `min` and `abs` of a half and of a complex number share their names with those of numbers.
  const types = [overload.result, ...overload.parameters.map(({ type }) => type)];
  if (group === 'integer' && types.every(isIntegerLike)) return true;
  if (!exact.has(name)) return false;
  // Squares of a complex number's parts are exact to rounding; the length of a longer vector is not.
  if (name === 'norm') return types.some((type) => type.kind === 'complex');
  return (name !== 'abs' && name !== 'sqrt') || types.every((type) => type.kind !== 'complex');
}

let known: readonly CudaFunction[] | undefined;

/** The functions that a deterministic kernel can call, each with the overloads that are exact. */
export function exactFunctions(): readonly CudaFunction[] {
  return (known ??= Array.from(allFunctions(), exactPart).filter(({ overloads }) => overloads.length > 0));
}

function exactPart(entry: CudaFunction): CudaFunction {
  const overloads = entry.overloads.filter((overload) => isExact(entry, overload));
  return overloads.length === entry.overloads.length ? entry : withOverloads(entry, () => overloads);
}

function isIntegerLike(type: Type): boolean {
  const element = type.kind === 'vector' ? type.element : type;
  return element.kind === 'arithmetic' && element.category !== 'floating';
}

/** Whether operators of the type round to half precision, which GPUs do in ways of their own. */
export function isHalf(type: Type): boolean {
  return isSmallFloat(type) || (type.kind === 'vector' && isSmallFloat(type.element));
}
