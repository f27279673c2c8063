import type { CpuCompiler } from '../../codegen';
import type { CheckedDocument } from '../../language';
import { compileCpp as compileLibrary, type CompilableSource, type CppCompiler } from '../../native/toolchain';
import { WarpfoldError } from '../../protocol/errors';
import type { ReportDiagnostic } from '../../protocol/report';
import { CompileFailure } from '../backends/backend';
import { compilerAdvice } from '../devices';
import type { Toolset } from '../toolset';
import { readCompilerLog } from './compiler-diagnostics';

export interface CppCompilation {
  readonly document: CheckedDocument;
  readonly kernel: string;
  readonly source: CompilableSource;
  readonly useCache: boolean;
}

export interface CompiledCpp {
  /** Path of the shared library. */
  readonly library: string;
  readonly compiler: string;
  readonly seconds: number;
  readonly fromCache: boolean;
  readonly diagnostics: readonly ReportDiagnostic[];
  /** To be called when the library is needed no more. */
  readonly release: () => void;
}

/** Compiles a kernel for the CPU. Throws `no-cpp-compiler`, or a CompileFailure with what the compiler said. */
export async function compileCpp(
  { document, kernel, source, useCache }: CppCompilation,
  tools: Toolset,
  signal: AbortSignal,
): Promise<CompiledCpp> {
  const compiler = requireCompiler(tools);
  const result = await compileLibrary({ source, compiler, signal, ...(useCache ? { cache: tools.cache } : {}) });
  if (!result.ok) {
    throw new CompileFailure(
      kernel,
      'c++',
      readCompilerLog(document, source, 'c++', { log: result.log, failed: true }),
    );
  }
  const { library, seconds, fromCache, release } = result;
  return { library, compiler: `${compiler.family} ${compiler.version}`, seconds, fromCache, diagnostics: [], release };
}

/** The dialect that the program for the CPU is written in. */
export function dialectOf({ compiler }: Toolset): CpuCompiler {
  const family = compiler.found?.family;
  return family === 'msvc' || family === 'clang-cl' ? 'msvc' : 'gnu';
}

function requireCompiler(tools: Toolset): CppCompiler {
  const { found } = tools.compiler;
  if (found !== undefined) return found;
  throw new WarpfoldError({
    code: 'no-cpp-compiler',
    message: 'The CPU engine needs a C++ compiler, and none was found.',
    advice: `${compilerAdvice()} "warpfold devices" shows where it was looked for.`,
  });
}
