import type { GeneratedSource } from '../../generated';
import { runCpp } from './run-cpp';

export interface ReductionRun {
  /** C++ at file scope that defines the vectors and scalars. */
  readonly data: string;
  /** C++ expressions, one for each argument of the kernel: a pointer to the first element or to the scalar. */
  readonly arguments: readonly string[];
  readonly n: number;
  /** The values of `i`. Default: all of 0 … n - 1. */
  readonly slice?: { readonly start: number; readonly step: number; readonly count: number };
  readonly chunkSize: number;
  /** C++ that prints `result`, a pointer to the result, and `reference`, a pointer to the reference. */
  readonly print: string;
  readonly options?: readonly string[];
}

/** Runs a generated program as the engine does: chunk by chunk, then the finish, then the reference. */
export function runReduction(source: GeneratedSource, run: ReductionRun): string[] {
  const { symbols } = source;
  if (symbols.target !== 'cpu' || symbols.reference === undefined) throw new Error('not a program for the CPU');
  const { start, step, count } = run.slice ?? { start: 0, step: 1, count: run.n };
  const chunks = Math.ceil(count / run.chunkSize);
  // Partials lie side by side, as the engine keeps them, whatever their alignment to each other has to be.
  const main = `
extern "C" int printf(const char *, ...);
${run.data}
int main() {
  static long long test_n = ${run.n}, test_start = ${start}, test_step = ${step};
  static const void *const test_parameters[] = {${[...run.arguments, '&test_n', '&test_start', '&test_step'].join(', ')}};
  alignas(64) static unsigned char test_partials[${Math.max(1, chunks) * source.partialBytes}];
  alignas(64) static unsigned char test_result[${source.resultBytes}], test_reference[${source.reference?.bytes ?? 1}];
  for (long long c = 0; c < ${chunks}; c++) {
    const long long end = (c + 1) * ${run.chunkSize} < ${count} ? (c + 1) * ${run.chunkSize} : ${count};
    ${symbols.partial}(test_parameters, c * ${run.chunkSize}, end, test_partials + c * ${source.partialBytes});
  }
  const int finished = ${symbols.finish}(test_parameters, test_partials, ${chunks}, test_result);
  const int referred = ${symbols.reference}(test_parameters, ${count}, test_reference);
  if (finished != 0 || referred != 0) {
    printf("refused %d %d\\n", finished, referred);
    return 0;
  }
  const void *const result = test_result, *const reference = test_reference;
  ${run.print}
}
`;
  return runCpp(`${source.text}\n${main}`, [...source.options, ...(run.options ?? ['-O1'])])
    .trim()
    .split('\n');
}
