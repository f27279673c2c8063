import { argumentType } from '../emit/program';
import type { EntryParameter } from '../generated';
import { sizeOf } from '../../language/types/layout';
import { call, passed } from './calls';
import type { CudaModel, MapVector } from './model';

/** The kernel itself. */
export interface Entry {
  readonly symbol: string;
  readonly parameters: readonly EntryParameter[];
  readonly text: string;
}

export function entryOf(model: CudaModel): Entry {
  const symbol = model.program.names.global(`kernel_${model.program.kernel.name}`);
  const parameters = entryParameters(model);
  const spelled = parameters.map(({ spelling }) => spelling);
  const text = [
    `extern "C" __global__ void __launch_bounds__(@threads)`,
    `${symbol}(${wrap(spelled, symbol.length + 1)}) {`,
    ...indent([...emptyInput(model), ...foldElements(model), ...publish(model), ...finishLast(model)]),
    '}',
  ].join('\n');
  return { symbol, parameters: parameters.map(({ parameter }) => parameter), text };
}

interface SpelledParameter {
  readonly parameter: EntryParameter;
  readonly spelling: string;
}

function entryParameters(model: CudaModel): SpelledParameter[] {
  const { program, vectors, context, storage } = model;
  const own = (name: string): string => program.names.argument(name, model.taken);

  const fromArguments = program.kernel.arguments.flatMap((argument, index): SpelledParameter[] => {
    if (argument.role === 'scalar') {
      if (!context.some(({ name }) => name === argument.name)) return [];
      const bytes = sizeOf(argument.type);
      if (bytes === undefined) throw new Error(`the size of argument ${argument.name} is not known`);
      return [
        {
          parameter: { kind: 'scalar', index, bytes },
          spelling: `const ${argumentType(argument)} ${own(argument.name)}`,
        },
      ];
    }
    const vector = vectors.find((candidate) => candidate.index === index);
    if (vector === undefined) return [];
    return [
      { parameter: { kind: 'vector', index }, spelling: `const ${vector.type} *__restrict__ ${own(argument.name)}` },
    ];
  });

  const integer = (kind: 'n' | 'start' | 'step' | 'count'): SpelledParameter => ({
    parameter: { kind },
    spelling: `const long long ${kind === 'n' ? 'n' : `$${kind}`}`,
  });
  return [
    ...fromArguments,
    ...(context.some(({ name }) => name === 'n') ? [integer('n')] : []),
    integer('start'),
    integer('step'),
    integer('count'),
    ...(isStaged(model) ? [{ parameter: { kind: 'aligned' }, spelling: 'const int $aligned' } as const] : []),
    { parameter: { kind: 'partials' }, spelling: `${storage === 'plain' ? '@acc' : '@slot'} *const $partials` },
    { parameter: { kind: 'ticket' }, spelling: 'unsigned int *const $ticket' },
    { parameter: { kind: 'result' }, spelling: '@result *const $result' },
  ];
}

function isStaged(model: CudaModel): boolean {
  return model.vectors.some(({ staged }) => staged !== undefined);
}

/** The value of an accumulator variable. */
function valueOf(model: CudaModel, name: string): string {
  return model.storage === 'plain' ? name : `${name}.$value`;
}

/** The result that an accumulator's value becomes. */
function finished(model: CudaModel, value: string): string {
  return model.program.kernel.postMap === undefined
    ? `static_cast<@result>(${value})`
    : call(model, '@post_map', [value], model.postMapContext);
}

function emptyInput(model: CudaModel): string[] {
  if (model.program.kernel.neutral === undefined) return [];
  const neutral = call(model, '@neutral', [], model.neutralContext);
  return [
    '// Nothing to fold: the neutral element stands for it.',
    'if ($count == 0) {',
    `  if (blockIdx.x == 0 && threadIdx.x == 0) *$result = ${finished(model, neutral)};`,
    '  return;',
    '}',
    '',
  ];
}

function foldElements(model: CudaModel): string[] {
  const declaration = model.storage === 'plain' ? '@acc $total = 0;' : '@slot $total;';
  const striped = model.plan.mapping === 'striped';
  const range = striped
    ? [
        '// The elements of this thread: its groups in the tiles of this block.',
        'const long long $stride = @tile * (long long)gridDim.x;',
        'const long long $block_first = @tile * (long long)blockIdx.x;',
        'const long long $end = $count;',
      ]
    : [
        '// The elements of this thread: one run, which starts at a whole group.',
        'const long long $threads = @threads * (long long)gridDim.x;',
        'const long long $run = (($count - 1) / $threads / @vec + 1) * @vec;',
        'const long long $block_first = @threads * $run * blockIdx.x;',
        'const long long $run_end = $block_first + $run * (threadIdx.x + 1);',
        'const long long $end = $run_end < $count ? $run_end : $count;',
      ];
  const loop = striped
    ? 'for (long long $first = $block_first + @vec * threadIdx.x; $first < $end; $first += $stride) {'
    : 'for (long long $first = $block_first + $run * threadIdx.x; $first < $end; $first += @items) {';
  // A block deals out the first round of its elements in groups, or in runs.
  const share = striped ? '@vec' : '$run';
  const dealt = striped ? '@pitch' : '@threads * $run';
  return [
    ...range,
    ...(isStaged(model) ? ['const bool $wide = $aligned != 0 && $step == 1 && $start % @vec == 0;'] : []),
    '',
    declaration,
    'bool $filled = false;',
    loop,
    ...indent(isStaged(model) ? stagedBody(model) : directBody(model)),
    '}',
    '// Threads without elements come last.',
    'const long long $elements = $count - $block_first;',
    `const int $busy = $elements < ${dealt} ? int(($elements + (${share} - 1)) / ${share}) : @threads;`,
    `$total = @fold_block($total, $busy${passed(model, model.reduceContext)});`,
    '',
  ];
}

const isFull = '$first + ((@groups - 1) * @pitch + @vec) <= $end';

function stagedBody(model: CudaModel): string[] {
  const staged = model.vectors.filter((vector) => vector.staged !== undefined);
  const name = ({ argument }: MapVector): string => model.program.names.argument(argument.name, model.taken);
  const store = (vector: MapVector): string => `$${vector.argument.name}_groups`;
  const perGroup = (statement: (vector: MapVector) => string): string[] => [
    '#pragma unroll',
    'for (int $g = 0; $g < @groups; ++$g) {',
    '  const long long $index = $start + $step * ($first + $g * @pitch);',
    ...staged.map((vector) => `  ${statement(vector)}`),
    '}',
  ];
  const value = (vector: MapVector): string =>
    vector.staged === undefined ? name(vector) : `{${store(vector)}[$g].$items[$k]}`;
  return [
    `if (${isFull}) {`,
    ...indent([
      ...staged.map((vector) => `@group<${vector.type}, ${vector.staged?.wordType}> ${store(vector)}[@groups];`),
      'if ($wide) {',
      ...indent(perGroup((vector) => `${store(vector)}[$g].$load_words(${name(vector)} + $index);`)),
      '} else {',
      ...indent(perGroup((vector) => `${store(vector)}[$g].$load_items(${name(vector)} + $index, $step);`)),
      '}',
      '#pragma unroll',
      'for (int $g = 0; $g < @groups; ++$g) {',
      '  #pragma unroll',
      '  for (int $k = 0; $k < @vec; ++$k) {',
      ...(model.map.usesIndex ? ['    const long long $index = $start + $step * ($first + ($g * @pitch + $k));'] : []),
      `    ${foldCall(model, value)}`,
      '  }',
      '}',
    ]),
    '} else {',
    ...indent(raggedEnd(model)),
    '}',
  ];
}

function directBody(model: CudaModel): string[] {
  return [
    `if (${isFull}) {`,
    ...indent(['#pragma unroll', 'for (int $item = 0; $item < @items; ++$item) {', ...indent(foldItem(model)), '}']),
    '} else {',
    ...indent(raggedEnd(model)),
    '}',
  ];
}

/** The elements of a thread that the end cuts short. Alike for every alignment, so that the result's bits are too. */
function raggedEnd(model: CudaModel): string[] {
  return [
    'const int $items = @items_within($end - $first);',
    '#pragma unroll 1',
    'for (int $item = 0; $item < $items; ++$item) {',
    ...indent(foldItem(model)),
    '}',
  ];
}

function foldItem(model: CudaModel): string[] {
  const name = ({ argument }: MapVector): string => model.program.names.argument(argument.name, model.taken);
  const offset = '$first + ($item / @vec * @pitch + $item % @vec)';
  const fold = foldCall(model, (vector) => (vector.staged === undefined ? name(vector) : `{${name(vector)}[$index]}`));
  return model.map.usesIndex || isStaged(model)
    ? [`const long long $index = $start + $step * (${offset});`, fold]
    : [fold];
}

function foldCall(model: CudaModel, vectorValue: (vector: MapVector) => string): string {
  const own = (name: string): string => model.program.names.argument(name, model.taken);
  const given = [
    ...(model.map.usesIndex ? ['$index'] : []),
    ...model.map.context.map(({ name }) => own(name)),
    ...model.vectors.map(vectorValue),
  ];
  return `@fold($total, $filled, @map(${given.join(', ')})${passed(model, model.reduceContext)});`;
}

function publish(model: CudaModel): string[] {
  return [
    '// Publish the total of this block; the block that takes the last ticket sees all of them.',
    '__shared__ bool $is_last;',
    'if (threadIdx.x == 0) {',
    '  $partials[blockIdx.x] = $total;',
    '  __threadfence();',
    '  $is_last = atomicAdd($ticket, 1u) == gridDim.x - 1;',
    '}',
    '__syncthreads();',
    'if (!$is_last) return;',
    '__threadfence();',
    '',
    ...(model.plan.mapping === 'striped'
      ? ['// Blocks that had elements.', 'const long long $tiles = ($count - 1) / @tile + 1;']
      : ['// Blocks that had elements.', 'const long long $tiles = ($count - 1) / (@threads * $run) + 1;']),
    'const int $blocks = $tiles < gridDim.x ? int($tiles) : int(gridDim.x);',
  ];
}

function finishLast(model: CudaModel): string[] {
  const { storage } = model;
  const load = storage === 'plain' ? '__ldcg($partials + $block)' : '@load_partial($partials + $block)';
  const context = passed(model, model.reduceContext);
  const partial = storage === 'plain' ? load : `${load}.$value`;
  return [
    'const int $share = ($blocks - 1) / @threads + 1;',
    'const int $share_first = $share * int(threadIdx.x);',
    'const int $share_end = $share_first + $share < $blocks ? $share_first + $share : $blocks;',
    '$filled = false;',
    'for (int $block = $share_first; $block < $share_end; ++$block) {',
    `  @fold($total, $filled, ${partial}${context});`,
    '}',
    `$total = @fold_block($total, ($blocks + $share - 1) / $share${context});`,
    'if (threadIdx.x == 0) {',
    `  *$result = ${finished(model, valueOf(model, '$total'))};`,
    '  *$ticket = 0;  // for the next launch',
    '}',
  ];
}

/** How the elements of vectors are read, as far as the kernel has any. */
export function loadFunctions(model: CudaModel): string {
  const parts: string[] = [];
  if (isStaged(model)) {
    parts.push(`// @vec neighbouring elements of a vector, read in words as wide as their alignment allows.
template <typename $T, typename $Word>
union @group {
  $T $items[@vec];
  $Word $words[sizeof($T) * @vec / sizeof($Word)];

  __device__ __forceinline__ @group() {}

  // From an aligned address.
  __device__ __forceinline__ void $load_words(const $T *$source) {
    #pragma unroll
    for (int $w = 0; $w < int(sizeof($words) / sizeof($Word)); ++$w) {
      $words[$w] = reinterpret_cast<const $Word *>($source)[$w];
    }
  }

  // From any address, and $step elements apart.
  __device__ __forceinline__ void $load_items(const $T *$source, const long long $step) {
    #pragma unroll
    for (int $k = 0; $k < @vec; ++$k) $items[$k] = $source[$step * $k];
  }
};`);
  }
  parts.push(`// How many items of a thread lie before the end, which is \`$left\` elements after its first.
__device__ __forceinline__ int @items_within(const long long $left) {
  if ($left >= (@groups - 1) * @pitch + @vec) return @items;
  const int $groups = int($left) / @pitch;
  const int $rest = int($left) % @pitch;
  return $groups * @vec + ($rest < @vec ? $rest : @vec);
}`);
  return parts.join('\n\n');
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `  ${line}`));
}

/** Parameters on lines of at most 120 columns, continued under the first. */
function wrap(parameters: readonly string[], column: number): string {
  const lines: string[] = [];
  let line = '';
  for (const parameter of parameters) {
    const longer = line === '' ? parameter : `${line}, ${parameter}`;
    if (line !== '' && column + longer.length > 117) {
      lines.push(`${line},`);
      line = parameter;
    } else {
      line = longer;
    }
  }
  return [...lines, line].join(`\n${' '.repeat(column)}`);
}
