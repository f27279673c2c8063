import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { SearchStep } from '../binding';
import { resolveProgram, versionText } from './programs';

/** Nsight Compute's command line. */
export interface Ncu {
  readonly path: string;
  /** `2025.3.1.0` */
  readonly version: string;
}

export interface NcuSearch {
  readonly found?: Ncu;
  readonly tried: readonly SearchStep[];
}

/** Finds `ncu`, which reads the hardware counters of a GPU. */
export function findNcu(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): NcuSearch {
  const tried: SearchStep[] = [];
  for (const { file, why } of candidatesOf(env, platform)) {
    const program = resolveProgram(file, env, platform);
    if (program === undefined) {
      tried.push({ path: file, why, outcome: 'not found' });
      continue;
    }
    const text = versionText(program, '--version', env);
    const version = text instanceof Error ? undefined : /Version (\d+(?:\.\d+)+)/.exec(text)?.[1];
    if (text instanceof Error || version === undefined) {
      tried.push({ path: program, why, outcome: text instanceof Error ? text.message : 'it tells no version' });
      continue;
    }
    tried.push({ path: program, why, outcome: 'found' });
    return { found: { path: program, version }, tried };
  }
  return { tried };
}

function* candidatesOf(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Generator<{ file: string; why: string }> {
  for (const name of ['CUDA_PATH', 'CUDA_HOME']) {
    const home = env[name];
    if (home !== undefined && home !== '') yield { file: path.join(home, 'bin', 'ncu'), why: name };
  }
  yield { file: 'ncu', why: 'PATH' };
  const why = 'where Nsight Compute is installed';
  if (platform === 'win32') {
    const root = path.join(env['ProgramFiles'] ?? 'C:\\Program Files', 'NVIDIA Corporation');
    // Beside it stands a batch file of its name, which cannot be started without a shell.
    const program = path.join('target', 'windows-desktop-win7-x64', 'ncu.exe');
    for (const folder of newestFirst(root, /^Nsight Compute /)) yield { file: path.join(root, folder, program), why };
    return;
  }
  yield { file: '/usr/local/cuda/bin/ncu', why: 'where toolkits are installed' };
  const root = '/opt/nvidia/nsight-compute';
  for (const version of newestFirst(root, /^\d/)) yield { file: path.join(root, version, 'ncu'), why };
}

/** Names in a folder, the highest version first; none where there is no such folder. */
function newestFirst(folder: string, pattern: RegExp): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => pattern.test(name))
      .sort((first, second) => second.localeCompare(first, 'en', { numeric: true }));
  } catch {
    return [];
  }
}
