import { sizeOf } from '../../language/types/layout';
import { accessesOf } from '../bounds/accesses';
import { type CheckedMap, checkedMapOf, writeCheckedMap } from '../bounds/checked-map';
import { checkedPointers } from '../bounds/checked-pointers';
import { type BoundsCheck, findingBytes } from '../bounds/finding';
import { unfollowedVectors } from '../bounds/unfollowed';
import { cacheTextOf } from '../emit/cache-text';
import { type KernelProgram, readProgram } from '../emit/program';
import { wrapList } from '../emit/wrap-list';
import { SourceWriter } from '../emit/writer';
import type { EntryParameter } from '../generated';
import type { CudaRequest } from './generate';
import { cudaOptions } from './options';
import { writePrologue } from './prologue';

/** Threads of a block of the program; any number of blocks will do. */
export const boundsCheckThreads = 256;

/**
 * Generates the CUDA C++ that evaluates a kernel's map at every value of `i` and finds the first whose accesses leave their
 * vectors. It reads nothing out of range itself, as far as accesses can be followed. The result is a finding;
 * `partials` is 0 before the launch, and again after it.
 */
export function generateCudaBoundsCheck({ document, kernel, fileName }: Omit<CudaRequest, 'plan'>): BoundsCheck {
  const program = readProgram(document, kernel, fileName);
  const { names, userTexts } = program;
  const found = accessesOf(kernel);
  const inputs = checkedMapOf(program);
  const writer = new SourceWriter(document.text, fileName, `${kernel.name}.bounds.cu`);
  writer.write(`// Finds accesses of ${kernel.name} that are out of range.`);
  const headers = writePrologue(writer, program);
  writer.section('Vectors that know their ends');
  writer.block(
    checkedPointers(program, found.accesses.length, { inline: '__device__ __forceinline__', storage: '__device__' }),
  );
  writer.section('The map');
  writeCheckedMap(writer, program, inputs, found, '__device__ __forceinline__');
  writer.section('Kernel');
  const symbol = names.global(`bounds_${kernel.name}`);
  const parameters = parametersOf(program, inputs);
  writer.block(names.fill(entryText(inputs, symbol, parameters)));

  const { text, map } = writer.finish();
  return {
    source: {
      text,
      cacheText: cacheTextOf(text, userTexts),
      fileName,
      symbols: { target: 'cuda', reduce: symbol },
      parameters: parameters.map(({ parameter }) => parameter),
      partialBytes: 8,
      resultBytes: findingBytes,
      // An index may come of arithmetic: it has to be that of the kernel.
      options: cudaOptions(kernel.deterministic, kernel.options),
      headers,
      map,
    },
    accesses: found.accesses,
    unfollowed: unfollowedVectors(kernel, found),
  };
}

interface SpelledParameter {
  readonly parameter: EntryParameter;
  readonly spelling: string;
}

function parametersOf({ kernel }: KernelProgram, { context, vectors }: CheckedMap): SpelledParameter[] {
  const scalars = context.flatMap(({ name, type }): SpelledParameter[] => {
    const index = kernel.arguments.findIndex((argument) => argument.name === name);
    const argument = kernel.arguments[index];
    if (argument === undefined) return [];
    const bytes = sizeOf(argument.type);
    if (bytes === undefined) throw new Error(`the size of argument ${name} is not known`);
    return [{ parameter: { kind: 'scalar', index, bytes }, spelling: `const ${type} $scalar${index}` }];
  });
  const integer = (kind: 'n' | 'start' | 'step' | 'count'): SpelledParameter => ({
    parameter: { kind },
    spelling: `const long long $${kind}`,
  });
  return [
    ...vectors.flatMap(({ index, type }): SpelledParameter[] => [
      { parameter: { kind: 'vector', index }, spelling: `const ${type} *const $vector${index}` },
      { parameter: { kind: 'length', index }, spelling: `const long long $length${index}` },
    ]),
    ...scalars,
    ...(['n', 'start', 'step', 'count'] as const).map(integer),
    { parameter: { kind: 'partials' }, spelling: 'unsigned int *const $partials' },
    { parameter: { kind: 'result' }, spelling: 'long long *const $result' },
  ];
}

function entryText(inputs: CheckedMap, symbol: string, parameters: readonly SpelledParameter[]): string {
  const spelled = parameters.map(({ spelling }) => spelling);
  const scalars = parameters.flatMap(({ parameter }) =>
    parameter.kind === 'scalar' ? [`$scalar${parameter.index}`] : [],
  );
  const given = [
    ...(inputs.usesIndex ? ['$start + $step * $place'] : []),
    ...(inputs.context.some(({ name }) => name === 'n') ? ['$n'] : []),
    ...scalars,
    ...inputs.vectors.map(({ index, type }) => `@vector<${type}>($vector${index}, $length${index}, ${index}, &$fault)`),
  ];
  const call = `(void)@map(${given.join(', ')});`;
  return `// The place of the first value of \`i\` that has an access out of range.
__device__ unsigned long long @first_place = ~0ull;

extern "C" __global__ void __launch_bounds__(${boundsCheckThreads})
${symbol}(${wrapList(spelled, symbol.length + 1)}) {
  const long long $stride = ${boundsCheckThreads} * (long long)gridDim.x;
  #pragma unroll 1
  for (long long $place = ${boundsCheckThreads} * (long long)blockIdx.x + threadIdx.x; $place < $count; $place += $stride) {
    @fault $fault;
    ${call}
    if ($fault.$access == @no_access) continue;
    atomicMin(&@first_place, (unsigned long long)$place);
    break;
  }

  __threadfence();
  __syncthreads();
  if (threadIdx.x != 0 || atomicAdd($partials, 1u) != gridDim.x - 1) return;
  __threadfence();
  // The last block evaluates the map once more where it fails first, and tells how.
  const long long $place = (long long)atomicMin(&@first_place, ~0ull);
  @first_place = ~0ull;  // for the next launch
  *$partials = 0;
  @fault $fault;
  if ($place >= 0) {
    ${call}
  }
  $result[0] = $place;
  $result[1] = $fault.$access;
  $result[2] = $fault.$argument;
  $result[3] = $fault.$index;
}`;
}
