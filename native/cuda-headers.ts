import { existsSync } from 'node:fs';
import path from 'node:path';
import type { SearchStep } from './binding';

export interface HeaderSearch {
  /** The folder that holds `cuda_fp16.h`. */
  readonly found?: string;
  readonly tried: readonly SearchStep[];
}

/**
 * Finds the folder of CUDA's headers, which kernels with `half` or `__nv_bfloat16` include. NVRTC brings none with it,
 * so the places around it come first: toolkits keep them beside the library, wheels in a package of their own.
 */
export function findCudaHeaders(
  nvrtcLibrary: string | undefined,
  nvcc: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): HeaderSearch {
  const candidates: (readonly [folder: string, why: string])[] = [];
  if (nvrtcLibrary !== undefined) {
    const folder = path.dirname(nvrtcLibrary);
    candidates.push([path.join(folder, '../include'), 'beside NVRTC']);
    candidates.push([path.join(folder, '../../include'), 'beside NVRTC']);
    candidates.push([path.join(folder, '../../cuda_runtime/include'), 'the wheel beside NVRTC’s']);
  }
  for (const name of ['CUDA_PATH', 'CUDA_HOME']) {
    const home = env[name];
    if (home !== undefined && home !== '') candidates.push([path.join(home, 'include'), name]);
  }
  if (nvcc !== undefined) candidates.push([path.join(path.dirname(nvcc), '../include'), 'beside nvcc']);
  for (const folder of ['/usr/local/cuda/include', '/opt/cuda/include', '/usr/include']) {
    candidates.push([folder, 'where toolkits are installed']);
  }
  const tried: SearchStep[] = [];
  for (const [folder, why] of candidates) {
    const there = existsSync(path.join(folder, 'cuda_fp16.h'));
    tried.push({ path: folder, why, outcome: there ? 'found' : 'no cuda_fp16.h' });
    if (there) return { found: folder, tried };
  }
  return { tried };
}
