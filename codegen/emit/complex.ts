import type { Type } from '../../language/types/type';
import { cuComplexSource } from './cu-complex';
import type { Names } from './names';
import { wordsOf } from './words';

/**
 * `pycuda::complex<T>` and `cuComplex.h`, self-contained. Formulas are the textbook ones, guarded against overflow
 * where that is cheap: Smith's division (CACM 5(8), 1962), square root and magnitude through `hypot`.
 */

/** Everything that the choice of what to emit depends on. */
export interface ComplexUse {
  readonly types: readonly Type[];
  readonly userTexts: readonly string[];
  /** Stands before each function: `__device__ __forceinline__`, or `inline`. */
  readonly qualifier: string;
  readonly names: Names;
}

/** The definitions that the program needs, as one text; empty where it uses no complex numbers. */
export function complexSource({ types, userTexts, qualifier, names }: ComplexUse): string {
  const all = userTexts.join('\n');
  const words = wordsOf(all);
  const parts: string[] = [];
  if (usesClass(types, all) && !/#\s*include\s*[<"]pycuda-complex\.hpp/.test(all)) {
    parts.push(classSource(words, all));
  }
  if (!/#\s*include\s*[<"]cuComplex\.h/.test(all)) {
    const source = cuComplexSource(words, types);
    if (source !== '') parts.push(source);
  }
  const source = parts.join('\n\n').replaceAll('QUALIFIER', qualifier);
  return source.replace(/\b(?:Real|re|im|scale|ratio|angle|radius)\b/g, (word) => names.local(word));
}

function usesClass(types: readonly Type[], text: string): boolean {
  if (types.some((type) => type.kind === 'complex' && type.family === 'pycuda')) return true;
  return /\bpycuda\s*::\s*complex\b/.test(text) || (/\bcomplex\s*</.test(text) && !declares(text, 'complex'));
}

/** Whether the user has a type, alias or macro of that name at file scope. */
function declares(text: string, name: string): boolean {
  const introduced = `\\b(?:struct|class|union|enum|define)\\s+${name}\\b`;
  const aliased = `\\busing\\s+(?:[\\w:]*::\\s*)?${name}\\s*[=;]|\\btypedef\\b[^;{}]*\\b${name}\\s*;`;
  return new RegExp(`${introduced}|${aliased}`).test(text);
}

function classSource(words: ReadonlySet<string>, text: string): string {
  const needed = functions.filter(({ name }) => needs(words, name)).map(({ source }) => source);
  // `polar` takes real numbers only: argument-dependent lookup does not find it.
  const aliases = ['complex', 'polar'].filter((name) => words.has(name) && !declares(text, name));
  const using = aliases.map((name) => `using pycuda::${name};`);
  return ['namespace pycuda {', core, ...needed, '}  // namespace pycuda', ...using].join('\n\n');
}

/** Whether the user calls `name`, or a function of ours that does. */
function needs(words: ReadonlySet<string>, name: string): boolean {
  return words.has(name) || functions.some((other) => other.calls.includes(name) && needs(words, other.name));
}

const core = `// float widens to double by itself; double narrows to float on request.
template <typename From, typename To>
struct widening {};
template <>
struct widening<float, double> {
  using type = int;
};

template <typename Real>
struct alignas(2 * sizeof(Real)) complex {
  Real re, im;

  QUALIFIER complex(const Real re = 0, const Real im = 0) : re(re), im(im) {}
  template <typename Other, typename widening<Other, Real>::type = 0>
  QUALIFIER complex(const complex<Other> &z) : re(z.re), im(z.im) {}
  template <typename Other, typename widening<Real, Other>::type = 0>
  QUALIFIER explicit complex(const complex<Other> &z) : re(z.re), im(z.im) {}

  QUALIFIER Real real() const { return re; }
  QUALIFIER Real imag() const { return im; }

  QUALIFIER friend complex operator+(const complex &z) { return z; }
  QUALIFIER friend complex operator-(const complex &z) { return complex(-z.re, -z.im); }

  QUALIFIER friend complex operator+(const complex &z, const complex &w) { return complex(z.re + w.re, z.im + w.im); }
  QUALIFIER friend complex operator+(const complex &z, const Real w) { return complex(z.re + w, z.im); }
  QUALIFIER friend complex operator+(const Real z, const complex &w) { return complex(z + w.re, w.im); }

  QUALIFIER friend complex operator-(const complex &z, const complex &w) { return complex(z.re - w.re, z.im - w.im); }
  QUALIFIER friend complex operator-(const complex &z, const Real w) { return complex(z.re - w, z.im); }
  QUALIFIER friend complex operator-(const Real z, const complex &w) { return complex(z - w.re, -w.im); }

  QUALIFIER friend complex operator*(const complex &z, const complex &w) {
    return complex(z.re * w.re - z.im * w.im, z.re * w.im + z.im * w.re);
  }
  QUALIFIER friend complex operator*(const complex &z, const Real w) { return complex(z.re * w, z.im * w); }
  QUALIFIER friend complex operator*(const Real z, const complex &w) { return complex(z * w.re, z * w.im); }

  QUALIFIER friend complex operator/(const complex &z, const complex &w) {
    if ((w.re < 0 ? -w.re : w.re) >= (w.im < 0 ? -w.im : w.im)) {
      const Real ratio = w.im / w.re;
      const Real scale = w.re + w.im * ratio;
      return complex((z.re + z.im * ratio) / scale, (z.im - z.re * ratio) / scale);
    }
    const Real ratio = w.re / w.im;
    const Real scale = w.re * ratio + w.im;
    return complex((z.re * ratio + z.im) / scale, (z.im * ratio - z.re) / scale);
  }
  QUALIFIER friend complex operator/(const complex &z, const Real w) { return complex(z.re / w, z.im / w); }
  QUALIFIER friend complex operator/(const Real z, const complex &w) { return complex(z) / w; }

  QUALIFIER complex &operator+=(const complex &w) { return *this = *this + w; }
  QUALIFIER complex &operator-=(const complex &w) { return *this = *this - w; }
  QUALIFIER complex &operator*=(const complex &w) { return *this = *this * w; }
  QUALIFIER complex &operator/=(const complex &w) { return *this = *this / w; }

  QUALIFIER friend bool operator==(const complex &z, const complex &w) { return z.re == w.re && z.im == w.im; }
  QUALIFIER friend bool operator!=(const complex &z, const complex &w) { return !(z == w); }
};`;

interface ComplexFunction {
  readonly name: string;
  /** Functions of this table that it calls. */
  readonly calls: readonly string[];
  readonly source: string;
}

function define(name: string, calls: readonly string[], source: string): ComplexFunction {
  return { name, calls, source };
}

/** In an order in which each calls only those before it. */
const functions: readonly ComplexFunction[] = [
  unary('real', 'Real', ['return z.re;']),
  unary('imag', 'Real', ['return z.im;']),
  unary('conj', 'complex<Real>', ['return complex<Real>(z.re, -z.im);']),
  unary('norm', 'Real', ['return z.re * z.re + z.im * z.im;']),
  unary('abs', 'Real', ['return ::hypot(z.re, z.im);']),
  unary('arg', 'Real', ['return ::atan2(z.im, z.re);']),
  template('polar', 'complex<Real>', 'const Real radius, const Real angle', [
    'return complex<Real>(radius * ::cos(angle), radius * ::sin(angle));',
  ]),
  unary('exp', 'complex<Real>', ['return polar(::exp(z.re), z.im);'], ['polar']),
  unary('log', 'complex<Real>', ['return complex<Real>(::log(abs(z)), arg(z));'], ['abs', 'arg']),
  unary('log10', 'complex<Real>', ['return log(z) * Real(0.43429448190325182765);'], ['log']),
  unary('sqrt', 'complex<Real>', [
    'const Real radius = ::hypot(z.re, z.im);',
    'if (radius == 0) return complex<Real>(0, z.im);',
    '// The larger part comes from a sum without cancellation, the other one from 2 re im = z.im.',
    'const Real scale = ::sqrt((radius + (z.re < 0 ? -z.re : z.re)) / 2);',
    'const Real ratio = z.im / (2 * scale);',
    'if (z.re >= 0) return complex<Real>(scale, ratio);',
    'return z.im < 0 ? complex<Real>(-ratio, -scale) : complex<Real>(ratio, scale);',
  ]),
  unary('sin', 'complex<Real>', ['return complex<Real>(::sin(z.re) * ::cosh(z.im), ::cos(z.re) * ::sinh(z.im));']),
  unary('cos', 'complex<Real>', ['return complex<Real>(::cos(z.re) * ::cosh(z.im), -::sin(z.re) * ::sinh(z.im));']),
  unary('tan', 'complex<Real>', ['return sin(z) / cos(z);'], ['sin', 'cos']),
  unary('sinh', 'complex<Real>', ['return complex<Real>(::sinh(z.re) * ::cos(z.im), ::cosh(z.re) * ::sin(z.im));']),
  unary('cosh', 'complex<Real>', ['return complex<Real>(::cosh(z.re) * ::cos(z.im), ::sinh(z.re) * ::sin(z.im));']),
  unary('tanh', 'complex<Real>', ['return sinh(z) / cosh(z);'], ['sinh', 'cosh']),
  define(
    'pow',
    ['exp', 'log'],
    [
      powSource('const complex<Real> &z, const complex<Real> &w', ['return exp(w * log(z));']),
      powSource('const complex<Real> &z, const Real w', ['return exp(w * log(z));']),
      powSource('const Real z, const complex<Real> &w', ['return exp(w * log(complex<Real>(z)));']),
      powSource('const complex<Real> &z, const int w', [
        'complex<Real> result(1), square = w < 0 ? Real(1) / z : z;',
        'for (unsigned bits = w < 0 ? 0u - unsigned(w) : unsigned(w); bits != 0; bits >>= 1) {',
        '  if (bits & 1u) result *= square;',
        '  square *= square;',
        '}',
        'return result;',
      ]),
    ].join('\n\n'),
  ),
];

function unary(name: string, result: string, body: readonly string[], calls: readonly string[] = []): ComplexFunction {
  return template(name, result, 'const complex<Real> &z', body, calls);
}

function template(
  name: string,
  result: string,
  parameters: string,
  body: readonly string[],
  calls: readonly string[] = [],
): ComplexFunction {
  return define(name, calls, functionSource(name, result, parameters, body));
}

function powSource(parameters: string, body: readonly string[]): string {
  return functionSource('pow', 'complex<Real>', parameters, body);
}

function functionSource(name: string, result: string, parameters: string, body: readonly string[]): string {
  const lines = body.map((line) => `  ${line}`).join('\n');
  return `template <typename Real>\nQUALIFIER ${result} ${name}(${parameters}) {\n${lines}\n}`;
}
