/** The type names that CUDA C++ knows without a preamble. `language/types/` gives them their meaning. */

/** Keywords that combine to an arithmetic type: `unsigned long long int`. */
export const arithmeticWords: ReadonlySet<string> = new Set([
  'bool',
  'char',
  'double',
  'float',
  'int',
  'long',
  'short',
  'signed',
  'unsigned',
]);

/** Keywords that are a type by themselves. */
const keywordTypes: ReadonlySet<string> = new Set(['void', 'wchar_t', 'char16_t', 'char32_t', '__int128']);

/** `auto` and `decltype` stand for a type that this parser does not work out. */
export const placeholderTypes: ReadonlySet<string> = new Set(['auto']);

function standardIntegers(): string[] {
  const names = ['size_t', 'ptrdiff_t', 'intptr_t', 'uintptr_t', 'intmax_t', 'uintmax_t'];
  for (const bits of [8, 16, 32, 64]) {
    for (const form of ['int', 'uint', 'int_least', 'uint_least', 'int_fast', 'uint_fast'])
      names.push(`${form}${bits}_t`);
  }
  return names.flatMap((name) => [name, `std::${name}`]);
}

function vectorTypes(): string[] {
  const elements = ['char', 'uchar', 'short', 'ushort', 'int', 'uint', 'long', 'ulong', 'longlong', 'ulonglong'];
  const names = ['dim3'];
  for (const element of [...elements, 'float', 'double'])
    for (const lanes of [1, 2, 3, 4]) names.push(`${element}${lanes}`);
  return names;
}

/** Names that CUDA's headers and `<cstdint>` declare. */
const declaredTypes: ReadonlySet<string> = new Set([
  ...standardIntegers(),
  ...vectorTypes(),
  'half',
  'half2',
  '__half',
  '__half2',
  'nv_bfloat16',
  'nv_bfloat162',
  '__nv_bfloat16',
  '__nv_bfloat162',
  'cuComplex',
  'cuFloatComplex',
  'cuDoubleComplex',
  'std::nullptr_t',
  'std::byte',
]);

/** Class templates: a type once arguments in `<>` follow. */
const typeTemplates: ReadonlySet<string> = new Set(
  ['complex', 'pair', 'tuple', 'array', 'numeric_limits', 'integral_constant'].flatMap((name) =>
    ['std', 'cuda::std', 'thrust'].map((namespace) => `${namespace}::${name}`),
  ),
)
  .add('complex')
  .add('pycuda::complex');

const typeKeywords: ReadonlySet<string> = new Set([...arithmeticWords, ...keywordTypes, ...placeholderTypes]);
const builtinTypes: ReadonlySet<string> = new Set([...typeKeywords, ...declaredTypes]);

/** Every name, qualifiers included, that is a type without template arguments. */
export function builtinTypeNames(): Iterable<string> {
  return builtinTypes;
}

/** Whether the word is a type by the grammar itself, so that it can never name a value. */
export function isTypeKeyword(word: string): boolean {
  return typeKeywords.has(word);
}

/** Whether the name, qualifiers included, is a type without template arguments. A leading `::` makes no difference. */
export function isBuiltinType(name: string): boolean {
  return name.startsWith('::') ? declaredTypes.has(name.slice(2)) : builtinTypes.has(name);
}

/** Whether the name, qualifiers included, becomes a type by template arguments. */
export function isBuiltinTypeTemplate(name: string): boolean {
  return typeTemplates.has(name.startsWith('::') ? name.slice(2) : name);
}

/**
 * The normal form of a combination of arithmetic keywords, whatever their order (C++17 [dcl.type.simple], table 11):
 * `long unsigned int` is `unsigned long`. Undefined where the combination is no type.
 */
export function normalizeArithmeticWords(words: readonly string[]): string | undefined {
  const [only] = words;
  if (words.length === 1 && only !== 'signed' && only !== 'unsigned') return only;
  const count = (word: string): number => words.filter((candidate) => candidate === word).length;
  const [signed, unsigned, short, long, int] = ['signed', 'unsigned', 'short', 'long', 'int'].map(count) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (signed + unsigned > 1 || short > 1 || long > 2 || int > 1 || (short > 0 && long > 0)) return undefined;
  const others = words.filter((word) => !['signed', 'unsigned', 'short', 'long', 'int'].includes(word));
  const sign = unsigned > 0 ? 'unsigned ' : '';
  if (others.length > 1) return undefined;
  const [other] = others;
  switch (other) {
    case undefined:
      if (short > 0) return `${sign}short`;
      if (long > 0) return sign + Array(long).fill('long').join(' ');
      return `${sign}int`;
    case 'char':
      if (short + long + int > 0) return undefined;
      return signed > 0 ? 'signed char' : `${sign}char`;
    case 'double':
      if (signed + unsigned + short + int > 0 || long > 1) return undefined;
      return long > 0 ? 'long double' : 'double';
    default:
      // `bool` and `float` stand alone.
      return undefined;
  }
}
