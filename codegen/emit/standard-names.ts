import { wordsOf } from './words';

/**
 * Names of `<stdint.h>`, `<float.h>`, `<limits.h>` and `<math.h>` that kernels use without including anything, as
 * they can with `nvcc`. NVRTC has none of these headers. What the user declares under such a name is theirs:
 * `argumentNames`, and the declarations and macros of `userTexts`.
 */
export function standardNamesSource(userTexts: readonly string[], argumentNames: readonly string[] = []): string {
  const all = userTexts.join('\n');
  const words = wordsOf(all);
  const isNeeded = (name: string): boolean =>
    words.has(name) && !argumentNames.includes(name) && !isDeclared(name, all);
  const types = typedefs.filter(([name]) => isNeeded(name)).map(([name, type]) => `using ${name} = ${type};`);
  const constants = macros
    .filter(([name]) => isNeeded(name))
    .map(([name, value]) => `#ifndef ${name}\n#define ${name} ${value}\n#endif`);
  // nvcc declares the integer types itself, and under Windows some of them differently.
  const guarded = types.length === 0 ? [] : ['#ifdef __CUDACC_RTC__', ...types, '#endif'];
  return [...guarded, ...constants].join('\n');
}

/** Whether the text declares the name: as a macro, a type, an enumerator or a variable. */
function isDeclared(name: string, text: string): boolean {
  const macro = `#[ \\t]*define[ \\t]+${name}\\b`;
  const type = `\\b(?:struct|class|union|enum|using)\\s+${name}\\b|\\btypedef\\b[^;{}]*\\b${name}\\s*;`;
  const variable = `\\b(?:const|constexpr|auto|int|long|unsigned|float|double)\\s+${name}\\s*[=;,({[]`;
  const enumerator = `\\benum\\b[^;]*\\{[^}]*\\b${name}\\b`;
  return new RegExp([macro, type, variable, enumerator].join('|')).test(text);
}

const typedefs: readonly (readonly [string, string])[] = [
  ['int8_t', 'signed char'],
  ['int16_t', 'short'],
  ['int32_t', 'int'],
  ['int64_t', 'long'],
  ['uint8_t', 'unsigned char'],
  ['uint16_t', 'unsigned short'],
  ['uint32_t', 'unsigned int'],
  ['uint64_t', 'unsigned long'],
  ['intptr_t', 'long'],
  ['uintptr_t', 'unsigned long'],
  ['uchar', 'unsigned char'],
  ['ushort', 'unsigned short'],
  ['uint', 'unsigned int'],
  ['ulong', 'unsigned long'],
];

const macros: readonly (readonly [string, string])[] = [
  ['INFINITY', '__int_as_float(0x7f800000)'],
  ['NAN', '__int_as_float(0x7fffffff)'],
  ['HUGE_VAL', '__longlong_as_double(0x7ff0000000000000)'],
  ['HUGE_VALF', '__int_as_float(0x7f800000)'],
  ['FLT_MAX', '3.402823466e+38f'],
  ['FLT_MIN', '1.175494351e-38f'],
  ['FLT_EPSILON', '1.192092896e-07f'],
  ['DBL_MAX', '1.7976931348623157e+308'],
  ['DBL_MIN', '2.2250738585072014e-308'],
  ['DBL_EPSILON', '2.2204460492503131e-16'],
  ['CHAR_BIT', '8'],
  ['SCHAR_MAX', '127'],
  ['SCHAR_MIN', '(-128)'],
  ['UCHAR_MAX', '255'],
  ['SHRT_MAX', '32767'],
  ['SHRT_MIN', '(-32768)'],
  ['USHRT_MAX', '65535'],
  ['INT_MAX', '2147483647'],
  ['INT_MIN', '(-2147483647 - 1)'],
  ['UINT_MAX', '4294967295u'],
  ['LONG_MAX', '9223372036854775807l'],
  ['LONG_MIN', '(-9223372036854775807l - 1)'],
  ['ULONG_MAX', '18446744073709551615ul'],
  ['LLONG_MAX', '9223372036854775807ll'],
  ['LLONG_MIN', '(-9223372036854775807ll - 1)'],
  ['ULLONG_MAX', '18446744073709551615ull'],
  ['INT8_MAX', '127'],
  ['INT8_MIN', '(-128)'],
  ['UINT8_MAX', '255'],
  ['INT16_MAX', '32767'],
  ['INT16_MIN', '(-32768)'],
  ['UINT16_MAX', '65535'],
  ['INT32_MAX', '2147483647'],
  ['INT32_MIN', '(-2147483647 - 1)'],
  ['UINT32_MAX', '4294967295u'],
  ['INT64_MAX', '9223372036854775807l'],
  ['INT64_MIN', '(-9223372036854775807l - 1)'],
  ['UINT64_MAX', '18446744073709551615ul'],
  ['M_PI', '3.14159265358979323846'],
  ['M_PI_2', '1.57079632679489661923'],
  ['M_PI_4', '0.78539816339744830962'],
  ['M_1_PI', '0.31830988618379067154'],
  ['M_2_PI', '0.63661977236758134308'],
  ['M_2_SQRTPI', '1.12837916709551257390'],
  ['M_E', '2.7182818284590452354'],
  ['M_LN2', '0.69314718055994530942'],
  ['M_LN10', '2.30258509299404568402'],
  ['M_LOG2E', '1.4426950408889634074'],
  ['M_LOG10E', '0.43429448190325182765'],
  ['M_SQRT2', '1.41421356237309504880'],
  ['M_SQRT1_2', '0.70710678118654752440'],
];
