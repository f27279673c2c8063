import { walkPython, type PythonArgument, type PythonExpression } from './tree';

type Call = Extract<PythonExpression, { kind: 'call' }>;

/** The calls that make kernels, outermost first. */
export function constructions(root: PythonExpression): readonly Call[] {
  return [...walkPython(root)].filter((each): each is Call => each.kind === 'call' && isConstructor(each.callee));
}

function isConstructor(callee: PythonExpression): boolean {
  return callee.kind === 'name' && /(?:^|\.)ReductionKernel$/.test(callee.name);
}

export interface KernelCall {
  readonly call: Call;
  /** The name of the variable, or the call that makes the kernel. */
  readonly kernel: string | Call;
  readonly arguments: readonly PythonArgument[];
}

/** The calls of kernels, those of a kernel that is made on the spot among them. */
export function kernelCalls(root: PythonExpression, isKernel: (name: string) => boolean): readonly KernelCall[] {
  return [...walkPython(root)].flatMap((each): KernelCall[] => {
    if (each.kind !== 'call') return [];
    const { callee } = each;
    if (callee.kind === 'name' && isKernel(callee.name))
      return [{ call: each, kernel: callee.name, arguments: each.arguments }];
    if (callee.kind === 'call' && isConstructor(callee.callee))
      return [{ call: each, kernel: callee, arguments: each.arguments }];
    return [];
  });
}

/** Functions and methods that give a result as it is, or show it. */
const carriers = /(?:^|\.)(?:print|str|repr|int|float|complex|bool|get|item|\w*(?:int|float|complex)\d+)$/;

/** True for calls of kernels themselves, and what fetches or prints their results: nothing more is computed. */
export function isResult(value: PythonExpression, isKernelCall: (call: Call) => boolean): boolean {
  const within = (part: PythonExpression): boolean => part.kind === 'string' || isResult(part, isKernelCall);
  if (value.kind === 'list') return value.elements.every(within);
  if (value.kind !== 'call') return false;
  if (isKernelCall(value)) return true;
  const { callee } = value;
  if (callee.kind === 'attribute') return carriers.test(callee.name) && isResult(callee.object, isKernelCall);
  return callee.kind === 'name' && carriers.test(callee.name) && value.arguments.every((each) => within(each.value));
}

/** Which library's `ReductionKernel` a call means. */
export function dialectOf({ callee, arguments: given }: Call, imports: string): 'pycuda' | 'pyopencl' | 'cupy' {
  const owner = callee.kind === 'name' ? callee.name : '';
  const names = new Set(given.map(({ name }) => name));
  if (names.has('in_params') || names.has('identity') || names.has('post_map_expr')) return 'cupy';
  if (names.has('dtype_out') && !names.has('ctx'))
    return names.has('neutral') || given[0]?.name !== undefined ? 'pycuda' : 'pyopencl';
  if (/^(?:cp|cupy)\./.test(owner)) return 'cupy';
  const [first, second] = given;
  if (names.has('ctx') || (first?.value.kind === 'name' && /(?:^|_|\.)(?:ctx|context)$/.test(first.value.name)))
    return 'pyopencl';
  const isText = (argument: PythonArgument | undefined): boolean =>
    argument?.name === undefined && argument?.value.kind === 'string';
  // CuPy's first two are lists of parameters, PyCUDA's a dtype and a neutral.
  if (isText(first) && isText(second) && first?.value.kind === 'string' && /\w\s+\w/.test(first.value.value))
    return 'cupy';
  return /\bcupy\b/.test(imports) && !/\bpycuda\b/.test(imports) && isText(first) ? 'cupy' : 'pycuda';
}
