import type { SearchStep } from '../binding';
import { toolkitCandidates, type ToolkitProgram } from './find-nvcc';
import { resolveProgram, versionText } from './programs';

export interface SanitizerSearch {
  readonly found?: { readonly path: string; readonly version: string };
  readonly tried: readonly SearchStep[];
}

// What `bin` holds is a script that starts the other, on Windows one that only a shell can start.
const sanitizer: ToolkitProgram = {
  name: 'compute-sanitizer',
  folders: ['compute-sanitizer', 'bin'],
  wheels: ['cu13', 'cuda_sanitizer_api'],
};

/** Finds NVIDIA's `compute-sanitizer`, which comes with the CUDA toolkit and as a Python wheel. */
export function findSanitizer(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): SanitizerSearch {
  const tried: SearchStep[] = [];
  for (const { file, why } of toolkitCandidates(sanitizer, env, platform)) {
    const program = resolveProgram(file, env, platform);
    if (program === undefined) {
      tried.push({ path: file, why, outcome: 'not found' });
      continue;
    }
    const text = versionText(program, '--version', env);
    if (text instanceof Error) {
      tried.push({ path: program, why, outcome: text.message });
      continue;
    }
    tried.push({ path: program, why, outcome: 'found' });
    const version = /Version (\d+(?:\.\d+)*)/i.exec(text)?.[1] ?? 'of unknown version';
    return { found: { path: program, version }, tried };
  }
  return { tried };
}
