import type { Type } from '../../language/types/type';

/** `cuComplex.h` for programs that use its names: NVRTC has the header nowhere, and the CPU has no CUDA. */
export function cuComplexSource(words: ReadonlySet<string>, types: readonly Type[]): string {
  const inTypes = types.some((type) => type.kind === 'complex' && type.family === 'cu');
  const needed = definitions.filter(({ name }) => words.has(name));
  if (!inTypes && needed.length === 0 && !typeNames.some((name) => words.has(name))) return '';
  return [aliases, ...needed.map(({ source }) => source)].join('\n\n');
}

const typeNames = ['cuComplex', 'cuFloatComplex', 'cuDoubleComplex'] as const;

const aliases = `using cuFloatComplex = float2;
using cuDoubleComplex = double2;
using cuComplex = cuFloatComplex;`;

interface Definition {
  readonly name: string;
  readonly source: string;
}

const definitions: readonly Definition[] = [
  ...family('cuFloatComplex', 'float', 'f'),
  ...family('cuDoubleComplex', 'double', ''),
  define('make_cuComplex', 'cuComplex', 'float x, float y', ['return {x, y};']),
  define('cuComplexFloatToDouble', 'cuDoubleComplex', 'cuFloatComplex c', ['return {c.x, c.y};']),
  define('cuComplexDoubleToFloat', 'cuFloatComplex', 'cuDoubleComplex c', ['return {float(c.x), float(c.y)};']),
];

function family(type: string, real: string, end: string): Definition[] {
  const both = `${type} x, ${type} y`;
  return [
    define(`make_${type}`, type, `${real} r, ${real} i`, ['return {r, i};']),
    define(`cuCreal${end}`, real, `${type} x`, ['return x.x;']),
    define(`cuCimag${end}`, real, `${type} x`, ['return x.y;']),
    define(`cuConj${end}`, type, `${type} x`, ['return {x.x, -x.y};']),
    define(`cuCabs${end}`, real, `${type} x`, [`return ::hypot${end}(x.x, x.y);`]),
    define(`cuCadd${end}`, type, both, ['return {x.x + y.x, x.y + y.y};']),
    define(`cuCsub${end}`, type, both, ['return {x.x - y.x, x.y - y.y};']),
    define(`cuCmul${end}`, type, both, ['return {x.x * y.x - x.y * y.y, x.x * y.y + x.y * y.x};']),
    // Scaled by |re| + |im| of the divisor, as the header does, so that its square neither overflows nor vanishes.
    define(`cuCdiv${end}`, type, both, [
      `const ${real} s = ${real}(1) / (::fabs${end}(y.x) + ::fabs${end}(y.y));`,
      `const ${real} a = x.x * s, b = x.y * s, c = y.x * s, d = y.y * s;`,
      `const ${real} t = ${real}(1) / (c * c + d * d);`,
      'return {(a * c + b * d) * t, (b * c - a * d) * t};',
    ]),
    define(`cuCfma${end}`, type, `${both}, ${type} d`, [
      'return {x.x * y.x - x.y * y.y + d.x, x.x * y.y + x.y * y.x + d.y};',
    ]),
  ];
}

function define(name: string, result: string, parameters: string, body: readonly string[]): Definition {
  const lines = body.map((line) => `  ${line}`).join('\n');
  return { name, source: `QUALIFIER ${result} ${name}(${parameters}) {\n${lines}\n}` };
}
