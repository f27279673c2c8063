import { writeExpressionFunction } from '../emit/expression-function';
import {
  argumentType,
  contextOf,
  type ContextValue,
  type KernelProgram,
  mayUse,
  needsExplicitConversion,
  parametersOf,
} from '../emit/program';
import type { SourceWriter } from '../emit/writer';
import { spell } from '../../language/types/spelling';
import { isDefaultMap, type MapAccesses } from './accesses';

/** What the map of a program that checks accesses takes, in order: `i`, the context, the vectors. */
export interface CheckedMap {
  readonly usesIndex: boolean;
  readonly context: readonly ContextValue[];
  /** The vectors that the map may read. */
  readonly vectors: readonly { readonly index: number; readonly type: string; readonly name: string }[];
}

export function checkedMapOf(program: KernelProgram): CheckedMap {
  const { kernel } = program;
  return {
    usesIndex: mayUse(program, kernel.map, 'i'),
    context: contextOf(program, kernel.map, []),
    vectors: kernel.arguments.flatMap((argument, index) =>
      argument.role === 'vector' && argument.access !== 'none'
        ? [{ index, type: argumentType(argument), name: argument.name }]
        : [],
    ),
  };
}

/** Writes the function `@map`: the user's expression, in which every use of a vector says which access it belongs to. */
export function writeCheckedMap(
  writer: SourceWriter,
  program: KernelProgram,
  inputs: CheckedMap,
  accesses: MapAccesses,
  qualifiers: string,
): void {
  const { kernel, names } = program;
  writer.gap();
  writer.write(names.fill(`using @acc = ${spell(kernel.accumulatorType)};  // the type of a and b`));
  writer.gap();
  writeExpressionFunction(writer, {
    head: names.fill(`${qualifiers} @acc @map`),
    parameters: [
      ...(inputs.usesIndex ? ['const long long i'] : []),
      ...parametersOf(inputs.context),
      ...inputs.vectors.map(({ type, name }) => names.fill(`const @vector<${type}> `) + name),
    ],
    expression: kernel.map,
    itemStart: kernel.start,
    standIn: numberedText(program, accesses),
    explicitConversion: needsExplicitConversion(kernel.map.type, kernel.accumulatorType)
      ? names.fill('@acc')
      : undefined,
  });
}

/** The map's text with the number of an access behind each name of a vector: `x(1)[i + 1] - x(0)[i]`. */
function numberedText({ kernel: { map } }: KernelProgram, { uses }: MapAccesses): string {
  if (isDefaultMap(map)) return map.text.replace('[', '(0)[');
  let text = '';
  let written = 0;
  for (const { nameEnd, access } of uses) {
    const end = nameEnd - map.span.start;
    text += `${map.text.slice(written, end)}(${access ?? ''})`;
    written = end;
  }
  return text + map.text.slice(written);
}
