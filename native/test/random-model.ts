/** The random streams of docs/random.md once more, in TypeScript, to check the addon's against. */

const MASK = 0xffffffffn;

export type FourWords = readonly [bigint, bigint, bigint, bigint];

/** Philox4x32-10. */
export function philox(counter: FourWords, key: readonly [bigint, bigint]): FourWords {
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < 10; round += 1) {
    const p0 = 0xd2511f53n * c0;
    const p1 = 0xcd9e8d57n * c2;
    [c0, c1, c2, c3] = [(p1 >> 32n) ^ c1 ^ k0, p1 & MASK, (p0 >> 32n) ^ c3 ^ k1, p0 & MASK];
    k0 = (k0 + 0x9e3779b9n) & MASK;
    k1 = (k1 + 0xbb67ae85n) & MASK;
  }
  return [c0, c1, c2, c3];
}

function block(seed: bigint, index: number): FourWords {
  return philox([BigInt(index) & MASK, BigInt(index) >> 32n, 0n, 0n], [seed & MASK, seed >> 32n]);
}

/** The 32-bit word that scalar `index` takes. */
export function word32(seed: bigint, index: number): bigint {
  return block(seed, Math.floor(index / 4))[index % 4] ?? 0n;
}

/** The 64-bit word that scalar `index` takes. */
export function word64(seed: bigint, index: number): bigint {
  const words = block(seed, Math.floor(index / 2));
  return index % 2 === 0 ? words[0] | (words[1] << 32n) : words[2] | (words[3] << 32n);
}

export function uniform24(seed: bigint, index: number, lo: number, hi: number): number {
  return lo + (hi - lo) * (Number(word32(seed, index) >> 8n) * 2 ** -24);
}

export function uniform53(seed: bigint, index: number, lo: number, hi: number): number {
  return lo + (hi - lo) * (Number(word64(seed, index) >> 11n) * 2 ** -53);
}

export function integer(seed: bigint, index: number, lo: bigint, hi: bigint): bigint {
  return lo + ((word64(seed, index) * (hi - lo)) >> 64n);
}

export function normal(seed: bigint, index: number, mean: number, sd: number): number {
  const pair = index - (index % 2);
  const radius = Math.sqrt(-2 * Math.log((Number(word64(seed, pair) >> 11n) + 1) * 2 ** -53));
  const angle = 2 * Math.PI * (Number(word64(seed, pair + 1) >> 11n) * 2 ** -53);
  return mean + sd * radius * (index % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
}
