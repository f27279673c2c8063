import { findCudaHeaders, type HeaderSearch } from '../native/cuda-headers';
import type { Addon, NativeDiscovery } from '../native/binding';
import { loadAddon } from '../native/load';
import {
  BinaryCache,
  defaultCacheFolder,
  findCompiler,
  findNcu,
  findNvcc,
  findSanitizer,
  type CompilerSearch,
  type NcuSearch,
  type NvccSearch,
  type SanitizerSearch,
} from '../native/toolchain';

/** Everything on this machine that kernels are compiled and run with. */
export interface Toolset {
  readonly addon: Addon;
  readonly discovery: NativeDiscovery;
  readonly compiler: CompilerSearch;
  readonly nvcc: NvccSearch;
  readonly headers: HeaderSearch;
  readonly cache: BinaryCache;
  /** Nsight Compute. It is looked for when it is first asked for: few ask, and it takes a while to tell its version. */
  readonly ncu: () => NcuSearch;
  /** Looked for when it is first asked for: only checked runs need it. */
  readonly sanitizer: () => SanitizerSearch;
}

export interface ToolPaths {
  readonly nvrtcPath?: string;
  readonly nvccPath?: string;
  readonly compilerPath?: string;
}

/** Looks for everything, the user's settings first. Throws only where the addon itself does not load. */
export function openToolset({ nvrtcPath, nvccPath, compilerPath }: ToolPaths): Toolset {
  const addon = loadAddon();
  const cacheFolder = defaultCacheFolder();
  const discovery = addon.discover({
    cacheFolder,
    nvrtcHints: nvrtcPath === undefined ? [] : [{ path: nvrtcPath, why: 'setting warpfold.nvrtcPath' }],
  });
  let ncu: NcuSearch | undefined;
  const nvcc = findNvcc({ setting: nvccPath });
  let sanitizer: SanitizerSearch | undefined;
  return {
    addon,
    discovery,
    compiler: findCompiler({ setting: compilerPath }),
    nvcc,
    headers: findCudaHeaders(discovery.nvrtc.found?.path, nvcc.found?.path),
    ncu: () => (ncu ??= findNcu()),
    cache: new BinaryCache({ folder: cacheFolder }),
    sanitizer: () => (sanitizer ??= findSanitizer()),
  };
}
