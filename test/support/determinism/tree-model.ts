import type { FoldTree } from '../../../codegen';

/**
 * A deterministic reduction, thread by thread as a GPU does it and as plainly as can be: what the generated programs are
 * compared with. Undefined for no values.
 */
export function foldInTree<Value>(
  tree: FoldTree,
  values: readonly Value[],
  reduce: (a: Value, b: Value) => Value,
): Value | undefined {
  const { threadsPerBlock, itemsPerThread, vecSize, maxBlocks } = tree;
  const tile = threadsPerBlock * itemsPerThread;
  const tiles = Math.ceil(values.length / tile);
  const blocks = Math.min(maxBlocks, tiles);

  const partials: Value[] = [];
  for (let block = 0; block < blocks; block++) {
    const threads: (Value | undefined)[] = new Array<Value | undefined>(threadsPerBlock).fill(undefined);
    for (let thread = 0; thread < threadsPerBlock; thread++) {
      for (let first = block * tile; first < values.length; first += blocks * tile) {
        for (let item = 0; item < itemsPerThread; item++) {
          const group = Math.floor(item / vecSize);
          const place = first + (group * threadsPerBlock + thread) * vecSize + (item % vecSize);
          threads[thread] = joined(threads[thread], values[place], reduce);
        }
      }
    }
    push(partials, foldThreads(threads, reduce));
  }

  const share = Math.ceil(blocks / threadsPerBlock);
  const last: (Value | undefined)[] = new Array<Value | undefined>(threadsPerBlock).fill(undefined);
  partials.forEach((partial, block) => {
    const thread = Math.floor(block / share);
    last[thread] = joined(last[thread], partial, reduce);
  });
  return foldThreads(last, reduce);
}

/** Warps fold by shuffles down, then the first warp folds the totals of all. */
function foldThreads<Value>(
  threads: readonly (Value | undefined)[],
  reduce: (a: Value, b: Value) => Value,
): Value | undefined {
  const totals: (Value | undefined)[] = [];
  for (let first = 0; first < threads.length; first += 32)
    totals.push(foldWarp(threads.slice(first, first + 32), reduce));
  return foldWarp(totals, reduce);
}

function foldWarp<Value>(
  lanes: readonly (Value | undefined)[],
  reduce: (a: Value, b: Value) => Value,
): Value | undefined {
  let current = [...lanes];
  for (let offset = 1; offset < 32; offset *= 2) {
    current = current.map((value, lane) => joined(value, current[lane + offset], reduce));
  }
  return current[0];
}

function joined<Value>(
  total: Value | undefined,
  value: Value | undefined,
  reduce: (a: Value, b: Value) => Value,
): Value | undefined {
  if (value === undefined) return total;
  return total === undefined ? value : reduce(total, value);
}

function push<Value>(values: Value[], value: Value | undefined): void {
  if (value !== undefined) values.push(value);
}
