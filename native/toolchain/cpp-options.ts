import type { CppCompiler } from './find-compiler';

/**
 * The options of a library for the CPU engine, without its input and output.
 *
 * - `-O3 -march=native`: the library runs on the machine that compiled it.
 * - `-ffp-contract=off`: no multiply-add that the user did not write, so that a result's bits do not depend on whether
 *   the machine has the instruction. `-ffast-math` is out for the same reason: it reorders sums.
 * - `-fno-math-errno -fno-trapping-math`: nobody reads `errno` or floating exceptions; without them `sqrt` and
 *   comparisons become vector instructions. Neither changes a value.
 * - `-fwrapv -fno-strict-aliasing`: integers wrap and pointers may be cast, as CUDA programs take for granted.
 * - `-fvisibility=hidden`: the entries are exported, and nothing of the user's can replace a symbol of the process.
 * - `-Wl,-z,defs`: a function that is declared only is an error now, and not when the library is loaded.
 * - `-w`: what is worth a warning the checker has said; a cached binary has none to repeat.
 */
export function cppOptions(
  { family, version }: CppCompiler,
  platform: NodeJS.Platform = process.platform,
  architecture: string = process.arch,
): string[] {
  if (family === 'msvc') {
    return ['/nologo', '/std:c++17', '/O2', '/fp:precise', '/w', '/GR-', '/EHs-c-', '/LD', '/diagnostics:column'];
  }
  const common = ['-fwrapv', '-fno-strict-aliasing', '-fno-math-errno', '-fno-trapping-math', '-ffp-contract=off'];
  if (family === 'clang-cl') {
    const passed = [...common, '-O3'].map((option) => `/clang:${option}`);
    return ['/nologo', '/std:c++17', '-march=native', ...passed, '/w', '/GR-', '/LD', '-fno-caret-diagnostics'];
  }
  // Clang for ARM names the processor by -mcpu and, before version 16, refuses -march=native.
  const native = family === 'clang' && architecture === 'arm64' ? '-mcpu=native' : '-march=native';
  const diagnostics =
    family === 'clang'
      ? ['-fno-caret-diagnostics', '-fno-color-diagnostics', '-ferror-limit=20']
      : ['-fno-diagnostics-show-caret', '-fdiagnostics-color=never', '-fmax-errors=20', ...columnUnit(version)];
  return [
    ...['-std=c++17', '-O3', native, ...common, '-fno-exceptions', '-fno-rtti', '-fvisibility=hidden', '-w'],
    ...['-shared', ...(platform === 'win32' ? [] : ['-fPIC'])],
    ...(platform === 'linux' ? ['-Wl,-z,defs'] : []),
    ...diagnostics,
  ];
}

/** From version 11 on, GCC counts columns as a terminal shows them unless it is told to count bytes. */
function columnUnit(version: string): string[] {
  return Number.parseInt(version, 10) >= 11 ? ['-fdiagnostics-column-unit=byte'] : [];
}

/** How a library is called on a platform. */
export function libraryName(platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return 'kernel.dll';
  return platform === 'darwin' ? 'kernel.dylib' : 'kernel.so';
}
