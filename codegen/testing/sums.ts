import fc from 'fast-check';

/** The vectors of a dot product; a sum has factors of 1. */
export interface Dot {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** Values of a format with `precision` bits whose products neither overflow nor lose bits to underflow. */
function values(precision: 24 | 53): fc.Arbitrary<number> {
  const whole = fc.integer({ min: -(2 ** Math.min(precision, 31) - 1), max: 2 ** Math.min(precision, 31) - 1 });
  const low = fc.integer({ min: 0, max: 2 ** 22 - 1 });
  return fc
    .tuple(whole, low, fc.integer({ min: -30, max: 10 }))
    .map(([high, rest, exponent]) => (precision === 24 ? high : high * 2 ** 22 + rest) * 2 ** exponent);
}

/**
 * Data whose sum is much smaller than its elements: most of them come back negated, in another order, and a few stay.
 */
export function illConditioned(precision: 24 | 53, isDot: boolean): fc.Arbitrary<Dot> {
  const factor = isDot ? values(precision) : fc.constant(1);
  const pairs = fc.array(fc.tuple(values(precision), factor), { minLength: 1, maxLength: 120 });
  const rest = fc.array(fc.tuple(values(precision), factor), { minLength: 1, maxLength: 5 });
  return fc
    .tuple(pairs, rest, fc.integer({ min: 0, max: precision - 4 }), fc.infiniteStream(fc.nat(1 << 20)))
    .map(([large, small, shrink, order]) => {
      const all = [
        ...large,
        ...large.map(([x, y]): [number, number] => [-x, y]),
        ...small.map(([x, y]): [number, number] => [x * 2 ** -shrink, y]),
      ];
      // Fisher and Yates.
      for (let last = all.length - 1; last > 0; last--) {
        const other = (order.next().value ?? 0) % (last + 1);
        const [a, b] = [all[last], all[other]];
        if (a === undefined || b === undefined) continue;
        all[last] = b;
        all[other] = a;
      }
      return { x: all.map(([x]) => x), y: all.map(([, y]) => y) };
    });
}

/** Inputs with values that have no error to keep, or whose sum leaves the format. */
export function specialInputs(precision: 24 | 53, isDot: boolean): readonly Dot[] {
  const largest = precision === 24 ? 3.4028234663852886e38 : Number.MAX_VALUE;
  const sums = [
    [Infinity, 1, 2],
    [1, 2, -Infinity],
    [Infinity, -Infinity],
    [Infinity, 1, Infinity],
    [NaN, 1],
    [1, Infinity, NaN],
    [largest, largest],
    [-largest, -largest, 1],
    [-0, -0, -0],
    [-0, 0],
    [-0],
    [Infinity],
    Array.from({ length: 300 }, (_, k) => (k === 211 ? Infinity : k)),
    Array.from({ length: 300 }, (_, k) => (k === 5 ? NaN : 0.1 * k)).map(Math.fround),
  ];
  const ones = (x: readonly number[]): Dot => ({ x, y: x.map(() => 1) });
  const products: readonly Dot[] = [
    { x: [Infinity, 1], y: [0, 1] },
    { x: [largest, 1], y: [2, 1] },
    { x: [largest, largest], y: [2, -2] },
    { x: [-0, 0], y: [1, -1] },
  ];
  return [...sums.map(ones), ...(isDot ? products : [])];
}
