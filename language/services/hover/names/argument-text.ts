import type { KernelArgument } from '../../../checked';

/** An argument as C++ declares it: `const float *x`. */
export function argumentText({ isConst, spelling, role, name }: KernelArgument): string {
  return `${isConst ? 'const ' : ''}${spelling} ${role === 'vector' ? '*' : ''}${name}`;
}
