import type { Type } from '../../language/types/type';

/** The CUDA headers that a program needs: small floats are the only types that the compiler does not know by itself. */
export function headersOf(types: readonly Type[], userTexts: readonly string[]): string[] {
  const all = userTexts.join('\n');
  const needs = (name: 'half' | 'bfloat16', words: RegExp): boolean =>
    types.some((type) => scalarName(type) === name) || words.test(all);
  const headers: string[] = [];
  if (needs('half', /half/)) headers.push('cuda_fp16.h');
  if (needs('bfloat16', /bfloat16|bf16/)) headers.push('cuda_bf16.h');
  return headers;
}

function scalarName(type: Type): string | undefined {
  if (type.kind === 'arithmetic') return type.name;
  return type.kind === 'vector' ? type.element.name : undefined;
}
