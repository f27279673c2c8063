import type { CheckedDocument, CheckedKernel } from '../../language/checked';
import { sizeOf } from '../../language/types/layout';
import { spell } from '../../language/types/spelling';
import { cacheTextOf } from '../emit/cache-text';
import { readProgram } from '../emit/program';
import { SourceWriter } from '../emit/writer';
import type { GeneratedSource } from '../generated';
import type { CudaPlan } from '../plan';
import { definitions, foldFunctions } from './block-fold';
import { compensationSource } from './compensation';
import { entryOf } from './entry';
import { writeExpressions } from './expressions';
import { headerComment } from './header';
import { isStaged, modelOf } from './model';
import { cudaOptions } from './options';
import { packetBytes } from './packets';
import { writePrologue } from './prologue';
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
  const { names, userTexts } = program;
  const writer = new SourceWriter(document.text, fileName, `${kernel.name}.cu`);
  writer.write(headerComment(model));
  const headers = writePrologue(writer, program);

  writer.section('Types and plan');
  writer.block(names.fill(definitions(model, spell(kernel.accumulatorType), spell(kernel.resultType))));
  if (program.compensation !== undefined) {
    writer.section('Sums that keep their rounding errors');
    writer.block(names.fill(compensationSource(program.compensation)));
  }
  writer.section('Expressions');
  writeExpressions(writer, model);
  if (isStaged(model)) {
    writer.section('Elements');
    writer.block(names.fill(groupType(model)));
  }
  writer.section('Folding');
  writer.block(names.fill(foldFunctions(model)));
  writer.section('Kernel');
  const entry = entryOf(model);
  writer.block(names.fill(entry.text));

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
    options: cudaOptions(plan.deterministic === true, kernel.options),
    headers,
    map,
  };
}
