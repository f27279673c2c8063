import type { KernelArgument, KernelExpression } from '../../language/checked';
import { pairBytes } from '../emit/compensation';
import { sizeOf } from '../../language/types/layout';
import type { Type } from '../../language/types/type';
import { argumentType, contextOf, type ContextValue, type KernelProgram, mayUse, sharedValues } from '../emit/program';
import { wordsOf } from '../emit/words';
import type { CudaPlan } from '../plan';
import { stagedVectors, wordBytes } from '../plan/staging';
import { type WarpReduction, warpReductionOf } from './warp-reduction';

/** What the parts of a CUDA program have to agree on. */
export interface CudaModel {
  readonly program: KernelProgram;
  readonly plan: CudaPlan;
  /** The vectors that the map reads, in the kernel's order. */
  readonly vectors: readonly MapVector[];
  readonly map: MapInputs;
  /** What each expression sees beside its operands. */
  readonly reduceContext: readonly ContextValue[];
  readonly neutralContext: readonly ContextValue[];
  readonly postMapContext: readonly ContextValue[];
  /** Union of the above, in the kernel's order: what the entry takes beside vectors. */
  readonly context: readonly ContextValue[];
  /**
   * `plain` accumulators are variables that shuffles take as they are. `raw` ones live in storage that runs no
   * constructor, and travel between threads as 4-byte words.
   */
  readonly storage: 'plain' | 'raw';
  readonly accumulatorBytes: number;
  /** The instruction that folds the values of a warp, where there is one; shuffles do it elsewhere. */
  readonly warpReduction: WarpReduction | undefined;
  /** Names that our own functions use for something else than an argument of the user's. */
  readonly taken: ReadonlySet<string>;
}

export interface MapVector {
  readonly argument: KernelArgument;
  /** Position among the kernel's arguments. */
  readonly index: number;
  /** Spelling of the element's type. */
  readonly type: string;
  /** How it is read ahead; undefined where the map gets the pointer. */
  readonly staged?: {
    readonly wordType: string;
    /** Words of a group of neighbours. */
    readonly wordsOfGroup: number;
  };
}

export interface MapInputs {
  readonly usesIndex: boolean;
  readonly context: readonly ContextValue[];
}

const wordTypes: Readonly<Record<number, string>> = {
  16: 'uint4',
  8: 'uint2',
  4: 'unsigned int',
  2: 'unsigned short',
  1: 'unsigned char',
};

/** What CUDA declares and the entry uses. */
const cudaNames = [
  ...['threadIdx', 'blockIdx', 'gridDim', 'uint4', 'uint2'],
  ...['__shfl_down_sync', '__syncthreads', '__syncthreads_count', '__stcg', '__restrict__', '__launch_bounds__'],
];

/** Throws an Error where the plan cannot work, or a size is not known that the program needs. */
export function modelOf(program: KernelProgram, plan: CudaPlan): CudaModel {
  const { kernel } = program;
  validate(plan);
  const { compensation } = program;
  const storage = isPlain(kernel.accumulatorType) && compensation === undefined ? 'plain' : 'raw';
  const bytes = compensation === undefined ? sizeOf(kernel.accumulatorType) : pairBytes(compensation);
  if (bytes === undefined) {
    throw new Error(`the size of the accumulator of kernel ${kernel.name} is not known`);
  }

  const staged = new Set(stagedVectors(kernel).map(({ index }) => index));
  const vectors = kernel.arguments.flatMap((argument, index): MapVector[] => {
    if (argument.role !== 'vector' || argument.access === 'none') return [];
    const type = argumentType(argument);
    if (!staged.has(index)) return [{ argument, index, type }];
    const elementBytes = sizeOf(argument.type) ?? 1;
    const word = wordBytes(elementBytes, plan.vecSize);
    const wordsOfGroup = (elementBytes * plan.vecSize) / word;
    return [{ argument, index, type, staged: { wordType: wordTypes[word] ?? 'unsigned char', wordsOfGroup } }];
  });

  const context = (expression: KernelExpression | undefined, hidden: readonly string[]): ContextValue[] =>
    expression === undefined ? [] : contextOf(program, expression, hidden);
  const map = { usesIndex: mayUse(program, kernel.map, 'i'), context: context(kernel.map, []) };
  const reduceContext = compensation === undefined ? context(kernel.reduce, ['a', 'b']) : [];
  const neutralContext = context(kernel.neutral, []);
  const postMapContext = context(kernel.postMap, ['a']);
  const used = new Set(
    [map.context, reduceContext, neutralContext, postMapContext].flatMap((each) => each.map(({ name }) => name)),
  );
  const all = sharedValues(kernel);

  return {
    program,
    plan,
    vectors,
    map,
    reduceContext,
    neutralContext,
    postMapContext,
    context: all.filter(({ name }) => used.has(name)),
    storage,
    accumulatorBytes: bytes,
    warpReduction: warpReductionOf(kernel),
    taken: new Set([
      ...cudaNames,
      ...vectors.flatMap(({ type }) => [...wordsOf(type)]),
      ...wordsOf(all.map(({ type }) => type).join(' ')),
    ]),
  };
}

/** Whether `__shfl_down_sync` and `__ldcg` have overloads for the type. */
function isPlain(type: Type): boolean {
  return type.kind === 'arithmetic' && type.category !== 'bool' && type.name !== 'half' && type.name !== 'bfloat16';
}

/** Whether any vector is read ahead. */
export function isStaged(model: CudaModel): boolean {
  return model.vectors.some(({ staged }) => staged !== undefined);
}

/** Whether a thread folds into several accumulators in turn. */
export function hasSeveral({ plan }: CudaModel): boolean {
  return plan.mapping === 'striped' && (plan.accumulators ?? 1) > 1;
}

/** What an accumulator variable holds. */
export function valueOf(model: CudaModel, name: string): string {
  return model.storage === 'plain' ? name : `${name}.$value`;
}

/** The total that `post_map_expr` gets, of an accumulator variable. */
export function totalOf(model: CudaModel, name: string): string {
  const value = valueOf(model, name);
  return model.program.compensation === undefined ? value : `@rounded(${value})`;
}

function validate({ threadsPerBlock, itemsPerThread, vecSize, maxBlocks, accumulators = 1 }: CudaPlan): void {
  const whole = (value: number): boolean => Number.isInteger(value) && value > 0;
  if (!whole(threadsPerBlock) || threadsPerBlock % 32 !== 0 || threadsPerBlock > 1024) {
    throw new RangeError(`threadsPerBlock must be a multiple of 32 up to 1024, not ${threadsPerBlock}`);
  }
  if (!whole(vecSize) || vecSize > 16 || (vecSize & (vecSize - 1)) !== 0) {
    throw new RangeError(`vecSize must be 1, 2, 4, 8 or 16, not ${vecSize}`);
  }
  if (!whole(itemsPerThread) || itemsPerThread % vecSize !== 0) {
    throw new RangeError(`itemsPerThread must be a multiple of vecSize (${vecSize}), not ${itemsPerThread}`);
  }
  if (!whole(accumulators) || itemsPerThread % accumulators !== 0) {
    throw new RangeError(`accumulators must divide itemsPerThread (${itemsPerThread}), not be ${accumulators}`);
  }
  if (!whole(maxBlocks)) throw new RangeError(`maxBlocks must be at least 1, not ${maxBlocks}`);
}
