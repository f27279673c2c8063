import type { CheckedDocument, CheckedKernel } from '../../language/checked';
import { spell } from '../../language/types/spelling';
import { cacheTextOf } from '../emit/cache-text';
import { complexSource } from '../emit/complex';
import { readProgram } from '../emit/program';
import { standardNamesSource } from '../emit/standard-names';
import { wordsOf } from '../emit/words';
import { SourceWriter } from '../emit/writer';
import type { GeneratedSource } from '../generated';
import type { CpuPlan } from '../plan';
import { compensationSource } from './compensation';
import { writeExpressions } from './expressions';
import { definitions, finishFunction, partialFunctions, sequentialReference } from './fold';
import { headerComment } from './header';
import { withoutProvidedIncludes, writeCpuPreambles } from './includes';
import { type CpuCompiler, type CpuModel, modelOf } from './model';
import { cpuOptions } from './options';
import { compensatedReference, referenceType, writeWidenedExpressions } from './reference';
import { shimSource } from './shim';
import { msvcPrelude } from './shim-files';
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
  const { names, types } = read;
  const widening = wideningOf(kernel);

  const writer = new SourceWriter(document.text, fileName, `${kernel.name}.cpp`);
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
  if (compiler === 'msvc') block(msvcPrelude());
  const standard = standardNamesSource(userTexts);
  const complex = complexSource({ types, userTexts, names, qualifier: 'inline' });
  const shim = shimSource(wordsOf([...userTexts, ...types.map(spell), standard, complex].join('\n')));
  if (shim !== '' || standard !== '' || complex !== '') section('What CUDA declares, as far as the kernel uses it');
  for (const text of [shim, standard, complex]) block(text);
  if (kernel.preambles.length > 0) {
    section('Preambles');
    writeCpuPreambles(writer, kernel.preambles);
  }

  section(plan.tree === undefined ? 'Types' : 'Types and plan');
  block(names.fill(definitions(model, spell(kernel.accumulatorType), spell(kernel.resultType))));
  if (plan.tree !== undefined) block(names.fill(treeConstants(plan.tree)));
  const { compensation } = read;
  if (compensation !== undefined) {
    section('Sums that keep their rounding errors');
    block(names.fill(compensationSource(compensation)));
  }
  section('Expressions');
  writeExpressions(writer, model);
  if (widening !== undefined) writeWidenedExpressions(writer, model, widening);

  const symbols = {
    target: 'cpu',
    partial: names.global(`partial_${kernel.name}`),
    finish: names.global(`finish_${kernel.name}`),
    reference: names.global(`reference_${kernel.name}`),
  } as const;
  const isTree = plan.tree !== undefined;
  section(isTree ? 'One block' : 'One chunk');
  block(names.fill(isTree ? blockFunctions(model, symbols.partial) : partialFunctions(model, symbols.partial)));
  section('The result');
  block(names.fill(isTree ? finishOfBlocks(model, symbols.finish) : finishFunction(model, symbols.finish)));
  section('The reference');
  block(names.fill(referenceText(model, widening, symbols.reference)));

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
