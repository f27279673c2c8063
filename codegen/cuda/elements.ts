import { argumentName, passed } from './calls';
import { indexAt } from './index-at';
import { indent } from './lines';
import { type CudaModel, hasSeveral, isStaged, type MapVector, valueOf } from './model';
import { groupsOf, groupsType, readGroups } from './reading';

/** The part of the entry in which each thread folds its elements: to `$total`, where `$filled` says that it had any. */
export function foldElements(model: CudaModel): string[] {
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
        'const long long $block_run = @threads * $run;',
        'const long long $block_first = $block_run * blockIdx.x;',
        'const long long $run_end = $block_first + $run * (threadIdx.x + 1);',
        'const long long $end = $run_end < $count ? $run_end : $count;',
      ];
  const loop = striped
    ? 'for (long long $first = $block_first + @vec * threadIdx.x; $first < $end; $first += $stride) {'
    : 'for (long long $first = $block_first + $run * threadIdx.x; $first < $end; $first += @items) {';
  return [
    ...range,
    '',
    ...declareAccumulators(model),
    '#pragma unroll 1',
    loop,
    ...indent(isStaged(model) ? stagedBody(model) : directBody(model)),
    '}',
    ...joinAccumulators(model),
    '',
  ];
}

const isFull = '$first + ((@groups - 1) * @pitch + @vec) <= $end';

function stagedBody(model: CudaModel): string[] {
  const staged = model.vectors.filter((vector) => vector.staged !== undefined);
  const name = ({ argument }: MapVector): string => argumentName(model, argument.name);
  const value = (vector: MapVector): string =>
    vector.staged === undefined ? name(vector) : `{${groupsOf(vector)}[$g].$items[$k]}`;
  return [
    `if (${isFull}) {`,
    ...indent([
      ...staged.map((vector) => `${groupsType(model, vector)} ${groupsOf(vector)}[@groups];`),
      '// Read everything first, then fold.',
      ...readGroups(model),
      '#pragma unroll',
      'for (int $g = 0; $g < @groups; ++$g) {',
      '  #pragma unroll',
      '  for (int $k = 0; $k < @vec; ++$k) {',
      ...(model.map.usesIndex ? [`    ${indexAt(model, '($first + ($g * @pitch + $k))')}`] : []),
      `    ${foldCall(model, value, hasSeveral(model) ? '($g * @vec + $k) % @accumulators' : undefined)}`,
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
    ...indent([
      '#pragma unroll',
      'for (int $item = 0; $item < @items; ++$item) {',
      ...indent(foldItem(model, itemPlace(model), hasSeveral(model) ? '$item % @accumulators' : undefined)),
      '}',
    ]),
    '} else {',
    ...indent(raggedEnd(model)),
    '}',
  ];
}

/** Where item `$item` of a whole tile lies. */
function itemPlace({ plan }: CudaModel): string {
  return plan.vecSize === 1 ? '($first + $item * @pitch)' : '($first + ($item / @vec * @pitch + $item % @vec))';
}

/** The elements of a thread that the end cuts short: where they lie depends on the plan and the count alone. */
function raggedEnd(model: CudaModel): string[] {
  const { mapping, vecSize } = model.plan;
  const jumps = mapping === 'striped' && vecSize > 1;
  const advance = jumps
    ? '$place += ++$taken % @vec == 0 ? @pitch - @vec + 1 : 1;'
    : mapping === 'striped'
      ? '$place += @pitch;'
      : '++$place;';
  return [
    '// The end cuts these short.',
    'long long $place = $first;',
    ...(jumps ? ['int $taken = 0;'] : []),
    // Unrolling would cost more time in the compiler than it saves in a run.
    '#pragma unroll 1',
    'do {',
    ...indent([...foldItem(model, '$place', hasSeveral(model) ? '0' : undefined), advance]),
    '} while ($place < $end);',
  ];
}

function foldItem(model: CudaModel, place: string, accumulator: string | undefined): string[] {
  const name = ({ argument }: MapVector): string => argumentName(model, argument.name);
  const fold = foldCall(
    model,
    (vector) => (vector.staged === undefined ? name(vector) : `{${name(vector)}[$index]}`),
    accumulator,
  );
  return model.map.usesIndex || isStaged(model) ? [indexAt(model, place), fold] : [fold];
}

/** @param accumulator Which of several takes the element. */
function foldCall(
  model: CudaModel,
  vectorValue: (vector: MapVector) => string,
  accumulator: string | undefined,
): string {
  const into = accumulator === undefined ? '$total, $filled' : `$totals[${accumulator}], $any[${accumulator}]`;
  const given = [
    ...(model.map.usesIndex ? ['$index'] : []),
    ...model.map.context.map(({ name }) => argumentName(model, name)),
    ...model.vectors.map(vectorValue),
  ];
  return `@fold(${into}, @map(${given.join(', ')})${passed(model, model.reduceContext)});`;
}

/** The variables that a thread folds its elements into. */
function declareAccumulators(model: CudaModel): string[] {
  const isPlain = model.storage === 'plain';
  const type = isPlain ? '@acc' : '@slot';
  if (!hasSeveral(model)) return [`${type} $total${isPlain ? ' = 0' : ''};`, 'bool $filled = false;'];
  return [
    `// Neighbours go into different ones: so that no fold waits for the one before.`,
    `${type} $totals[@accumulators]${isPlain ? ' = {}' : ''};`,
    'bool $any[@accumulators] = {};',
  ];
}

/** Folds several of them into one. */
function joinAccumulators(model: CudaModel): string[] {
  if (!hasSeveral(model)) return [];
  const context = passed(model, model.reduceContext);
  return [
    `${model.storage === 'plain' ? '@acc' : '@slot'} $total = $totals[0];`,
    'bool $filled = $any[0];',
    '#pragma unroll',
    'for (int $k = 1; $k < @accumulators; ++$k) {',
    `  if ($any[$k]) @fold($total, $filled, ${valueOf(model, '$totals[$k]')}${context});`,
    '}',
  ];
}
