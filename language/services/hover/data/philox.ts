const lowWord = 0xffffffffn;

/**
 * One block of Philox4x32-10 (J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel random numbers: as easy as 1, 2, 3",
 * SC11) for the counter `block` and the key `seed`, as docs/random.md defines the streams of cases: two words of 64 bits.
 */
export function philoxBlock(seed: bigint, block: bigint): readonly [first: bigint, second: bigint] {
  let [x0, x1, x2, x3] = [block & lowWord, (block >> 32n) & lowWord, 0n, 0n];
  let [key0, key1] = [seed & lowWord, (seed >> 32n) & lowWord];
  for (let round = 0; round < 10; round++) {
    const product0 = 0xd2511f53n * x0;
    const product1 = 0xcd9e8d57n * x2;
    [x0, x1, x2, x3] = [
      (product1 >> 32n) ^ x1 ^ key0,
      product1 & lowWord,
      (product0 >> 32n) ^ x3 ^ key1,
      product0 & lowWord,
    ];
    key0 = (key0 + 0x9e3779b9n) & lowWord;
    key1 = (key1 + 0xbb67ae85n) & lowWord;
  }
  return [x0 | (x1 << 32n), x2 | (x3 << 32n)];
}

/** The 64-bit word of the scalar with that number. */
export function word64(seed: bigint, scalar: number): bigint {
  const [first, second] = philoxBlock(seed, BigInt(scalar) / 2n);
  return scalar % 2 === 0 ? first : second;
}

/** The 32-bit word of the scalar with that number. */
export function word32(seed: bigint, scalar: number): bigint {
  const [first, second] = philoxBlock(seed, BigInt(scalar) / 4n);
  const pair = scalar % 4 < 2 ? first : second;
  return scalar % 2 === 0 ? pair & lowWord : pair >> 32n;
}
