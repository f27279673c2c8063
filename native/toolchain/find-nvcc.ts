import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { SearchStep } from '../binding';
import { identityOf, resolveProgram, versionText } from './programs';

export interface Nvcc {
  readonly path: string;
  /** `13.0` */
  readonly version: string;
  /** Changes when the compiler is replaced. */
  readonly identity: string;
}

export interface NvccSearch {
  readonly found?: Nvcc;
  readonly tried: readonly SearchStep[];
}

export interface NvccSearchOptions {
  /** The user's setting: where it is given, nothing else is tried. */
  readonly setting?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
}

const nvcc: ToolkitProgram = { name: 'nvcc', folders: ['bin'], wheels: ['cu13', 'cuda_nvcc'] };

/** Finds `nvcc`, the compiler that stands in where NVRTC is missing. */
export function findNvcc({
  setting,
  env = process.env,
  platform = process.platform,
}: NvccSearchOptions = {}): NvccSearch {
  const tried: SearchStep[] = [];
  const candidates =
    setting !== undefined && setting !== ''
      ? [{ file: setting, why: 'setting warpfold.nvccPath' }]
      : [...toolkitCandidates(nvcc, env, platform)];
  for (const { file, why } of candidates) {
    const program = resolveProgram(file, env, platform);
    if (program === undefined) {
      tried.push({ path: file, why, outcome: 'not found' });
      continue;
    }
    const text = versionText(program, '--version', env);
    const version = text instanceof Error ? undefined : /release (\d+\.\d+)/.exec(text)?.[1];
    if (text instanceof Error || version === undefined) {
      tried.push({ path: program, why, outcome: text instanceof Error ? text.message : 'it tells no version' });
      continue;
    }
    tried.push({ path: program, why, outcome: 'found' });
    return { found: { path: program, version, identity: `${identityOf(program)} ${text}` }, tried };
  }
  return { tried };
}

/** A program of the CUDA toolkit. */
export interface ToolkitProgram {
  readonly name: string;
  /** Folders of the toolkit that may hold it. */
  readonly folders: readonly string[];
  /** Folders below `nvidia` of Python wheels that hold such a toolkit in parts. */
  readonly wheels: readonly string[];
}

/** Where a program of the CUDA toolkit may be, the likeliest first, each with the reason it is tried. */
export function* toolkitCandidates(
  { name: program, folders, wheels }: ToolkitProgram,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
): Generator<{ readonly file: string; readonly why: string }> {
  const inToolkit = (root: string, why: string) =>
    folders.map((folder) => ({ file: path.join(root, folder, program), why }));
  for (const name of ['CUDA_PATH', 'CUDA_HOME']) {
    const home = env[name];
    if (home !== undefined && home !== '') yield* inToolkit(home, name);
  }
  yield { file: program, why: 'PATH' };
  for (const name of ['VIRTUAL_ENV', 'CONDA_PREFIX']) {
    const prefix = env[name];
    if (prefix === undefined || prefix === '') continue;
    yield { file: path.join(prefix, 'bin', program), why: name };
    for (const packages of sitePackages(prefix, platform)) {
      for (const wheel of wheels) yield* inToolkit(path.join(packages, 'nvidia', wheel), `a wheel in ${name}`);
    }
  }
  const why = 'where toolkits are installed';
  if (platform === 'win32') {
    const root = path.join(env['ProgramFiles'] ?? 'C:\\Program Files', 'NVIDIA GPU Computing Toolkit', 'CUDA');
    for (const version of newestFirst(root, /^v\d/)) yield* inToolkit(path.join(root, version), why);
    return;
  }
  yield* inToolkit('/usr/local/cuda', why);
  for (const version of newestFirst('/usr/local', /^cuda-\d/)) yield* inToolkit(`/usr/local/${version}`, why);
  yield* inToolkit('/opt/cuda', why);
}

function sitePackages(prefix: string, platform: NodeJS.Platform): string[] {
  if (platform === 'win32') return [path.join(prefix, 'Lib', 'site-packages')];
  const lib = path.join(prefix, 'lib');
  return newestFirst(lib, /^python3/).map((python) => path.join(lib, python, 'site-packages'));
}

/** Names in a folder, the highest version first; none where there is no such folder. */
function newestFirst(folder: string, pattern: RegExp): string[] {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => pattern.test(name));
  } catch {
    return [];
  }
  return names.sort((first, second) => second.localeCompare(first, 'en', { numeric: true }));
}
