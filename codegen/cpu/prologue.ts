import { spell } from '../../language/types/spelling';
import { complexSource } from '../emit/complex';
import type { KernelProgram } from '../emit/program';
import { standardNamesSource } from '../emit/standard-names';
import { wordsOf } from '../emit/words';
import type { SourceWriter } from '../emit/writer';
import { writeCpuPreambles } from './includes';
import type { CpuCompiler } from './model';
import { shimSource } from './shim';
import { msvcPrelude } from './shim-files';

/** Writes what the user's texts (without the includes that this provides) need before them, then their preambles. */
export function writePrologue(writer: SourceWriter, program: KernelProgram, compiler: CpuCompiler): void {
  const { kernel, names, types, userTexts } = program;
  if (compiler === 'msvc') writer.block(msvcPrelude());
  const standard = standardNamesSource(userTexts);
  const complex = complexSource({ types, userTexts, names, qualifier: 'inline' });
  const shim = shimSource(wordsOf([...userTexts, ...types.map(spell), standard, complex].join('\n')));
  const texts = [shim, standard, complex];
  if (texts.some((text) => text !== '')) writer.section('What CUDA declares, as far as the kernel uses it');
  for (const text of texts) writer.block(text);
  if (kernel.preambles.length > 0) {
    writer.section('Preambles');
    writeCpuPreambles(writer, kernel.preambles);
  }
}
