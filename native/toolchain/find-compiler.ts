import path from 'node:path';
import type { SearchStep } from '../binding';
import { findMsvc } from './find-msvc';
import { identityOf, resolveProgram, versionText } from './programs';

/** A C++ compiler that answers. */
export interface CppCompiler {
  readonly path: string;
  /** Options that stand before all others: `CXX="ccache g++"` names a program and one of them. */
  readonly leadingArguments: readonly string[];
  readonly family: 'gcc' | 'clang' | 'msvc' | 'clang-cl';
  /** `12.2.0` */
  readonly version: string;
  /** Changes when the compiler is replaced. */
  readonly identity: string;
  /** What it has to find in its environment; undefined for that of this process. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface CompilerSearch {
  readonly found?: CppCompiler;
  readonly tried: readonly SearchStep[];
}

export interface CompilerSearchOptions {
  /** The user's setting: where it is given, nothing else is tried. */
  readonly setting?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
}

interface Candidate {
  readonly command: readonly string[];
  readonly why: string;
}

/** Finds the C++ compiler of the CPU engine: the setting alone, else `CXX`, else what the system has. */
export function findCompiler({
  setting,
  env = process.env,
  platform = process.platform,
}: CompilerSearchOptions = {}): CompilerSearch {
  const tried: SearchStep[] = [];
  const attempt = ({ command: [name = '', ...leadingArguments], why }: Candidate): CppCompiler | undefined => {
    const file = resolveProgram(name, env, platform);
    if (file === undefined) {
      tried.push({ path: name, why, outcome: 'not found' });
      return undefined;
    }
    const compiler = identify(file, leadingArguments, env);
    tried.push({ path: file, why, outcome: compiler instanceof Error ? compiler.message : 'found' });
    return compiler instanceof Error ? undefined : compiler;
  };

  if (setting !== undefined && setting !== '') {
    return withSteps(attempt({ command: [setting], why: 'setting warpfold.compilerPath' }), tried);
  }
  const fromEnvironment = env['CXX']?.trim();
  if (fromEnvironment !== undefined && fromEnvironment !== '') {
    const found = attempt({ command: fromEnvironment.split(/\s+/), why: 'CXX' });
    if (found !== undefined) return withSteps(found, tried);
  }
  if (platform === 'win32') {
    const msvc = findMsvc(env, tried);
    if (msvc !== undefined) return withSteps(msvc, tried);
  }
  const names = platform === 'win32' ? ['clang-cl', 'clang++', 'g++'] : ['c++', 'g++', 'clang++'];
  for (const name of names) {
    const found = attempt({ command: [name], why: 'PATH' });
    if (found !== undefined) return withSteps(found, tried);
  }
  return { tried };
}

function withSteps(found: CppCompiler | undefined, tried: readonly SearchStep[]): CompilerSearch {
  return found === undefined ? { tried } : { found, tried };
}

function identify(file: string, leadingArguments: readonly string[], env: NodeJS.ProcessEnv): CppCompiler | Error {
  // A launcher such as ccache answers for itself: its version would not be the compiler's.
  const compiler = leadingArguments.find((argument) => !argument.startsWith('-'));
  const asked = compiler === undefined ? file : (resolveProgram(compiler, env) ?? file);
  const text = versionText(asked, '--version', env);
  if (text instanceof Error) return text;
  const family = familyOf(asked, text);
  if (family === undefined) return new Error('it is no C++ compiler that Warpfold knows');
  const version = /\d+\.\d+(?:\.\d+)?/.exec(text.replace(/\([^)]*\)/g, ''))?.[0] ?? '';
  return { path: file, leadingArguments, family, version, identity: `${identityOf(asked)} ${text}` };
}

function familyOf(file: string, versionText: string): 'gcc' | 'clang' | 'clang-cl' | undefined {
  if (/clang/i.test(versionText)) return /clang-cl/i.test(path.basename(file)) ? 'clang-cl' : 'clang';
  return /Free Software Foundation|\bg\+\+|\bgcc\b/i.test(versionText) ? 'gcc' : undefined;
}
