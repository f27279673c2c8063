import {
  DoubleDouble,
  absDd,
  addDd,
  compareDd,
  divideDd,
  exp10Dd,
  exp2Dd,
  expDd,
  expm1Dd,
  floorDd,
  log10Dd,
  log1pDd,
  log2Dd,
  logDd,
  multiplyDd,
  negateDd,
  powDd,
  sinCosDd,
  sqrtDd,
  subtractDd,
  truncDd,
} from '../double-double';
import { exponentOf, roundHalfEven } from '../rounding';

/** A function of real numbers under its C name for double. */
export interface RealFunction {
  readonly arity: number;
  /** In double. A narrower type rounds its result once. */
  readonly evaluate: (x: number, y: number, z: number) => number;
  /** At twice the precision of double; left out, or undefined for some arguments, where there is none. */
  readonly wide?: (x: DoubleDouble, y: DoubleDouble, z: DoubleDouble) => DoubleDouble | undefined;
}

function unary(evaluate: (x: number) => number, wide?: (x: DoubleDouble) => DoubleDouble | undefined): RealFunction {
  return { arity: 1, evaluate, wide };
}

function binary(
  evaluate: (x: number, y: number) => number,
  wide?: (x: DoubleDouble, y: DoubleDouble) => DoubleDouble | undefined,
): RealFunction {
  return { arity: 2, evaluate, wide };
}

function ternary(
  evaluate: (x: number, y: number, z: number) => number,
  wide?: (x: DoubleDouble, y: DoubleDouble, z: DoubleDouble) => DoubleDouble | undefined,
): RealFunction {
  return { arity: 3, evaluate, wide };
}

const half = new DoubleDouble(0.5, 0);
const pi = new DoubleDouble(3.141592653589793, 1.2246467991473532e-16);
const one = DoubleDouble.one;

/** C's `fmin`: a NaN is missing data, and -0 is less than 0. */
function fmin(x: number, y: number): number {
  if (Number.isNaN(x)) return y;
  return Number.isNaN(y) ? x : Math.min(x, y);
}

function fmax(x: number, y: number): number {
  if (Number.isNaN(x)) return y;
  return Number.isNaN(y) ? x : Math.max(x, y);
}

function selectDd(smaller: boolean): (x: DoubleDouble, y: DoubleDouble) => DoubleDouble {
  return (x, y) => {
    if (Number.isNaN(x.high)) return y;
    if (Number.isNaN(y.high)) return x;
    return compareDd(x, y) < 0 === smaller ? x : y;
  };
}

/** Halves away from zero, as C's `round`. */
function roundAway(x: number): number {
  const truncated = Math.trunc(x);
  return Math.abs(x - truncated) >= 0.5 ? truncated + Math.sign(x) : truncated;
}

function roundDd(x: DoubleDouble): DoubleDouble {
  return x.high < 0 ? negateDd(floorDd(addDd(negateDd(x), half))) : floorDd(addDd(x, half));
}

/** As `roundHalfEven`: a tie of the sum of both parts is a tie of the high part with no low part. */
function rintDd(x: DoubleDouble): DoubleDouble {
  const rounded = floorDd(addDd(x, half));
  const tie = compareDd(subtractDd(rounded, x), half) === 0;
  return tie && rounded.high % 2 !== 0 ? subtractDd(rounded, one) : rounded;
}

function sinh(x: DoubleDouble): DoubleDouble {
  return multiplyDd(half, subtractDd(expm1Dd(x), expm1Dd(negateDd(x))));
}

function cosh(x: DoubleDouble): DoubleDouble {
  return multiplyDd(half, addDd(expDd(x), expDd(negateDd(x))));
}

function tanh(x: DoubleDouble): DoubleDouble {
  if (Math.abs(x.high) > 40) return new DoubleDouble(Math.sign(x.high), 0);
  const grown = expm1Dd(addDd(x, x));
  return divideDd(grown, addDd(grown, new DoubleDouble(2, 0)));
}

/** One Newton step on the tangent from the double's arc tangent. */
function atan(x: DoubleDouble): DoubleDouble | undefined {
  const start = Math.atan(x.high);
  const turned = sinCosDd(new DoubleDouble(start, 0));
  if (turned === undefined || !Number.isFinite(x.high)) return undefined;
  const numerator = subtractDd(multiplyDd(x, turned.cos), turned.sin);
  return addDd(new DoubleDouble(start, 0), divideDd(numerator, addDd(turned.cos, multiplyDd(x, turned.sin))));
}

function cbrt(x: DoubleDouble): DoubleDouble {
  const start = Math.cbrt(x.high);
  if (start === 0 || !Number.isFinite(start)) return new DoubleDouble(start, 0);
  const root = new DoubleDouble(start, 0);
  const rest = subtractDd(x, multiplyDd(root, multiplyDd(root, root)));
  return addDd(root, new DoubleDouble(rest.high / (3 * start * start), 0));
}

function hypotDd(x: DoubleDouble, y: DoubleDouble): DoubleDouble {
  return sqrtDd(addDd(multiplyDd(x, x), multiplyDd(y, y)));
}

/** A multiple of pi, exact for the quarters that JavaScript's functions miss. */
function sinOfPi(x: number): number {
  const turned = x % 2;
  return Number.isInteger(turned) ? turned * 0 : Math.sin(turned * Math.PI);
}

function cosOfPi(x: number): number {
  const turned = Math.abs(x % 2);
  return turned === 0.5 || turned === 1.5 ? 0 : Math.cos(turned * Math.PI);
}

function logb(x: number): number {
  if (x === 0) return -Infinity;
  return Number.isFinite(x) ? exponentOf(x) : x * x;
}

/** The difference from the nearest multiple, ties to even. */
function remainder(x: number, y: number): number {
  if (!Number.isFinite(x) || y === 0 || Number.isNaN(y)) return NaN;
  if (!Number.isFinite(y)) return x;
  const rest = x % y;
  const twice = 2 * Math.abs(rest);
  const size = Math.abs(y);
  const quotientIsOdd = Math.abs(Math.trunc((x % (2 * y)) / y)) === 1;
  if (twice > size || (twice === size && quotientIsOdd)) return rest - Math.sign(rest) * size;
  return rest;
}

export const realFunctions: ReadonlyMap<string, RealFunction> = new Map<string, RealFunction>([
  ['fabs', unary(Math.abs, absDd)],
  ['abs', unary(Math.abs, absDd)],
  ['negate', unary((x) => -x, negateDd)],
  ['sqrt', unary(Math.sqrt, sqrtDd)],
  [
    'rsqrt',
    unary(
      (x) => 1 / Math.sqrt(x),
      (x) => divideDd(one, sqrtDd(x)),
    ),
  ],
  [
    'rcp',
    unary(
      (x) => 1 / x,
      (x) => divideDd(one, x),
    ),
  ],
  ['cbrt', unary(Math.cbrt, cbrt)],
  [
    'rcbrt',
    unary(
      (x) => 1 / Math.cbrt(x),
      (x) => divideDd(one, cbrt(x)),
    ),
  ],
  ['exp', unary(Math.exp, expDd)],
  ['exp2', unary((x) => 2 ** x, exp2Dd)],
  ['exp10', unary((x) => 10 ** x, exp10Dd)],
  ['expm1', unary(Math.expm1, expm1Dd)],
  ['log', unary(Math.log, logDd)],
  ['log2', unary(Math.log2, log2Dd)],
  ['log10', unary(Math.log10, log10Dd)],
  ['log1p', unary(Math.log1p, log1pDd)],
  ['logb', unary(logb)],
  ['sin', unary(Math.sin, (x) => sinCosDd(x)?.sin)],
  ['cos', unary(Math.cos, (x) => sinCosDd(x)?.cos)],
  [
    'tan',
    unary(Math.tan, (x) => {
      const turned = sinCosDd(x);
      return turned && divideDd(turned.sin, turned.cos);
    }),
  ],
  ['sinpi', unary(sinOfPi, (x) => sinCosDd(multiplyDd(x, pi))?.sin)],
  ['cospi', unary(cosOfPi, (x) => sinCosDd(multiplyDd(x, pi))?.cos)],
  ['asin', unary(Math.asin)],
  ['acos', unary(Math.acos)],
  ['atan', unary(Math.atan, atan)],
  ['sinh', unary(Math.sinh, sinh)],
  ['cosh', unary(Math.cosh, cosh)],
  ['tanh', unary(Math.tanh, tanh)],
  ['asinh', unary(Math.asinh)],
  ['acosh', unary(Math.acosh)],
  ['atanh', unary(Math.atanh)],
  ['floor', unary(Math.floor, floorDd)],
  ['ceil', unary(Math.ceil, (x) => negateDd(floorDd(negateDd(x))))],
  ['trunc', unary(Math.trunc, truncDd)],
  ['round', unary(roundAway, roundDd)],
  ['rint', unary(roundHalfEven, rintDd)],
  ['nearbyint', unary(roundHalfEven, rintDd)],
  ['saturate', unary((x) => (x > 0 ? Math.min(x, 1) : 0))],
  ['pow', binary(power, powDd)],
  ['powi', binary(power, powDd)],
  ['atan2', binary(Math.atan2)],
  ['hypot', binary((x, y) => Math.hypot(x, y), hypotDd)],
  [
    'rhypot',
    binary(
      (x, y) => 1 / Math.hypot(x, y),
      (x, y) => divideDd(one, hypotDd(x, y)),
    ),
  ],
  ['fmod', binary((x, y) => x % y)],
  ['remainder', binary(remainder)],
  ['fmin', binary(fmin, selectDd(true))],
  ['fmax', binary(fmax, selectDd(false))],
  ['min', binary(fmin, selectDd(true))],
  ['max', binary(fmax, selectDd(false))],
  [
    'fdim',
    binary(
      (x, y) => (x > y ? x - y : x <= y ? 0 : NaN),
      (x, y) => (compareDd(x, y) > 0 ? subtractDd(x, y) : DoubleDouble.zero),
    ),
  ],
  ['fdivide', binary((x, y) => x / y, divideDd)],
  ['copysign', binary(copysign, (x, y) => (copysign(1, x.high) === copysign(1, y.high) ? x : negateDd(x)))],
  ['ldexp', binary((x, y) => scaleByPower(x, y))],
  ['scalbn', binary((x, y) => scaleByPower(x, y))],
  ['norm3d', ternary(Math.hypot)],
]);

/** C's `pow`, which gives 1 where JavaScript's gives NaN: `pow(1, y)` and `pow(-1, ±inf)`. */
function power(x: number, y: number): number {
  return x === 1 || (x === -1 && !Number.isFinite(y) && !Number.isNaN(y)) ? 1 : x ** y;
}

function copysign(x: number, y: number): number {
  const negative = y < 0 || Object.is(y, -0);
  return negative ? -Math.abs(x) : Math.abs(x);
}

/** `x * 2^exponent` without an intermediate overflow. */
function scaleByPower(x: number, exponent: number): number {
  const clamped = Math.max(-2200, Math.min(2200, exponent));
  const step = Math.trunc(clamped / 4);
  const factor = 2 ** step;
  return x * factor * factor * factor * 2 ** (clamped - 3 * step);
}

/** Tests of one floating value. */
export const classifications: ReadonlyMap<string, (x: number) => boolean> = new Map([
  ['isnan', Number.isNaN],
  ['isinf', (x: number) => Math.abs(x) === Infinity],
  ['isfinite', Number.isFinite],
  ['finite', Number.isFinite],
  ['signbit', (x: number) => x < 0 || Object.is(x, -0)],
]);
