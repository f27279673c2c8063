import { CompileFailure } from '../backends/backend';
import { listSass, sameInstructions, type Listed, type Listing } from '../listing/listing';
import { locatedText } from '../listing/located-source';
import { readResources } from '../listing/resources';
import type { Toolset } from '../toolset';
import { compileCuda, type CompiledCuda } from './cuda';
import { disassemble } from './disassemble';

/**
 * SASS of a kernel, its instructions linked to sub-expressions. `compiled` is the kernel's own binary; another is made
 * of the same program with each token of the expressions on a line of its own, and used where its instructions are the
 * same. They differ where the program can tell its lines, by `__LINE__` or an assertion; then links are as fine as lines.
 */
export async function sassOf(
  listed: Listed,
  compiled: CompiledCuda,
  architecture: number,
  tools: Toolset,
  signal: AbortSignal,
): Promise<Listing> {
  const resources = readResources(compiled.log ?? '');
  const own = await disassemble(compiled.cubin, tools);
  const fine = await locatedSass(listed, architecture, tools, signal);
  return listSass(listed, fine !== undefined && sameInstructions(own, fine) ? fine : own, resources);
}

async function locatedSass(
  { document, kernel, source }: Listed,
  architecture: number,
  tools: Toolset,
  signal: AbortSignal,
): Promise<string | undefined> {
  const text = locatedText(source, document, kernel);
  try {
    const { cubin } = await compileCuda(
      {
        document,
        kernel: kernel.name,
        source: { ...source, text },
        architecture,
        useCache: false,
        lineInfo: true,
      },
      tools,
      signal,
    );
    return await disassemble(cubin, tools);
  } catch (error) {
    // A directive cannot stand between the arguments of a macro.
    if (error instanceof CompileFailure) return undefined;
    throw error;
  }
}
