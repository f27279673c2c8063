/**
 * The options of a kernel that mean the same to a C++ compiler: macros and include folders, in their short forms. The
 * rest speaks to CUDA's compilers (`--use_fast_math`, `-maxrregcount=32`): a CPU computes without them.
 */
export function cpuOptions(kernelOptions: readonly string[]): string[] {
  return kernelOptions.flatMap((option) => {
    const [, name, value] = /^(-[DUI]|--define-macro|--undefine-macro|--include-path)[= ]?(.+)$/.exec(option) ?? [];
    if (name === undefined || value === undefined) return [];
    return [`${shortNames[name] ?? name}${value}`];
  });
}

const shortNames: Readonly<Record<string, string>> = {
  '--define-macro': '-D',
  '--undefine-macro': '-U',
  '--include-path': '-I',
};
