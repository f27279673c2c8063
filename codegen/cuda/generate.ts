import type { CheckedDocument, CheckedKernel } from '../../language/checked';
import { sizeOf } from '../../language/types/layout';
import { spell } from '../../language/types/spelling';
import { cacheTextOf } from '../emit/cache-text';
import { complexSource } from '../emit/complex';
import { writePreambles } from '../emit/preamble';
import { readProgram } from '../emit/program';
import { standardNamesSource } from '../emit/standard-names';
import { SourceWriter } from '../emit/writer';
import type { GeneratedSource } from '../generated';
import type { CudaPlan } from '../plan';
import { definitions, foldFunctions } from './block-fold';
import { compensationSource } from './compensation';
import { entryOf } from './entry';
import { writeExpressions } from './expressions';
import { headerComment } from './header';
import { headersOf } from './headers';
import { isStaged, modelOf } from './model';
import { cudaOptions } from './options';
import { packetBytes } from './packets';
import { groupType } from './reading';

export interface CudaRequest {
  readonly document: CheckedDocument;
  /** A runnable kernel of the document. */
  readonly kernel: CheckedKernel;
  /** Name that compilers' messages give to the user's file. */
  readonly fileName: string;
  readonly plan: CudaPlan;
}

/**
 * Generates the CUDA C++ of one reduction: a single kernel, launched once with `plan.threadsPerBlock` threads and
 * `gridOf(plan, count)` blocks. `partials` has room for `partialBytes` a block, all of them 0 before the launch, and again
 * after it.
 *
 * Throws an Error where the plan cannot work or the size of a value is not known.
 */
export function generateCuda({ document, kernel, fileName, plan }: CudaRequest): GeneratedSource {
  const program = readProgram(document, kernel, fileName);
  const model = modelOf(program, plan);
  const { names, userTexts, types } = program;
  const writer = new SourceWriter(document.text, fileName, `${kernel.name}.cu`);
  const section = (title: string): void => {
    writer.gap();
    writer.write(`// ${title} ${'-'.repeat(Math.max(3, 116 - title.length))}`);
    writer.write();
  };
  const block = (text: string): void => {
    if (text === '') return;
    writer.gap();
    writer.write(text);
  };

  writer.write(headerComment(model));
  const headers = headersOf(types, userTexts);
  block(headers.map((header) => `#include <${header}>`).join('\n'));
  block(undefinedMacros(userTexts));
  const argumentNames = kernel.arguments.map(({ name }) => name);
  block(standardNamesSource(userTexts, argumentNames));
  block(complexSource({ types, userTexts, names, qualifier: '__device__' }));
  if (kernel.preambles.length > 0) {
    section('Preambles');
    writePreambles(writer, kernel.preambles);
  }

  section('Types and plan');
  block(names.fill(definitions(model, spell(kernel.accumulatorType), spell(kernel.resultType))));
  if (program.compensation !== undefined) {
    section('Sums that keep their rounding errors');
    block(names.fill(compensationSource(program.compensation)));
  }
  section('Expressions');
  writeExpressions(writer, model);
  if (isStaged(model)) {
    section('Elements');
    block(names.fill(groupType(model)));
  }
  section('Folding');
  block(names.fill(foldFunctions(model)));
  section('Kernel');
  const entry = entryOf(model);
  block(names.fill(entry.text));

  const { text, map } = writer.finish();
  const resultBytes = sizeOf(kernel.resultType);
  if (resultBytes === undefined) throw new Error(`the size of the result of kernel ${kernel.name} is not known`);
  return {
    text,
    cacheText: cacheTextOf(text, userTexts),
    fileName,
    symbols: { target: 'cuda', reduce: entry.symbol },
    parameters: entry.parameters,
    partialBytes: packetBytes(model),
    resultBytes,
    options: cudaOptions(plan, kernel.options),
    headers,
    map,
  };
}

/** GCC and the compilers that follow it define these as macros, and people use them as names. */
function undefinedMacros(userTexts: readonly string[]): string {
  const all = userTexts.join('\n');
  return ['linux', 'unix', 'i386']
    .filter((name) => new RegExp(`\\b${name}\\b`).test(all))
    .map((name) => `#undef ${name}`)
    .join('\n');
}
