import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CheckedKernel } from '../../language';

/** What the benchmarks of the CUDA engine reduce. */
export const kernels = readFileSync(path.join(process.cwd(), 'bench/kernels/reductions.reduce'), 'utf8');

/** A case of a kernel on `n` elements. Lengths are given: a gathered vector has none of its own. */
export function caseOf(kernel: CheckedKernel, n: number): string {
  const bindings = kernel.arguments.map(({ name, type }, index) => {
    const isInteger = type.kind === 'arithmetic' && type.category === 'integer';
    const [lo, hi] = name === 'table' ? [0, n] : [-100, 101];
    const generator = isInteger ? `integers(${lo}, ${hi}` : 'uniform(0, 1';
    return `${name} = ${generator}, ${n}, seed = ${index + 1});`;
  });
  return `case bench of ${kernel.name} { n = ${n}; ${bindings.join(' ')} }`;
}
