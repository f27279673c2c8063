import type { CudaModel } from './model';

/** Declares `$index`: the value of `i` at a place among the values that it takes. */
export function indexAt({ plan }: CudaModel, place: string): string {
  return `const long long $index = $start + ${plan.loads === 'words' ? '' : '$step * '}${place};`;
}
