import type { IndexRange, SliceParts } from '../checked';

/**
 * The values that `i` takes for `start:stop:step` of `n` elements: what Python's `slice(start, stop, step).indices(n)`
 * gives, with its count. Parts that are left out, and negative ones, mean what they mean in Python.
 *
 * Algorithm: `PySlice_AdjustIndices` of CPython's documentation of slice objects. `step` is not 0.
 */
export function resolveSlice(slice: SliceParts, n: number): IndexRange {
  const step = slice.step ?? 1;
  const forward = step > 0;
  // Where a range that runs backwards ends before the first element, its stop is -1.
  const lowest = forward ? 0 : -1;
  const highest = forward ? n : n - 1;
  const clamp = (index: number): number => {
    const counted = index < 0 ? index + n : index;
    return Math.max(lowest, Math.min(highest, counted));
  };
  const start = slice.start === undefined ? (forward ? lowest : highest) : clamp(slice.start);
  const stop = slice.stop === undefined ? (forward ? highest : lowest) : clamp(slice.stop);
  const count = Math.max(0, Math.ceil((stop - start) / step));
  return { start, step, count };
}
