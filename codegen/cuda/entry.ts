import { argumentType } from '../emit/program';
import { wrapList } from '../emit/wrap-list';
import type { EntryParameter } from '../generated';
import type { CudaPlan } from '../plan';
import { sizeOf } from '../../language/types/layout';
import { spell } from '../../language/types/spelling';
import { argumentName, call, passed } from './calls';
import { foldElements } from './elements';
import { indent } from './lines';
import { type CudaModel, totalOf } from './model';

/** The kernel itself. */
export interface Entry {
  readonly symbol: string;
  readonly parameters: readonly EntryParameter[];
  readonly text: string;
}

export function entryOf(model: CudaModel): Entry {
  const symbol = model.program.names.global(`kernel_${model.program.kernel.name}`);
  const parameters = entryParameters(model);
  const spelled = parameters.map(({ spelling }) => model.program.names.fill(spelling));
  const text = [
    ...parameterComment(model),
    `extern "C" __global__ void __launch_bounds__(@threads)`,
    `${symbol}(${wrapList(spelled, symbol.length + 1)}) {`,
    ...indent([...foldElements(model), ...foldBlocks(model)]),
    '}',
  ].join('\n');
  return { symbol, parameters: parameters.map(({ parameter }) => parameter), text };
}

function parameterComment(model: CudaModel): string[] {
  return [
    ...rangeComment(model.plan),
    '// `$partials` has room for one value a block. `$ticket` is 0 before the launch, and after it.',
  ];
}

function rangeComment({ loads, vecSize }: CudaPlan): string[] {
  if (loads === 'elements') return ['// `i` takes `$count` values: `$start`, `$start + $step`, and so on.'];
  return [
    `// \`i\` takes \`$count\` values from \`$start\` on, ${vecSize === 1 ? 'which is any' : `which is a multiple of ${vecSize}`}.`,
    '// Vectors start at a multiple of 16 bytes.',
  ];
}

interface SpelledParameter {
  readonly parameter: EntryParameter;
  readonly spelling: string;
}

function entryParameters(model: CudaModel): SpelledParameter[] {
  const { program, vectors, context, storage } = model;

  const fromArguments = program.kernel.arguments.flatMap((argument, index): SpelledParameter[] => {
    if (argument.role === 'scalar') {
      if (!context.some(({ name }) => name === argument.name)) return [];
      const bytes = sizeOf(argument.type);
      if (bytes === undefined) throw new Error(`the size of argument ${argument.name} is not known`);
      return [
        {
          parameter: { kind: 'scalar', index, bytes },
          spelling: `const ${argumentType(argument)} ${argumentName(model, argument.name)}`,
        },
      ];
    }
    const vector = vectors.find((candidate) => candidate.index === index);
    if (vector === undefined) return [];
    return [
      {
        parameter: { kind: 'vector', index },
        spelling: `const ${vector.type} *__restrict__ ${argumentName(model, argument.name)}`,
      },
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
    ...(model.plan.loads === 'elements' ? [integer('step')] : []),
    integer('count'),
    { parameter: { kind: 'partials' }, spelling: `${storage === 'plain' ? '@acc' : '@slot'} *const $partials` },
    { parameter: { kind: 'ticket' }, spelling: 'unsigned int *const $ticket' },
    { parameter: { kind: 'result' }, spelling: '@result *const $result' },
  ];
}

/** The result that thread 0 writes: of what was folded, or of the neutral element where nothing was. */
function finished(model: CudaModel): string {
  const { postMap, neutral, accumulatorType, resultType } = model.program.kernel;
  const total = totalOf(model, '$total');
  const value =
    neutral === undefined ? total : `$filled ? ${total} : ${call(model, '@neutral', [], model.neutralContext)}`;
  if (postMap !== undefined) return call(model, '@post_map', [value], model.postMapContext);
  return spell(accumulatorType) === spell(resultType) ? value : `static_cast<@result>(${value})`;
}

/** What follows in the entry: each block folds its threads, and the last block to finish the blocks, by one code. */
function foldBlocks(model: CudaModel): string[] {
  const { storage, plan } = model;
  const load = storage === 'plain' ? '__ldcg($partials + $block)' : '@load_partial($partials + $block)';
  const context = passed(model, model.reduceContext);
  const partial = storage === 'plain' ? load : `${load}.$value`;
  const firstElement = plan.mapping === 'striped' ? '@tile * (long long)$block' : '$block_run * $block';
  return [
    '// Fold the threads of this block; then, in the block that takes the last ticket, the totals of all blocks.',
    '__shared__ bool $is_last;',
    '#pragma unroll 1',
    'for (bool $of_blocks = false;; $of_blocks = true) {',
    ...indent([
      `$total = @fold_block($total, $filled${context});`,
      'if ($of_blocks) break;',
      'if (threadIdx.x == 0) {',
      '  $partials[blockIdx.x] = $total;',
      '  __threadfence();',
      '  $is_last = atomicAdd($ticket, 1u) == gridDim.x - 1;',
      '}',
      '__syncthreads();',
      'if (!$is_last) return;',
      '__threadfence();',
      '',
      '// Each thread folds a run of the blocks that had elements.',
      'const unsigned int $share = (gridDim.x - 1) / @threads + 1;',
      '$filled = false;',
      '#pragma unroll 1',
      'for (unsigned int $k = 0; $k < $share; ++$k) {',
      '  const unsigned int $block = $share * threadIdx.x + $k;',
      `  if ($block >= gridDim.x || ${firstElement} >= $count) break;`,
      `  @fold($total, $filled, ${partial}${context});`,
      '}',
    ]),
    '}',
    'if (threadIdx.x == 0) {',
    `  *$result = ${finished(model)};`,
    '  *$ticket = 0;  // for the next launch',
    '}',
  ];
}
