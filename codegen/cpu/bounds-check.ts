import { accessesOf } from '../bounds/accesses';
import { type CheckedMap, checkedMapOf, writeCheckedMap } from '../bounds/checked-map';
import { checkedPointers } from '../bounds/checked-pointers';
import { type BoundsCheck, findingBytes } from '../bounds/finding';
import { unfollowedVectors } from '../bounds/unfollowed';
import { cacheTextOf } from '../emit/cache-text';
import { type KernelProgram, readProgram } from '../emit/program';
import { SourceWriter } from '../emit/writer';
import type { EntryParameter } from '../generated';
import type { CpuRequest } from './generate';
import { withoutProvidedIncludes } from './includes';
import { exportedBy, parametersOf } from './model';
import { cpuOptions } from './options';
import { writePrologue } from './prologue';

/**
 * Generates the C++17 that evaluates a kernel's map at every value of `i` and finds the first whose accesses leave their
 * vectors: a library with the interface of `native/abi.h`, without a reference, whose result is a finding. It reads
 * nothing out of range itself, as far as accesses can be followed.
 */
export function generateCpuBoundsCheck({
  document,
  kernel,
  fileName,
  compiler = 'gnu',
}: Omit<CpuRequest, 'plan'>): BoundsCheck {
  const read = readProgram(document, kernel, fileName);
  const program = { ...read, userTexts: read.userTexts.map(withoutProvidedIncludes) };
  const { names } = program;
  const found = accessesOf(kernel);
  const inputs = checkedMapOf(program);
  const lengths = inputs.vectors.map(({ index }): EntryParameter => ({ kind: 'length', index }));
  const parameters = [...parametersOf(kernel.arguments), ...lengths];
  const symbols = {
    target: 'cpu',
    partial: names.global(`bounds_partial_${kernel.name}`),
    finish: names.global(`bounds_finish_${kernel.name}`),
  } as const;

  const writer = new SourceWriter(document.text, fileName, `${kernel.name}.bounds.cpp`);
  writer.write(`// Finds accesses of ${kernel.name} that are out of range. The interface is that of native/abi.h.`);
  writePrologue(writer, program, compiler);
  writer.section('Vectors that know their ends');
  writer.block(checkedPointers(program, found.accesses.length, { inline: 'inline', storage: 'static' }));
  writer.section('The map');
  writeCheckedMap(writer, program, inputs, found, 'static inline');
  writer.section('Entries');
  const exported = exportedBy(compiler);
  writer.block(names.fill(partialText(program, inputs, parameters, `${exported} void\n${symbols.partial}`)));
  writer.block(names.fill(finishText(`${exported} int\n${symbols.finish}`)));

  const { text, map } = writer.finish();
  return {
    source: {
      text,
      cacheText: cacheTextOf(text, program.userTexts),
      fileName,
      symbols,
      parameters,
      partialBytes: findingBytes,
      resultBytes: findingBytes,
      options: cpuOptions(kernel.options),
      headers: [],
      map,
    },
    accesses: found.accesses,
    unfollowed: unfollowedVectors(kernel, found),
  };
}

function partialText(
  { kernel }: KernelProgram,
  inputs: CheckedMap,
  parameters: readonly EntryParameter[],
  head: string,
): string {
  const integer = (matches: (parameter: EntryParameter) => boolean): string =>
    `*(const long long *)$parameters[${parameters.findIndex(matches)}]`;
  const context = inputs.context.map(({ name, type }) => {
    const index = kernel.arguments.findIndex((argument) => argument.name === name);
    return index < 0 ? integer(({ kind }) => kind === 'n') : `*(const ${type} *)$parameters[${index}]`;
  });
  const vectors = inputs.vectors.map(({ index, type }) => {
    const length = integer((parameter) => parameter.kind === 'length' && parameter.index === index);
    return `@vector<${type}>((const ${type} *)$parameters[${index}], ${length}, ${index}, &$fault)`;
  });
  const given = [...(inputs.usesIndex ? ['$start + $step * $place'] : []), ...context, ...vectors];
  return `// What the first failing value of \`i\` among those of places begin … end - 1 does; a place of -1 where none fails.
struct @finding {
  long long $place, $access, $argument, $index;
};

${head}(const void *const *const $parameters, const long long $begin, const long long $end, void *const $partial) {
  @finding *const $finding = (@finding *)$partial;
  *$finding = {-1, -1, -1, 0};
  const long long $start = ${integer(({ kind }) => kind === 'start')};
  const long long $step = ${integer(({ kind }) => kind === 'step')};
  for (long long $place = $begin; $place < $end; $place++) {
    @fault $fault;
    (void)@map(${given.join(',\n               ')});
    if ($fault.$access == @no_access) continue;
    *$finding = {$place, $fault.$access, $fault.$argument, $fault.$index};
    return;
  }
}`;
}

function finishText(head: string): string {
  return `${head}(const void *const *, const void *const $partials, const long long $count, void *const $result) {
  @finding *const $finding = (@finding *)$result;
  *$finding = {-1, -1, -1, 0};
  for (long long $k = 0; $k < $count && $finding->$place < 0; $k++) *$finding = ((const @finding *)$partials)[$k];
  return 0;
}`;
}
