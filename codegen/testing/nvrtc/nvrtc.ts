import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GeneratedSource } from '../../generated';

/** NVRTC for tests that need the real compiler. It needs no GPU. */
export interface Nvrtc {
  /** Compiles for an architecture such as `sm_90`. Gives the log, with the PTX behind it where it compiled. */
  compile(source: GeneratedSource, architecture: string): { readonly ok: boolean; readonly output: string };
  dispose(): void;
}

/**
 * Finds NVRTC in `WARPFOLD_NVRTC` (the library's file) or in the active Python environment. Gives the reason where it
 * cannot be used.
 */
export function openNvrtc(): Nvrtc | string {
  const library = findLibrary();
  if (library === undefined) return 'set WARPFOLD_NVRTC to the file of an NVRTC library to compile what is generated';
  if (spawnSync('g++', ['--version']).status !== 0) return 'g++ is needed to drive NVRTC';
  const work = mkdtempSync(join(tmpdir(), 'warpfold-nvrtc-'));
  const driver = join(work, 'compile');
  const folder = dirname(fileURLToPath(import.meta.url));
  execFileSync('g++', ['-std=c++17', '-O0', join(folder, 'compile.cpp'), '-o', driver, '-ldl']);
  const include = join(dirname(dirname(library)), 'include');
  return {
    compile(source, architecture) {
      const file = join(work, 'program.cu');
      writeFileSync(file, source.text);
      const options = [`-arch=${architecture}`, `-I${include}`, '--no-cache', ...source.options];
      // Its built-ins lie beside the library, where the loader does not look by itself.
      const env = { ...process.env, LD_LIBRARY_PATH: dirname(library) };
      const run = spawnSync(driver, [library, ...options, '--', file], { encoding: 'utf8', maxBuffer: 1 << 28, env });
      return { ok: run.status === 0, output: run.stdout + run.stderr };
    },
    dispose: () => rmSync(work, { recursive: true, force: true }),
  };
}

function findLibrary(): string | undefined {
  const named = process.env['WARPFOLD_NVRTC'];
  if (named !== undefined) return existsSync(named) ? named : undefined;
  const environment = process.env['VIRTUAL_ENV'];
  if (environment === undefined) return undefined;
  const pythons = join(environment, 'lib');
  const candidates = readdirSync(pythons).flatMap((python) => [
    join(pythons, python, 'site-packages/nvidia/cu13/lib/libnvrtc.so.13'),
    join(pythons, python, 'site-packages/nvidia/cuda_nvrtc/lib/libnvrtc.so.12'),
  ]);
  return candidates.find((path) => existsSync(path));
}
