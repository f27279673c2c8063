import type { GeneratedSource } from '../generated';
import type { VectorAccess } from './accesses';

/** A program that looks for the first access of the map that is out of range. Its result is what `readFinding` takes. */
export interface BoundsCheck {
  readonly source: GeneratedSource;
  /** The accesses that findings number. */
  readonly accesses: readonly VectorAccess[];
  /** Names of vectors whose pointer goes where accesses cannot be followed, such as into a function. */
  readonly unfollowed: readonly string[];
}

export interface Finding {
  /** Which of the values of `i`, counted from 0. */
  readonly place: number;
  /** Undefined where a macro of the user's hides which one. */
  readonly access: VectorAccess | undefined;
  /** Position among the kernel's arguments. */
  readonly argument: number;
  /** The index, counted from the vector's first element. */
  readonly index: bigint;
}

/** Bytes of a finding: four `long long`, of which the first is -1 where nothing was found. */
export const findingBytes = 32;

/** Reads the result of a program that checks accesses; undefined where all were in range. */
export function readFinding({ accesses }: BoundsCheck, result: Uint8Array): Finding | undefined {
  const view = new DataView(result.buffer, result.byteOffset, result.byteLength);
  const [place = -1, access = -1, argument = -1] = [0, 8, 16].map((offset) => Number(view.getBigInt64(offset, true)));
  if (place < 0) return undefined;
  return { place, access: accesses[access], argument, index: view.getBigInt64(24, true) };
}
