import type { Type } from '../../language/types/type';
import { argumentName } from './calls';
import { indexAt } from './index-at';
import { indent } from './lines';
import type { CudaModel, MapVector } from './model';

/** What the elements of vectors are read ahead into. */
export function groupType(model: CudaModel): string {
  const words = model.plan.loads === 'words';
  const members = [
    '  $T $items[@vec];',
    ...(words ? ['  $Word $words[sizeof($T) * @vec / sizeof($Word)];'] : []),
    // Without it, arrays of groups cost the compiler nothing.
    ...(model.vectors.some(needsConstructor) ? ['', '  __device__ __forceinline__ @group() {}'] : []),
  ];
  return [
    ...(words && model.plan.streams === true ? wordLoads(model) : []),
    '// @vec neighbouring elements of a vector.',
    `template <typename $T${words ? ', typename $Word' : ''}>`,
    'union @group {',
    ...members,
    '};',
  ].join('\n');
}

/** Registers of a word's load, by the word's type. Smaller words come from no 16-byte stream that is worth a hint. */
const wordRegisters: Readonly<Record<string, readonly string[]>> = {
  uint4: ['.x', '.y', '.z', '.w'],
  uint2: ['.x', '.y'],
  'unsigned int': [''],
};

/** Functions that read the words of staged vectors past the caches. */
function wordLoads(model: CudaModel): string[] {
  const types = new Set(model.vectors.flatMap(({ staged }) => (staged === undefined ? [] : [staged.wordType])));
  return [...types].flatMap((type) => {
    const head = `__device__ __forceinline__ ${type} @read_word(const ${type} *const $address) {`;
    const registers = wordRegisters[type];
    if (registers === undefined) return [head, '  return *$address;', '}', ''];
    const count = registers.length;
    const places = registers.map((_, index) => `%${index}`).join(', ');
    const outputs = registers.map((member) => `"=r"($word${member})`).join(', ');
    const load = `ld.global.nc.L1::no_allocate${count === 1 ? '' : `.v${count}`}.u32`;
    return [
      '// Reads a word that is needed once: no cache need keep it.',
      head,
      '#if __CUDA_ARCH__ >= 700',
      `  ${type} $word;`,
      `  asm volatile("${load} ${count === 1 ? places : `{${places}}`}, [%${count}];"`,
      `               : ${outputs} : "l"($address));`,
      '  return $word;',
      '#else',
      '  return *$address;',
      '#endif',
      '}',
      '',
    ];
  });
}

/** The groups of a staged vector that one thread holds. */
export function groupsType({ plan }: CudaModel, { type, staged }: MapVector): string {
  return plan.loads === 'words' ? `@group<${type}, ${staged?.wordType}>` : `@group<${type}>`;
}

/** Whether a union can hold the type only where the union says how it is made. */
function needsConstructor({ argument, staged }: MapVector): boolean {
  return staged !== undefined && !isTrivial(argument.type);
}

function isTrivial(type: Type): boolean {
  return type.kind === 'vector' || (type.kind === 'arithmetic' && type.name !== 'half' && type.name !== 'bfloat16');
}

/** Reads the elements of a whole tile into the groups of each staged vector. */
export function readGroups(model: CudaModel): string[] {
  const staged = model.vectors.filter((vector) => vector.staged !== undefined);
  if (model.plan.loads === 'words') {
    return [
      '#pragma unroll',
      'for (int $g = 0; $g < @groups; ++$g) {',
      `  ${indexAt(model, '($first + $g * @pitch)')}`,
      ...indent(staged.flatMap((vector) => readWords(model, vector))),
      '}',
    ];
  }
  return [
    'long long $index = $start + $step * $first;',
    '#pragma unroll',
    'for (int $g = 0; $g < @groups; ++$g) {',
    '  #pragma unroll',
    '  for (int $k = 0; $k < @vec; ++$k) {',
    ...staged.map(
      (vector) => `    ${groupsOf(vector)}[$g].$items[$k] = ${argumentName(model, vector.argument.name)}[$index];`,
    ),
    '    $index += $step;',
    '  }',
    ...(model.plan.mapping === 'striped' ? ['  $index += $step * (@pitch - @vec);'] : []),
    '}',
  ];
}

/** Where the groups of a staged vector are. */
export function groupsOf({ argument }: MapVector): string {
  return `$${argument.name}_groups`;
}

/** The line names the vector: so listings know which one a load is of. */
function readWords(model: CudaModel, vector: MapVector): string[] {
  const { argument, staged } = vector;
  if (staged === undefined) return [];
  const first = `reinterpret_cast<const ${staged.wordType} *>(${argumentName(model, argument.name)} + $index)`;
  const groups = groupsOf(vector);
  const word = (address: string): string => (model.plan.streams === true ? `@read_word(${address})` : `*(${address})`);
  if (staged.wordsOfGroup === 1) return [`${groups}[$g].$words[0] = ${word(first)};`];
  return [
    '#pragma unroll',
    `for (int $w = 0; $w < ${staged.wordsOfGroup}; ++$w) ${groups}[$g].$words[$w] = ${word(`${first} + $w`)};`,
  ];
}
