import type { FoldTree } from '../plan';
import {
  byStep,
  call,
  combined,
  emptyInput,
  held,
  integerParameter,
  mapped,
  own,
  signature,
  slotType,
  unpack,
  writeResult,
} from './fold';
import type { CpuModel } from './model';

/*
 * A deterministic kernel on the CPU: every combination that the CUDA program makes (codegen/cuda/elements.ts,
 * block-fold.ts and entry.ts), with the same operands in the same order. A task is one of its blocks. All threads of a
 * block take a step together, so the compiler puts neighbouring threads into the lanes of vector registers.
 */

/** The constants of the tree. */
export function treeConstants({ threadsPerBlock, itemsPerThread, vecSize, maxBlocks }: FoldTree): string {
  return [
    '// The tree of the GPU program: it is the same everywhere.',
    `constexpr int @threads = ${threadsPerBlock};  // of a block`,
    `constexpr int @vec = ${vecSize};  // neighbouring elements that a thread takes at a time: a group`,
    `constexpr int @groups = ${itemsPerThread / vecSize};  // that a thread takes of a tile`,
    'constexpr int @tile = @threads * @vec * @groups;  // elements of a tile',
    `constexpr int @max_blocks = ${maxBlocks};`,
  ].join('\n');
}

/** The functions that fold one block, and their entry. */
export function blockFunctions(model: CpuModel, symbol: string): string {
  const whole = (begins: boolean): string[] => wholeGroup(model, begins);
  const from = (index: string): string => held(model, `$from[${index}]`);
  const slots = slotType(model);
  const context = model.reduceContext.map(({ type, name }) => `const ${type} ${own(model, name)}`);
  return [
    '// One level of the tree below: neighbours are folded.',
    ...signature('static inline void @fold_pairs', [
      ...[`const ${slots} *__restrict const $from`, `${slots} *__restrict const $to`, 'const int $pairs'],
      ...context,
    ]),
    '  for (int $t = 0; $t < $pairs; ++$t) {',
    `    ${held(model, '$to[$t]')} = ${combined(model, from('2 * $t'), from('2 * $t + 1'))};`,
    '  }',
    '}',
    '',
    '// Folds the values of the first `busy` threads of a block, in order, in a binary tree, as shuffles and warps do.',
    ...signature('static inline @acc @fold_threads', [`${slots} *$from`, 'int $busy', ...context]),
    `  ${slots} $other[@threads];`,
    `  ${slots} *$to = $other;`,
    '  while ($busy > 1) {',
    `    ${call(model, '@fold_pairs', ['$from', '$to', '$busy / 2'], model.reduceContext)};`,
    `    if ($busy % 2 == 1) ${held(model, '$to[$busy / 2]')} = ${from('$busy - 1')};`,
    '    $busy = ($busy + 1) / 2;',
    `    ${slots} *const $folded = $to;`,
    '    $to = $from;',
    '    $from = $folded;',
    '  }',
    `  return ${from('0')};`,
    '}',
    '',
    '// Folds the elements of one block: its threads take their groups in the tiles of the block, which come in turn.',
    ...(model.usesIndex ? ['template <bool $unit>'] : []),
    ...signature('static inline void @fold_block', [
      'const void *const *const $parameters',
      'const long long $block',
      '@acc *const $partial',
    ]),
    ...unpack(model, [model.mapContext, model.reduceContext], true),
    ...(model.usesIndex
      ? [
          `  const long long $start = ${integerParameter(model, 'start')};`,
          `  const long long $step = $unit ? 1 : ${integerParameter(model, 'step')};`,
        ]
      : []),
    `  const long long $count = ${integerParameter(model, 'count')};`,
    '  const long long $tiles = ($count - 1) / @tile + 1;',
    '  const long long $stride = @tile * ($tiles < @max_blocks ? $tiles : @max_blocks);',
    '',
    `  ${slotType(model)} $lane[@threads];`,
    '  int $busy = @threads;',
    '  bool $begins = true;',
    '  for (long long $first = @tile * $block; $first < $count; $first += $stride) {',
    '    if ($first + @tile <= $count) {',
    '      for (int $g = 0; $g < @groups; ++$g) {',
    '        const long long $group = $first + $g * (@threads * @vec);',
    '        if ($begins && $g == 0) {',
    ...indented(whole(true), 10),
    '        } else {',
    ...indented(whole(false), 10),
    '        }',
    '      }',
    '    } else {',
    ...indented(raggedTile(model), 6),
    '    }',
    '    $begins = false;',
    '  }',
    `  *$partial = ${call(model, '@fold_threads', ['$lane', '$busy'], model.reduceContext)};`,
    '}',
    '',
    `${model.exported} void`,
    ...signature(symbol, [
      ...['const void *const *const $parameters', 'const long long $block', 'const long long'],
      'void *const $partial',
    ]),
    ...byStep(model, '@fold_block', '$parameters, $block, (@acc *)$partial'),
    '}',
  ].join('\n');
}

/** A group of every thread, all of whose elements are there. The block's first group begins with its first element. */
function wholeGroup(model: CpuModel, begins: boolean): string[] {
  const total = held(model, '$total');
  const place = '$group + $t * @vec';
  const first = begins ? mapped(model, `$start + (${place}) * $step`) : held(model, '$lane[$t]');
  const next = mapped(model, `$start + (${place} + $k) * $step`);
  return [
    'for (int $t = 0; $t < @threads; ++$t) {',
    `  ${slotType(model)} $total;`,
    `  ${total} = ${first};`,
    `  for (int $k = ${begins ? 1 : 0}; $k < @vec; ++$k) ${total} = ${combined(model, total, next)};`,
    `  ${held(model, '$lane[$t]')} = ${total};`,
    '}',
  ];
}

/** The last tile, which the end cuts short. Where it is the block's only one, its last threads may have nothing. */
function raggedTile(model: CpuModel): string[] {
  const lane = held(model, '$lane[$t]');
  const value = mapped(model, '$start + $place * $step');
  return [
    'for (int $t = 0; $t < @threads; ++$t) {',
    '  bool $filled = !$begins;',
    '  for (int $item = 0; $item < @vec * @groups; ++$item) {',
    '    const long long $place = $first + ($item / @vec * @threads + $t) * @vec + $item % @vec;',
    '    if ($place >= $count) break;',
    `    ${lane} = $filled ? ${combined(model, lane, value)} : ${value};`,
    '    $filled = true;',
    '  }',
    '  if (!$filled) {',
    '    $busy = $t;',
    '    break;',
    '  }',
    '}',
  ];
}

/** The function that folds the blocks and writes the result. */
export function finishOfBlocks(model: CpuModel, symbol: string): string {
  const lane = held(model, '$lane[$t]');
  return [
    '// Folds the partials of the blocks as the last block of a GPU does: each thread a run of them, then the threads.',
    `${model.exported} int`,
    ...signature(symbol, [
      ...['const void *const *const $parameters', 'const void *const $partials', 'const long long $count'],
      'void *const $result',
    ]),
    ...unpack(model, [model.reduceContext, model.neutralContext, model.postMapContext], false),
    ...emptyInput(model),
    '  const @acc *const $partial = (const @acc *)$partials;',
    `  ${slotType(model)} $lane[@threads];`,
    '  const long long $share = ($count - 1) / @threads + 1;',
    '  const int $busy = int(($count - 1) / $share + 1);',
    '  for (int $t = 0; $t < $busy; ++$t) {',
    `    ${lane} = $partial[$share * $t];`,
    '    for (long long $block = $share * $t + 1; $block < $share * ($t + 1) && $block < $count; ++$block) {',
    `      ${lane} = ${combined(model, lane, '$partial[$block]')};`,
    '    }',
    '  }',
    `  const @acc $total = ${call(model, '@fold_threads', ['$lane', '$busy'], model.reduceContext)};`,
    ...writeResult(model, '$total', '  '),
    '  return 0;',
    '}',
  ].join('\n');
}

function indented(lines: readonly string[], width: number): string[] {
  return lines.map((line) => ' '.repeat(width) + line);
}
