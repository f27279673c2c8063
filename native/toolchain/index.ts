/** The compilers of the system: found, run, read, and their binaries kept. */
export { BinaryCache, type BinaryCacheOptions, cacheKey } from './binary-cache';
export { defaultCacheFolder } from './cache-folder';
export { compileCpp, type CppRequest, type CppResult } from './compile-cpp';
export { compileNvcc, type NvccRequest, type NvccResult } from './compile-nvcc';
export { type CompilerSearch, type CompilerSearchOptions, type CppCompiler, findCompiler } from './find-compiler';
export { findNcu, type Ncu, type NcuSearch } from './find-ncu';
export { findNvcc, type Nvcc, type NvccSearch, type NvccSearchOptions } from './find-nvcc';
export { findSanitizer, type SanitizerSearch } from './find-sanitizer';
export { killTree } from './process-tree';
export type { CompilableSource } from './source';
export { type CompilerDiagnostic, compilerDiagnostics, type CompilerRun } from './to-diagnostics';
