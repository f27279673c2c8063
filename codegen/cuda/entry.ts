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
import { packetType } from './packets';

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
    '// `$partials` has room for the packets of every block. All bytes are 0 before the launch, and after it.',
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
  const { program, vectors, context } = model;

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
    { parameter: { kind: 'partials' }, spelling: `${packetType(model)} *const $partials` },
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

/**
 * What follows in the entry: each block folds its threads, and the last block the blocks, by one code.
 *
 * The last block waits for the others' values instead of a counter that tells who finishes last: no fence and no atomic
 * operation lies on the way. It relies on what single-pass scans rely on as well (D. Merrill and M. Garland, "Single-pass
 * Parallel Prefix Scan with Decoupled Look-back", 2016): blocks start in the order of their index, so that those which
 * one waits for run already. Where they did not, one waiting block would still leave room for the others.
 */
function foldBlocks(model: CudaModel): string[] {
  const { storage, plan } = model;
  const striped = plan.mapping === 'striped';
  const context = passed(model, model.reduceContext);
  const slot = storage === 'plain' ? '@acc' : '@slot';
  const firstElement = striped ? '@tile * (long long)$block' : '$block_run * $block';
  const partial = `($block == $last ? $own : @receive($partials + @packets * $block))`;
  return [
    '// Fold the threads of each block; then, in the last block, the blocks in the order of their index.',
    `__shared__ ${slot} $own;`,
    'const unsigned int $last = gridDim.x - 1;',
    '#pragma unroll 1',
    'for (bool $of_blocks = false;; $of_blocks = true) {',
    ...indent([
      `$total = @fold_block($total, $filled${context});`,
      'if ($of_blocks || $last == 0) break;',
      'if (blockIdx.x != $last) {',
      `  if (threadIdx.x == 0${striped ? '' : ' && $filled'}) @send($partials + @packets * blockIdx.x, $total);`,
      '  return;',
      '}',
      'if (threadIdx.x == 0) $own = $total;',
      '__syncthreads();',
      '',
      '// Each thread folds a run of the blocks that had elements.',
      'const unsigned int $share = $last / @threads + 1;',
      '$filled = false;',
      '#pragma unroll 1',
      'for (unsigned int $k = 0; $k < $share; ++$k) {',
      '  const unsigned int $block = $share * threadIdx.x + $k;',
      `  if ($block > $last || ${firstElement} >= $count) break;`,
      `  @fold($total, $filled, ${storage === 'plain' ? partial : `${partial}.$value`}${context});`,
      '}',
    ]),
    '}',
    `if (threadIdx.x == 0) *$result = ${finished(model)};`,
  ];
}
