import type { GeneratedSource } from '../../codegen';

/** What NVRTC leaves out with `--minimal`: textures, surfaces, launches, and the CUDA runtime's names. */
const LEFT_OUT = /\b(?:tex|surf)|\bcuda[a-z]|<<</i;

/**
 * `--minimal`, where this NVRTC knows it (12.4 and newer) and the program needs nothing that it leaves out: NVRTC then
 * compiles without most of its own declarations, several milliseconds faster. Headers may need any of them.
 */
export function minimalOption({ cacheText, headers, options }: GeneratedSource, version: string): string[] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 12 || (major === 12 && minor < 4)) return [];
  if (headers.length > 0 || /^[ \t]*#[ \t]*include/m.test(cacheText)) return [];
  return [cacheText, ...options].some((text) => LEFT_OUT.test(text)) ? [] : ['--minimal'];
}
