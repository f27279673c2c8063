import type { ContextValue } from '../emit/program';
import { pairType } from '../emit/compensation';
import type { CpuModel } from './model';

/*
 * Texts of the program's own functions. `@name` stands for a name at file scope, `$name` for one inside a function;
 * `Names.fill` turns both into names that the user has not taken.
 */

/** A call of the function of an expression: the given arguments, then the values of its context. */
export function call(
  model: CpuModel,
  name: string,
  given: readonly string[],
  context: readonly ContextValue[],
): string {
  return `${name}(${[...given, ...context.map((value) => own(model, value.name))].join(', ')})`;
}

/** How our functions name an argument of the user's. */
export function own(model: CpuModel, name: string): string {
  return model.program.names.argument(name, model.taken);
}

/** Variables for those of the entry's parameters that the contexts name, and for the vectors where they are read. */
export function unpack(
  model: CpuModel,
  contexts: readonly (readonly ContextValue[])[],
  withVectors: boolean,
): string[] {
  const { kernel } = model.program;
  const needed = new Map(contexts.flat().map((value) => [value.name, value.type]));
  const lines = kernel.arguments.flatMap(({ name }, index) => {
    const vector = model.vectors.find((candidate) => candidate.index === index);
    if (vector !== undefined) {
      const pointer = `const ${vector.type} *`;
      return withVectors ? [`  ${pointer}const ${own(model, name)} = (${pointer})$parameters[${index}];`] : [];
    }
    const type = needed.get(name);
    return type === undefined ? [] : [`  const ${type} ${own(model, name)} = *(const ${type} *)$parameters[${index}];`];
  });
  if (needed.has('n')) lines.push(`  const long long n = ${integerParameter(model, 'n')};`);
  return lines;
}

/** One of the 64-bit integers behind the arguments. */
export function integerParameter(model: CpuModel, kind: 'n' | 'start' | 'step' | 'count'): string {
  return `*(const long long *)$parameters[${model.parameters.findIndex((parameter) => parameter.kind === kind)}]`;
}

/** The mapped value of a value of `i`, which by default is the k-th. */
export function mapped(model: CpuModel, indexValue = '$start + $k * $step'): string {
  const index = model.usesIndex ? [indexValue] : [];
  const vectors = model.vectors.map(({ argument }) => own(model, argument.name));
  const context = model.mapContext.map((value) => own(model, value.name));
  return `@map(${[...index, ...context, ...vectors].join(', ')})`;
}

export function combined(model: CpuModel, left: string, right: string): string {
  if (model.program.compensation !== undefined) return `@add(${left}, ${right})`;
  return call(model, '@reduce', [left, right], model.reduceContext);
}

/** The head of a function, its parameters on as many lines as they need. */
export function signature(head: string, parameters: readonly string[]): string[] {
  const lines: string[] = [];
  let line = `${head}(`;
  parameters.forEach((parameter, index) => {
    const piece = parameter + (index === parameters.length - 1 ? ') {' : ',');
    if (line.length + piece.length > 110) {
      lines.push(line.trimEnd());
      line = ' '.repeat(head.length + 1);
    }
    line += `${piece} `;
  });
  return [...lines, line.trimEnd()];
}

/** The accumulator in a slot. */
export function held(model: CpuModel, slot: string): string {
  return model.storage === 'plain' ? slot : `${slot}.$value`;
}

/** The type of a variable that holds an accumulator, or holds none yet. */
export function slotType(model: CpuModel): string {
  return model.storage === 'plain' ? accumulator(model) : '@slot';
}

/** What is accumulated: the type of a and b, or a pair of it. */
function accumulator(model: CpuModel): '@acc' | '@pair' {
  return model.program.compensation === undefined ? '@acc' : '@pair';
}

/** The type of accumulators, and how they are stored. */
export function definitions(model: CpuModel, operand: string, result: string): string {
  const types = `using @acc = ${operand};  // the type of a and b\nusing @result = ${result};  // dtype_out`;
  if (model.program.compensation !== undefined) return [types, pairType(''), pairLanes(model.plan.lanes)].join('\n\n');
  if (model.storage === 'plain') return types;
  return `${types}

// Room for one accumulator, which need not be there yet: no constructor runs.
union @slot {
  @acc $value;
  @slot() {}
};`;
}

/** Sums and errors each fill whole vector registers, which pairs side by side do not: they would take twice the time. */
function pairLanes(lanes: number): string {
  return `// The accumulators of a chunk, their sums and their errors apart.
struct @lanes {
  @acc $sum[${lanes}];
  @acc $error[${lanes}];
  @pair $at(const long long $l) const { return @pair($sum[$l], $error[$l]); }
  void $set(const long long $l, const @pair $total) {
    $sum[$l] = $total.$sum;
    $error[$l] = $total.$error;
  }
};`;
}

/** The function that folds one chunk, and its entry. */
export function partialFunctions(model: CpuModel, symbol: string): string {
  const striped = model.plan.mapping === 'striped';
  const describe = striped
    ? [
        `// Folds the values of k = begin … end - 1 in ${model.plan.lanes} independent accumulators, which the compiler keeps in vector`,
        '// registers: lane l takes every value whose position in the chunk is l modulo their number.',
      ]
    : [
        `// Folds the values of k = begin … end - 1 in ${model.plan.lanes} accumulators, each of which takes one contiguous run; the runs are`,
        '// then folded in order.',
      ];
  const step = model.usesIndex ? [`  const long long $step = $unit ? 1 : ${integerParameter(model, 'step')};`] : [];
  const start = model.usesIndex ? [`  const long long $start = ${integerParameter(model, 'start')};`] : [];
  const template = model.usesIndex ? ['template <bool $unit>'] : [];
  return [
    ...describe,
    ...template,
    ...signature(`static inline void ${model.program.names.global('fold')}`, [
      ...['const void *const *const $parameters', 'const long long $begin', 'const long long $end'],
      `${accumulator(model)} *const $partial`,
    ]),
    ...unpack(model, [model.mapContext, model.reduceContext], true),
    ...start,
    ...step,
    '',
    ...(striped ? stripedBody(model) : contiguousBody(model)),
    `  *$partial = ${lane(model, '0')};`,
    '}',
    '',
    `${model.exported} void`,
    ...signature(symbol, [
      ...['const void *const *const $parameters', 'const long long $begin', 'const long long $end'],
      'void *const $partial',
    ]),
    ...byStep(model, '@fold', `$parameters, $begin, $end, (${accumulator(model)} *)$partial`),
    '}',
  ].join('\n');
}

/** Calls a function that is compiled twice where the map uses the index: for values of `i` that count up by one, and others. */
export function byStep(model: CpuModel, name: string, given: string): string[] {
  if (!model.usesIndex) return [`  ${name}(${given});`];
  return [
    `  if (${integerParameter(model, 'step')} == 1) {`,
    `    ${name}<true>(${given});`,
    '  } else {',
    `    ${name}<false>(${given});`,
    '  }',
  ];
}

/** The accumulator of a lane. */
function lane(model: CpuModel, index: string): string {
  return model.program.compensation === undefined ? held(model, `$lane[${index}]`) : `$lane.$at(${index})`;
}

function setLane(model: CpuModel, index: string, value: string): string {
  if (model.program.compensation !== undefined) return `$lane.$set(${index}, ${value});`;
  return `${lane(model, index)} = ${value};`;
}

function declareLanes(model: CpuModel): string {
  return model.program.compensation === undefined
    ? `  ${slotType(model)} $lane[${model.plan.lanes}];`
    : '  @lanes $lane;';
}

function stripedBody(model: CpuModel): string[] {
  const { lanes } = model.plan;
  const fold = (indexValue: string): string =>
    setLane(model, '$l', combined(model, lane(model, '$l'), mapped(model, indexValue)));
  return [
    declareLanes(model),
    `  const long long $present = $end - $begin < ${lanes} ? $end - $begin : ${lanes};`,
    '  for (long long $l = 0; $l < $present; $l++) {',
    `    ${setLane(model, '$l', mapped(model, '$start + ($begin + $l) * $step'))}`,
    '  }',
    '  long long $k = $begin + $present;',
    `  for (; $k + ${lanes} <= $end; $k += ${lanes}) {`,
    `    for (int $l = 0; $l < ${lanes}; $l++) {`,
    `      ${fold('$start + ($k + $l) * $step')}`,
    '    }',
    '  }',
    '  for (int $l = 0; $k < $end; $k++, $l++) {',
    `    ${fold('$start + $k * $step')}`,
    '  }',
    '',
    '  // The lanes that have a value are folded in halves.',
    '  for (long long $width = $present; $width > 1;) {',
    '    const long long $middle = ($width + 1) / 2;',
    '    for (long long $l = 0; $l + $middle < $width; $l++) {',
    `      ${setLane(model, '$l', combined(model, lane(model, '$l'), lane(model, '$l + $middle')))}`,
    '    }',
    '    $width = $middle;',
    '  }',
  ];
}

function contiguousBody(model: CpuModel): string[] {
  const { lanes } = model.plan;
  return [
    declareLanes(model),
    `  const long long $run = ($end - $begin + ${lanes - 1}) / ${lanes};`,
    '  const long long $present = ($end - $begin + $run - 1) / $run;',
    '  for (long long $l = 0; $l < $present; $l++) {',
    `    ${setLane(model, '$l', mapped(model, '$start + ($begin + $l * $run) * $step'))}`,
    '  }',
    '  for (long long $j = 1; $j < $run; $j++) {',
    '    for (long long $l = 0; $l < $present; $l++) {',
    '      const long long $k = $begin + $l * $run + $j;',
    `      if ($k < $end) ${setLane(model, '$l', combined(model, lane(model, '$l'), mapped(model)))}`,
    '    }',
    '  }',
    `  for (long long $l = 1; $l < $present; $l++) ${setLane(model, '0', combined(model, lane(model, '0'), lane(model, '$l')))}`,
  ];
}

/** The function that folds the partials and writes the result. */
export function finishFunction(model: CpuModel, symbol: string): string {
  const total = held(model, '$total');
  const merged = held(model, '$merged[$level]');
  const merge = `${total} = ${combined(model, merged, total)};`;
  return [
    '// Folds the partials of the chunks in order and writes the result. Neighbours are merged like the digits of a binary',
    '// counter, so that rounding errors grow with the logarithm of their number.',
    `${model.exported} int`,
    ...signature(symbol, [
      ...['const void *const *const $parameters', 'const void *const $partials', 'const long long $count'],
      'void *const $result',
    ]),
    ...unpack(model, [model.reduceContext, model.neutralContext, model.postMapContext], false),
    ...emptyInput(model),
    `  const ${accumulator(model)} *const $partial = (const ${accumulator(model)} *)$partials;`,
    `  ${slotType(model)} $merged[64], $total;`,
    '  int $level;',
    '  for (long long $k = 0; $k < $count; $k++) {',
    `    ${total} = $partial[$k];`,
    `    for ($level = 0; ($k >> $level) & 1; $level++) ${merge}`,
    `    ${merged} = ${total};`,
    '  }',
    '  for ($level = 0; !(($count >> $level) & 1); $level++) continue;',
    `  ${total} = ${merged};`,
    '  while ($count >> ++$level) {',
    `    if (($count >> $level) & 1) ${merge}`,
    '  }',
    ...writeResult(model, rounded(model, total), '  '),
    '  return 0;',
    '}',
  ].join('\n');
}

/** What stands for empty input: the neutral element, or the refusal. */
export function emptyInput(model: CpuModel): string[] {
  if (model.program.kernel.neutral === undefined) return ['  if ($count == 0) return 1;'];
  const neutral = call(model, '@neutral', [], model.neutralContext);
  return ['  if ($count == 0) {', ...writeResult(model, neutral, '    '), '    return 0;', '  }'];
}

/** The total that `post_map_expr` gets. */
function rounded(model: CpuModel, total: string): string {
  return model.program.compensation === undefined ? total : `@rounded(${total})`;
}

/** Statements that write an accumulator's value as the result, after `post_map_expr`. */
export function writeResult(model: CpuModel, value: string, indent: string): string[] {
  return [
    `${indent}const @result $value = ${finished(model, value)};`,
    `${indent}__builtin_memcpy($result, &$value, sizeof($value));`,
  ];
}

function finished(model: CpuModel, value: string): string {
  return model.program.kernel.postMap === undefined
    ? `static_cast<@result>(${value})`
    : call(model, '@post_map', [value], model.postMapContext);
}

/** The reference of kernels that are no floating sum: the same functions, one value after the other. */
export function sequentialReference(model: CpuModel, symbol: string): string {
  const total = held(model, '$total');
  return [
    '// The reference: the same expressions, one value after the other.',
    `${model.exported} int`,
    ...signature(symbol, ['const void *const *const $parameters', 'const long long $count', 'void *const $result']),
    ...unpack(model, [model.mapContext, model.reduceContext, model.neutralContext, model.postMapContext], true),
    ...emptyInput(model),
    ...indexRange(model),
    `  ${slotType(model)} $total;`,
    `  ${total} = ${mapped(model, '$start')};`,
    '  for (long long $k = 1; $k < $count; $k++) {',
    `    ${total} = ${combined(model, total, mapped(model))};`,
    '  }',
    ...writeResult(model, rounded(model, total), '  '),
    '  return 0;',
    '}',
  ].join('\n');
}

export function indexRange(model: CpuModel): string[] {
  if (!model.usesIndex) return [];
  return [
    `  const long long $start = ${integerParameter(model, 'start')};`,
    `  const long long $step = ${integerParameter(model, 'step')};`,
  ];
}
