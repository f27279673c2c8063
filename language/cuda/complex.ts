import type { CudaFunction } from './function';
import { functions, type FunctionRow } from './notation';

/** Complex numbers: the functions of `cuComplex.h`, and those of `pycuda::complex<T>` and `complex<T>`. */

/** Functions of `complex<T>` that share their name with functions of real numbers are overloads of those. */
export const complexOverloads: ReadonlyMap<string, readonly string[]> = new Map([
  ['abs', both('T abs(complex<T> z)')],
  ['norm', both('T norm(complex<T> z)')],
  ['exp', both('complex<T> exp(complex<T> z)')],
  ['log', both('complex<T> log(complex<T> z)')],
  ['log10', both('complex<T> log10(complex<T> z)')],
  ['sqrt', both('complex<T> sqrt(complex<T> z)')],
  ['sin', both('complex<T> sin(complex<T> z)')],
  ['cos', both('complex<T> cos(complex<T> z)')],
  ['tan', both('complex<T> tan(complex<T> z)')],
  ['sinh', both('complex<T> sinh(complex<T> z)')],
  ['cosh', both('complex<T> cosh(complex<T> z)')],
  ['tanh', both('complex<T> tanh(complex<T> z)')],
  [
    'pow',
    [
      ...both('complex<T> pow(complex<T> z, complex<T> w)'),
      ...both('complex<T> pow(complex<T> z, T w)'),
      ...both('complex<T> pow(T z, complex<T> w)'),
      ...both('complex<T> pow(complex<T> z, int w)'),
    ],
  ],
]);

function both(signature: string): string[] {
  return [signature.replace(/\bT\b/g, 'float'), signature.replace(/\bT\b/g, 'double')];
}

const templates: readonly (readonly [string, string])[] = [
  ['T real(complex<T> z)', 'Real part of `z`.'],
  ['T imag(complex<T> z)', 'Imaginary part of `z`.'],
  ['T arg(complex<T> z)', 'Angle of `z`, in [-π, π].'],
  ['complex<T> conj(complex<T> z)', 'Complex conjugate of `z`.'],
  ['complex<T> polar(T r, T theta)', 'The number of magnitude `r` and angle `theta`.'],
];

function cuRows(type: 'cuFloatComplex' | 'cuDoubleComplex', real: 'float' | 'double', end: 'f' | ''): FunctionRow[] {
  return [
    [`${real} cuCreal${end}(${type} x)`, 'Real part of `x`.'],
    [`${real} cuCimag${end}(${type} x)`, 'Imaginary part of `x`.'],
    [`${real} cuCabs${end}(${type} x)`, 'Magnitude of `x`, without overflow in between.'],
    [`${type} cuConj${end}(${type} x)`, 'Complex conjugate of `x`.'],
    [`${type} cuCadd${end}(${type} x, ${type} y)`, '`x` + `y`.'],
    [`${type} cuCsub${end}(${type} x, ${type} y)`, '`x` - `y`.'],
    [`${type} cuCmul${end}(${type} x, ${type} y)`, '`x`·`y`.'],
    [`${type} cuCdiv${end}(${type} x, ${type} y)`, '`x` / `y`.'],
    [`${type} cuCfma${end}(${type} x, ${type} y, ${type} d)`, '`x`·`y` + `d`.'],
    [`${type} make_${type}(${real} r, ${real} i)`, 'The number of the given parts.'],
  ];
}

export const complex: readonly CudaFunction[] = functions('complex', [
  ...templates.map(([signature, documentation]): FunctionRow => [both(signature).join('; '), documentation]),
  ...cuRows('cuFloatComplex', 'float', 'f'),
  ...cuRows('cuDoubleComplex', 'double', ''),
  ['cuFloatComplex make_cuComplex(float x, float y)', 'The number of the given parts.'],
  ['cuDoubleComplex cuComplexFloatToDouble(cuFloatComplex c)', 'The same number in double precision.'],
  ['cuFloatComplex cuComplexDoubleToFloat(cuDoubleComplex c)', 'The same number, rounded to single precision.'],
]);
