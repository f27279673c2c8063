import type { Type } from '../../language/types/type';
import { argumentName } from './calls';
import { indexAt } from './index-at';
import type { CudaModel, MapVector } from './model';

/** What the elements of vectors are read ahead into. */
export function groupType(model: CudaModel): string {
  const words = model.plan.loads === 'words';
  const members = [
    '  $T $items[@vec];',
    ...(words ? ['  $Word $words[sizeof($T) * @vec / sizeof($Word)];'] : []),
    // Without it, arrays of groups cost the compiler nothing.
    ...(model.vectors.some(needsConstructor) ? ['', '  __device__ __forceinline__ @group() {}'] : []),
    ...(words ? ['', wordLoad] : []),
  ];
  return [
    '// @vec neighbouring elements of a vector.',
    `template <typename $T${words ? ', typename $Word' : ''}>`,
    'union @group {',
    ...members,
    '};',
  ].join('\n');
}

const wordLoad = `  // From an address that words can be read from.
  __device__ __forceinline__ void $load(const $T *$source) {
    #pragma unroll
    for (int $w = 0; $w < int(sizeof($words) / sizeof($Word)); ++$w) {
      $words[$w] = reinterpret_cast<const $Word *>($source)[$w];
    }
  }`;

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
  const each = (read: (groups: string, pointer: string) => string): string[] =>
    staged.map(({ argument }) => read(`$${argument.name}_groups[$g]`, argumentName(model, argument.name)));
  if (model.plan.loads === 'words') {
    return [
      '#pragma unroll',
      'for (int $g = 0; $g < @groups; ++$g) {',
      `  ${indexAt(model, '($first + $g * @pitch)')}`,
      ...each((groups, pointer) => `  ${groups}.$load(${pointer} + $index);`),
      '}',
    ];
  }
  return [
    'long long $index = $start + $step * $first;',
    '#pragma unroll',
    'for (int $g = 0; $g < @groups; ++$g) {',
    '  #pragma unroll',
    '  for (int $k = 0; $k < @vec; ++$k) {',
    ...each((groups, pointer) => `    ${groups}.$items[$k] = ${pointer}[$index];`),
    '    $index += $step;',
    '  }',
    ...(model.plan.mapping === 'striped' ? ['  $index += $step * (@pitch - @vec);'] : []),
    '}',
  ];
}
