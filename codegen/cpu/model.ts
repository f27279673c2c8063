import type { KernelArgument, KernelExpression } from '../../language/checked';
import { sizeOf } from '../../language/types/layout';
import type { Type } from '../../language/types/type';
import { argumentType, contextOf, type ContextValue, type KernelProgram, mayUse } from '../emit/program';
import { pairBytes } from '../emit/compensation';
import { wordsOf } from '../emit/words';
import type { EntryParameter } from '../generated';
import type { CpuPlan } from '../plan';

/** Whose attributes the text uses: those of GCC and Clang, or of Microsoft's compiler (and clang-cl). */
export type CpuCompiler = 'gnu' | 'msvc';

/** What the parts of a CPU program have to agree on. */
export interface CpuModel {
  readonly program: KernelProgram;
  readonly plan: CpuPlan;
  /** The vectors that the map reads, in the kernel's order. */
  readonly vectors: readonly MapVector[];
  readonly usesIndex: boolean;
  /** What each expression sees beside its operands: the number of elements and scalars. */
  readonly mapContext: readonly ContextValue[];
  readonly reduceContext: readonly ContextValue[];
  readonly neutralContext: readonly ContextValue[];
  readonly postMapContext: readonly ContextValue[];
  /** `plain` accumulators are variables; `raw` ones live in storage in which no constructor runs. */
  readonly storage: 'plain' | 'raw';
  readonly partialBytes: number;
  readonly resultBytes: number;
  readonly parameters: readonly EntryParameter[];
  /** What makes a function an entry of the shared library. */
  readonly exported: string;
  /** Names that our own functions use for something else than an argument of the user's. */
  readonly taken: ReadonlySet<string>;
}

export interface MapVector {
  readonly argument: KernelArgument;
  /** Position among the kernel's arguments. */
  readonly index: number;
  /** Spelling of the element's type. */
  readonly type: string;
}

/** Throws an Error where the plan cannot work, or a size is not known that the program needs. */
export function modelOf(program: KernelProgram, plan: CpuPlan, compiler: CpuCompiler): CpuModel {
  const { kernel } = program;
  validate(plan);
  const vectors = kernel.arguments.flatMap((argument, index): MapVector[] =>
    argument.role === 'vector' && argument.access !== 'none' ? [{ argument, index, type: argumentType(argument) }] : [],
  );
  const context = (expression: KernelExpression | undefined, hidden: readonly string[]): ContextValue[] =>
    expression === undefined ? [] : contextOf(program, expression, hidden);
  return {
    program,
    plan,
    vectors,
    usesIndex: mayUse(program, kernel.map, 'i'),
    mapContext: context(kernel.map, []),
    reduceContext: program.compensation === undefined ? context(kernel.reduce, ['a', 'b']) : [],
    neutralContext: context(kernel.neutral, []),
    postMapContext: context(kernel.postMap, ['a']),
    storage: hasTrivialConstructor(kernel.accumulatorType) ? 'plain' : 'raw',
    partialBytes:
      program.compensation === undefined
        ? knownSize(kernel.accumulatorType, `accumulator of kernel ${kernel.name}`)
        : pairBytes(program.compensation),
    resultBytes: knownSize(kernel.resultType, `result of kernel ${kernel.name}`),
    parameters: [...parametersOf(kernel.arguments), ...(plan.tree === undefined ? [] : [{ kind: 'count' } as const])],
    exported: exportedBy(compiler),
    taken: wordsOf(kernel.arguments.map(argumentType).join(' ')),
  };
}

/** What stands before a function to make it an entry of the shared library. */
export function exportedBy(compiler: CpuCompiler): string {
  return `extern "C" ${compiler === 'msvc' ? '__declspec(dllexport)' : '__attribute__((visibility("default")))'}`;
}

/** All arguments, then what the values of `i` come from; see `native/abi.h`. */
export function parametersOf(kernelArguments: readonly KernelArgument[]): EntryParameter[] {
  const fromArguments = kernelArguments.map((argument, index): EntryParameter =>
    argument.role === 'vector'
      ? { kind: 'vector', index }
      : { kind: 'scalar', index, bytes: knownSize(argument.type, `argument ${argument.name}`) },
  );
  return [...fromArguments, { kind: 'n' }, { kind: 'start' }, { kind: 'step' }];
}

function hasTrivialConstructor(type: Type): boolean {
  return type.kind === 'arithmetic' || type.kind === 'vector' || (type.kind === 'complex' && type.family === 'cu');
}

function knownSize(type: Type, what: string): number {
  const size = sizeOf(type);
  if (size === undefined) throw new Error(`the size of the ${what} is not known`);
  return size;
}

function validate({ lanes, chunkSize }: CpuPlan): void {
  const whole = (value: number): boolean => Number.isInteger(value) && value > 0;
  if (!whole(lanes) || lanes > 1024) throw new RangeError(`lanes must be 1 to 1024, not ${lanes}`);
  if (!whole(chunkSize)) throw new RangeError(`chunkSize must be at least 1, not ${chunkSize}`);
}
