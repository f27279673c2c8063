import type { CheckedKernel } from '../../language/checked';
import { allFunctions } from '../../language/cuda/table';
import { shimDeclarations } from './shim';

export type CpuSupport = { readonly ok: true } | { readonly ok: false; readonly missing: readonly string[] };

/** What a GPU has beside functions of numbers, and a CPU has not: threads, their exchange, atomics, clocks, PTX. */
const deviceNames =
  /^(?:threadIdx|blockIdx|blockDim|gridDim|warpSize|__shared__|__(?:shfl|match|reduce)\w*_sync|__sync\w*|__threadfence\w*|__(?:all|any|ballot)_sync|__activemask|__nanosleep|atomic[A-Z]\w*|clock(?:64)?|asm|__(?:isGlobal|isShared|isLocal|isConstant)|__nv_\w+_f8\w*|__v(?:abs|add|avg|cmp|hadd|max|min|neg|sad|set|sub)\w+|tex[123]D\w*|surf[123]D\w*)$/;

/**
 * Whether a kernel can run on the CPU; else the names in it that only a GPU has, in order of appearance.
 * Works on the words of the text, comments and strings apart: a name that the user declared is theirs.
 */
export function cpuSupport(kernel: CheckedKernel): CpuSupport {
  const texts = [
    ...kernel.preambles.map(({ text }) => text),
    ...[kernel.map, kernel.reduce, kernel.neutral, kernel.postMap].map((expression) => expression?.text ?? ''),
  ];
  const isArgument = new Set(kernel.arguments.map(({ name }) => name));
  const lacking = new Set(gpuOnlyFunctions());
  const missing = new Set<string>();
  for (const text of texts) {
    // A word with `(` behind it, if there is one; not a member of something.
    for (const [, word = '', called] of withoutCommentsAndStrings(text).matchAll(
      /(?<![\w.]|->)([A-Za-z_]\w*)\b(\s*\()?/g,
    )) {
      const isMissing = (called !== undefined && lacking.has(word)) || deviceNames.test(word);
      if (isMissing && !isArgument.has(word)) missing.add(word);
    }
  }
  return missing.size === 0 ? { ok: true } : { ok: false, missing: [...missing] };
}

let gpuOnly: readonly string[] | undefined;

/** The functions of the CUDA math API that the shim lacks. */
export function gpuOnlyFunctions(): readonly string[] {
  gpuOnly ??= findGpuOnlyFunctions();
  return gpuOnly;
}

function findGpuOnlyFunctions(): string[] {
  const provided = new Set([...shimDeclarations().flatMap(({ names }) => names), ...complexFunctions]);
  return [...allFunctions()].map(({ name }) => name).filter((name) => !provided.has(name));
}

/** Functions that `emit/complex` brings along for both targets. */
const complexFunctions = [
  ...['real', 'imag', 'arg', 'conj', 'polar', 'make_cuComplex', 'cuComplexFloatToDouble', 'cuComplexDoubleToFloat'],
  ...['make_cuFloatComplex', 'cuCrealf', 'cuCimagf', 'cuCabsf', 'cuConjf', 'cuCaddf', 'cuCsubf', 'cuCmulf', 'cuCdivf'],
  ...['make_cuDoubleComplex', 'cuCreal', 'cuCimag', 'cuCabs', 'cuConj', 'cuCadd', 'cuCsub', 'cuCmul', 'cuCdiv'],
  ...['cuCfmaf', 'cuCfma'],
];

function withoutCommentsAndStrings(text: string): string {
  return text.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, ' ');
}
