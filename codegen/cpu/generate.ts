import type { CheckedDocument, CheckedKernel } from '../../language/checked';
import { spell } from '../../language/types/spelling';
import { cacheTextOf } from '../emit/cache-text';
import { readProgram } from '../emit/program';
import { SourceWriter } from '../emit/writer';
import type { GeneratedSource } from '../generated';
import type { CpuPlan } from '../plan';
import { compensationSource } from './compensation';
import { writeExpressions } from './expressions';
import { definitions, finishFunction, partialFunctions, sequentialReference } from './fold';
import { headerComment } from './header';
import { withoutProvidedIncludes } from './includes';
import { type CpuCompiler, type CpuModel, modelOf } from './model';
import { cpuOptions } from './options';
import { writePrologue } from './prologue';
import { compensatedReference, referenceType, writeWidenedExpressions } from './reference';
import { blockFunctions, finishOfBlocks, treeConstants } from './tree-fold';
import { type Widening, wideningOf } from './widening';

export interface CpuRequest {
  readonly document: CheckedDocument;
  /** A runnable kernel of the document, with `cpuSupport(kernel).ok`. */
  readonly kernel: CheckedKernel;
  /** Name that compilers' messages give to the user's file. */
  readonly fileName: string;
  readonly plan: CpuPlan;
  /** Default: `gnu`. */
  readonly compiler?: CpuCompiler;
}

/**
 * Generates the C++17 of one reduction on the CPU: a library with the interface of `native/abi.h`. It includes no
 * system header, so that no name of the user's can meet a macro.
 *
 * Throws an Error where the plan cannot work or the size of a value is not known.
 */
export function generateCpp({ document, kernel, fileName, plan, compiler = 'gnu' }: CpuRequest): GeneratedSource {
  const read = readProgram(document, kernel, fileName);
  const userTexts = read.userTexts.map(withoutProvidedIncludes);
  const model = modelOf({ ...read, userTexts }, plan, compiler);
  const { names } = read;
  const widening = wideningOf(kernel);

  const writer = new SourceWriter(document.text, fileName, `${kernel.name}.cpp`);
  writer.write(headerComment(model));
  writePrologue(writer, model.program, compiler);

  writer.section(plan.tree === undefined ? 'Types' : 'Types and plan');
  writer.block(names.fill(definitions(model, spell(kernel.accumulatorType), spell(kernel.resultType))));
  if (plan.tree !== undefined) writer.block(names.fill(treeConstants(plan.tree)));
  const { compensation } = read;
  if (compensation !== undefined) {
    writer.section('Sums that keep their rounding errors');
    writer.block(names.fill(compensationSource(compensation)));
  }
  writer.section('Expressions');
  writeExpressions(writer, model);
  if (widening !== undefined) writeWidenedExpressions(writer, model, widening);

  const symbols = {
    target: 'cpu',
    partial: names.global(`partial_${kernel.name}`),
    finish: names.global(`finish_${kernel.name}`),
    reference: names.global(`reference_${kernel.name}`),
  } as const;
  const isTree = plan.tree !== undefined;
  writer.section(isTree ? 'One block' : 'One chunk');
  writer.block(names.fill(isTree ? blockFunctions(model, symbols.partial) : partialFunctions(model, symbols.partial)));
  writer.section('The result');
  writer.block(names.fill(isTree ? finishOfBlocks(model, symbols.finish) : finishFunction(model, symbols.finish)));
  writer.section('The reference');
  writer.block(names.fill(referenceText(model, widening, symbols.reference)));

  const { text, map } = writer.finish();
  return {
    text,
    cacheText: cacheTextOf(text, userTexts),
    fileName,
    symbols,
    parameters: model.parameters,
    partialBytes: model.partialBytes,
    resultBytes: model.resultBytes,
    reference:
      widening === undefined ? { dtype: kernel.resultDtype, bytes: model.resultBytes } : referenceType(widening),
    options: cpuOptions(kernel.options),
    headers: [],
    map,
  };
}

function referenceText(model: CpuModel, widening: Widening | undefined, symbol: string): string {
  return widening === undefined ? sequentialReference(model, symbol) : compensatedReference(model, widening, symbol);
}
