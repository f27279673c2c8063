import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BinaryCache, cacheKey } from './binary-cache';
import type { Nvcc } from './find-nvcc';
import { runCompiler } from './run-compiler';
import type { CompilableSource } from './source';
import { withTemporaryFolder } from './temporary-folder';

export interface NvccRequest {
  readonly source: CompilableSource;
  readonly nvcc: Nvcc;
  /** 90 for `sm_90`. */
  readonly architecture: number;
  /** Left out: compile anew, and keep nothing. */
  readonly cache?: BinaryCache;
  /** Default: 120 s. */
  readonly timeoutSeconds?: number;
  readonly signal?: AbortSignal;
}

export type NvccResult =
  | { readonly ok: true; readonly cubin: Buffer; readonly seconds: number; readonly fromCache: boolean }
  | { readonly ok: false; readonly log: string; readonly seconds: number };

const formatVersion = 1;

/**
 * Compiles a program of `codegen/cuda` to a CUBIN, or finds it in the cache. Rejects as `runCompiler` does; a program
 * that does not compile resolves with `ok: false` and the compiler's log.
 */
export async function compileNvcc({
  source,
  nvcc,
  architecture,
  cache,
  timeoutSeconds = 120,
  signal,
}: NvccRequest): Promise<NvccResult> {
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  const options = ['-cubin', `-arch=sm_${architecture}`, '-w', ...source.options];
  const usable = includesUnknownFiles(source) ? undefined : cache;
  const key = cacheKey({ format: formatVersion, source: source.cacheText, options, compiler: nvcc.identity });
  const known = usable?.read(key);
  if (known !== undefined) return { ok: true, cubin: known, seconds: seconds(), fromCache: true };

  return withTemporaryFolder(async (folder) => {
    const input = path.join(folder, 'kernel.cu');
    const output = path.join(folder, 'kernel.cubin');
    writeFileSync(input, source.text);
    const { status, log } = await runCompiler({
      program: nvcc.path,
      arguments: [...options, input, '-o', output],
      folder,
      timeoutSeconds,
      signal,
    });
    if (status !== 0) return { ok: false, log, seconds: seconds() };
    const cubin = readFileSync(output);
    usable?.write(key, cubin);
    return { ok: true, cubin, seconds: seconds(), fromCache: false };
  });
}

/** CUDA's own headers change with the compiler; other files may change by themselves, and are compiled each time. */
function includesUnknownFiles({ cacheText }: CompilableSource): boolean {
  const includes = cacheText.match(/^[ \t]*#[ \t]*include[^\n]*/gm) ?? [];
  return includes.some((line) => !/<cuda_(?:fp16|bf16)\.h>/.test(line));
}
