import { type CudaModel, hasSeveral, valueOf } from './model';
import { pairType } from '../emit/compensation';
import { passed, taken } from './calls';
import { device } from './compensation';
import { indent } from './lines';
import { packetFunctions, slotDefinition } from './packets';

/** The types of accumulator and result, and the plan's constants. */
export function definitions(model: CudaModel, accumulator: string, result: string): string {
  const { plan } = model;
  const withComments = (lines: readonly CommentedLine[]): string[] =>
    alignComments(lines.map(([code, comment]) => [model.program.names.fill(code), comment]));
  const pitch = plan.mapping === 'striped' ? '@threads * @vec' : '@vec';
  const lines = [
    ...withComments([
      [`using @acc = ${accumulator};`, 'the type of a and b'],
      [`using @result = ${result};`, 'dtype_out'],
    ]),
    '',
    ...withComments([
      [`constexpr int @threads = ${plan.threadsPerBlock};`, 'threads of a block'],
      [`constexpr int @vec = ${plan.vecSize};`, 'neighbouring elements that a thread takes at a time: a group'],
      [
        `constexpr int @groups = ${plan.itemsPerThread / plan.vecSize};`,
        'groups that a thread takes before it folds any',
      ],
      [`constexpr int @pitch = ${pitch};`, 'elements from one group of a thread to its next'],
      ['constexpr int @items = @vec * @groups;', 'elements that a thread takes of a tile'],
      ...(hasSeveral(model)
        ? [
            [
              `constexpr int @accumulators = ${plan.accumulators};`,
              'values that a thread folds them into, in turn',
            ] as const,
          ]
        : []),
      ...(plan.mapping === 'striped'
        ? [['constexpr int @tile = @threads * @items;', 'elements of a tile'] as const]
        : []),
    ]),
  ];
  if (model.program.compensation !== undefined) lines.push('', pairType(device));
  lines.push('', slotDefinition(model));
  return lines.join('\n');
}

type CommentedLine = readonly [code: string, comment: string];

/** Lines with their comments in one column. */
function alignComments(lines: readonly CommentedLine[]): string[] {
  const width = Math.max(...lines.map(([code]) => code.length));
  return lines.map(([code, comment]) => `${code.padEnd(width)}  // ${comment}`);
}

/** The functions that fold the values of a thread, a warp and a block. */
export function foldFunctions(model: CudaModel): string {
  const { storage } = model;
  const slot = storage === 'plain' ? '@acc' : '@slot';
  const total = valueOf(model, '$total');
  const parameters = taken(model, model.reduceContext);
  const context = passed(model, model.reduceContext);
  const isCompensated = model.program.compensation !== undefined;
  const combined = (left: string, right: string): string =>
    isCompensated ? `@add(${left}, ${right})` : `@reduce(${left}, ${right}${context})`;

  const parts = [
    isCompensated
      ? `// Folds a value of the map, or a sum, into a thread's sum.
template <typename $T>
__device__ __forceinline__ void @fold(@slot &$total, bool &$filled, const $T $mapped) {
  $total.$value = $filled ? @add($total.$value, $mapped) : @pair($mapped);
  $filled = true;
}`
      : `// Folds one more mapped element into a thread's value.
__device__ __forceinline__ void @fold(${slot} &$total, bool &$filled, const @acc $mapped${parameters}) {
  ${total} = $filled ? ${combined(total, '$mapped')} : $mapped;
  $filled = true;
}`,
  ];

  if (storage === 'raw') parts.push(shuffleDown);
  parts.push(
    warpFold(model, slot, combined(total, valueOf(model, '$other'))),
    `// Folds the values of the \`$filled\` threads of a block in order; the others come last. The result is in thread 0.
__device__ __forceinline__ ${slot} @fold_block(${slot} $total, const bool $filled${parameters}) {
  __shared__ ${slot} $warp_totals[@threads / 32];
  const int $lane = threadIdx.x % 32;
  const int $warp = threadIdx.x / 32;
  const int $busy = __syncthreads_count($filled);
  $total = @fold_warp($total, $busy - 32 * $warp${context});
  if ($lane == 0) $warp_totals[$warp] = $total;
  __syncthreads();
  if ($warp == 0) {
    const int $warps = ($busy + 31) / 32;
    if ($lane < $warps) $total = $warp_totals[$lane];
    $total = @fold_warp($total, $warps${context});
  }
  return $total;
}`,
  );
  parts.push(packetFunctions(model));
  return parts.join('\n\n');
}

const shuffleDown = `// The value of the thread \`$offset\` lanes on.
__device__ __forceinline__ @slot @shuffle_down(const @slot &$slot, const int $offset) {
  @slot $other;
  #pragma unroll
  for (int $w = 0; $w < @words; ++$w) $other.$words[$w] = __shfl_down_sync(0xffffffffu, $slot.$words[$w], $offset);
  return $other;
}`;

/** @param combined What `$total` becomes where `$other` follows it. */
function warpFold(model: CudaModel, slot: string, combined: string): string {
  const total = valueOf(model, '$total');
  const other =
    model.storage === 'plain' ? '__shfl_down_sync(0xffffffffu, $total, $offset)' : '@shuffle_down($total, $offset)';
  const shuffles = [
    'const int $lane = threadIdx.x % 32;',
    '#pragma unroll',
    'for (int $offset = 1; $offset < 32; $offset *= 2) {',
    `  const ${slot} $other = ${other};`,
    `  if ($lane + $offset < $lanes) ${total} = ${combined};`,
    '}',
    'return $total;',
  ];
  const { warpReduction } = model;
  const body =
    warpReduction === undefined
      ? indent(shuffles)
      : [
          '#if __CUDA_ARCH__ >= 800',
          '  if (int(threadIdx.x % 32) >= $lanes) return $total;',
          `  return __reduce_${warpReduction}_sync($lanes < 32 ? (1u << $lanes) - 1 : 0xffffffffu, $total);`,
          '#else',
          ...indent(shuffles),
          '#endif',
        ];
  return [
    '// Folds the values of the first `$lanes` lanes of a warp in order. The result is in lane 0.',
    `__device__ __forceinline__ ${slot} @fold_warp(${slot} $total, const int $lanes${taken(model, model.reduceContext)}) {`,
    ...body,
    '}',
  ].join('\n');
}
