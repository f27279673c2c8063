import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BinaryCache, cacheKey } from './binary-cache';
import { cppOptions, libraryName } from './cpp-options';
import type { CppCompiler } from './find-compiler';
import { processorIdentity } from './processor';
import { runCompiler } from './run-compiler';
import type { CompilableSource } from './source';
import { createTemporaryFolder, removeFolder, withTemporaryFolder } from './temporary-folder';

export interface CppRequest {
  readonly source: CompilableSource;
  readonly compiler: CppCompiler;
  /** Left out: compile anew, and keep nothing. */
  readonly cache?: BinaryCache;
  /** Default: 120 s. */
  readonly timeoutSeconds?: number;
  readonly signal?: AbortSignal;
}

export type CppResult =
  | {
      readonly ok: true;
      /** Path of the shared library. */
      readonly library: string;
      readonly seconds: number;
      readonly fromCache: boolean;
      /** To be called when the library is loaded no more, or at least was. */
      readonly release: () => void;
    }
  | { readonly ok: false; readonly log: string; readonly seconds: number };

/** Changes whenever libraries of before must not be loaded any more: the ABI, or how libraries are made. */
const formatVersion = 1;

/**
 * Compiles a program of `codegen/cpu` to a shared library, or finds it in the cache. Rejects as `runCompiler` does; a
 * program that does not compile resolves with `ok: false` and the compiler's log.
 */
export async function compileCpp({
  source,
  compiler,
  cache,
  timeoutSeconds = 120,
  signal,
}: CppRequest): Promise<CppResult> {
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  const options = [...cppOptions(compiler), ...source.options];
  const usable = readsFiles(source) ? undefined : cache;
  const key = cacheKey({
    format: formatVersion,
    source: source.cacheText,
    options,
    compiler: compiler.identity,
    leading: compiler.leadingArguments,
    processor: processorIdentity(),
    platform: `${process.platform} ${process.arch}`,
  });
  const known = usable?.readFile(key);
  if (known !== undefined) return { ok: true, library: known, seconds: seconds(), fromCache: true, release: nothing };

  return withTemporaryFolder(async (folder) => {
    const input = path.join(folder, 'kernel.cpp');
    const output = path.join(folder, libraryName());
    writeFileSync(input, source.text);
    const { status, log } = await runCompiler({
      program: compiler.path,
      arguments: [...compiler.leadingArguments, ...options, ...inputAndOutput(compiler, input, output)],
      folder,
      env: compiler.env,
      timeoutSeconds,
      signal,
    });
    if (status !== 0) return { ok: false, log, seconds: seconds() };
    const library = readFileSync(output);
    const kept = usable?.write(key, library);
    if (kept !== undefined) return { ok: true, library: kept, seconds: seconds(), fromCache: false, release: nothing };
    const own = createTemporaryFolder();
    const file = path.join(own, libraryName());
    writeFileSync(file, library, { mode: 0o700 });
    return { ok: true, library: file, seconds: seconds(), fromCache: false, release: () => removeFolder(own) };
  });
}

function nothing(): void {
  // What the cache holds stays there.
}

/** A program that includes files may change without its text: it is compiled each time. */
function readsFiles({ cacheText }: CompilableSource): boolean {
  return /^[ \t]*#[ \t]*include/m.test(cacheText);
}

function inputAndOutput({ family }: CppCompiler, input: string, output: string): string[] {
  if (family === 'msvc' || family === 'clang-cl') return ['/Tp', input, `/Fe:${output}`, '/Fo:kernel.obj'];
  return ['-x', 'c++', input, '-o', output];
}
