/** Kernels whose bits are compared, each with a plain model of what its expressions compute. */
export interface Subject {
  readonly name: string;
  readonly text: string;
  /** The kernel's arguments for `n` elements. */
  readonly data: (n: number, random: Random) => Data;
  /** False where the emulator lacks what the kernel calls, or leaves its value open. */
  readonly emulates: boolean;
}

export interface Data {
  readonly arguments: readonly Uint8Array[];
  /** The mapped value of an element, and what two values combine to: numbers that a JSON of the accumulator holds. */
  readonly map: (i: number) => Parts;
  readonly reduce: (a: Parts, b: Parts) => Parts;
  /** The result's bytes. Undefined stands for no elements. */
  readonly finish: (total: Parts | undefined) => Uint8Array;
}

/** The numbers that an accumulator consists of. */
export type Parts = readonly number[];

/** Numbers from 0 to 1 (mulberry32 by Tommy Ettinger, public domain): the same ones in every run. */
export class Random {
  constructor(private state: number) {}

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Of either sign and any of many magnitudes: sums of such cancel, and each order gives its own bits. */
  wide(): number {
    return (this.next() - 0.5) * 10 ** Math.floor(12 * this.next() - 6);
  }
}

const f = Math.fround;

const mulf = (x: number, y: number): number => f(x * y);
const addf = (x: number, y: number): number => f(x + y);
const subf = (x: number, y: number): number => f(x - y);

export function bytesOf(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

const floats = (...values: number[]): Uint8Array => bytesOf(Float32Array.from(values));
const doubles = (...values: number[]): Uint8Array => bytesOf(Float64Array.from(values));

export const dot: Subject = {
  name: 'dot product of float32',
  emulates: true,
  text: `kernel dot {
    dtype_out     = float32;
    arguments     = const float *x, const float *y, float scale;
    map_expr      = x[i] * y[i] + scale;
    reduce_expr   = a + b;
    neutral       = 0;
    post_map_expr = a / n;
    deterministic = true;
}`,
  data(n, random) {
    const [x, y] = [0, 1].map(() => Float32Array.from({ length: n }, () => random.wide())) as [
      Float32Array,
      Float32Array,
    ];
    const scale = f(0.1);
    return {
      arguments: [bytesOf(x), bytesOf(y), floats(scale)],
      map: (i) => [addf(mulf(x[i] ?? 0, y[i] ?? 0), scale)],
      reduce: ([a = 0], [b = 0]) => [addf(a, b)],
      finish: (total) => floats(f((total?.[0] ?? 0) / f(n))),
    };
  },
};

export const weights: Subject = {
  name: 'quotients and roots in float64',
  emulates: true,
  text: `kernel weights {
    dtype_out     = float64;
    arguments     = const double *x, const float *w;
    map_expr      = sqrt(x[i] * x[i] + 1.0) / (w[i] - 3.0);
    reduce_expr   = a + b;
    neutral       = 0;
    deterministic = true;
}`,
  data(n, random) {
    const x = Float64Array.from({ length: n }, () => random.wide());
    const w = Float32Array.from({ length: n }, () => random.next());
    return {
      arguments: [bytesOf(x), bytesOf(w)],
      map: (i) => [Math.sqrt((x[i] ?? 0) * (x[i] ?? 0) + 1) / ((w[i] ?? 0) - 3)],
      reduce: ([a = 0], [b = 0]) => [a + b],
      finish: (total) => doubles(total?.[0] ?? 0),
    };
  },
};

export const product: Subject = {
  name: 'sum of products of complex64',
  emulates: true,
  text: `kernel product {
    dtype_out     = complex64;
    arguments     = const pycuda::complex<float> *z;
    map_expr      = z[i] * conj(z[i]) + z[i];
    reduce_expr   = a + b;
    neutral       = 0;
    deterministic = true;
}`,
  data(n, random) {
    const z = Float32Array.from({ length: 2 * n }, () => random.wide());
    return {
      arguments: [bytesOf(z)],
      map(i) {
        const [re, im] = [z[2 * i] ?? 0, z[2 * i + 1] ?? 0];
        const [real, imaginary] = [subf(mulf(re, re), mulf(im, -im)), addf(mulf(re, -im), mulf(im, re))];
        return [addf(real, re), addf(imaginary, im)];
      },
      reduce: ([a = 0, b = 0], [c = 0, d = 0]) => [addf(a, c), addf(b, d)],
      finish: (total) => floats(...(total ?? [0, 0])),
    };
  },
};

export const moments: Subject = {
  name: 'mean and spread in a struct',
  emulates: true,
  text: `preamble {
    struct Moments { float count, mean, spread; };
}
kernel moments {
    dtype_out     = Moments;
    arguments     = const float *x;
    map_expr      = Moments{1.0f, x[i], 0.0f};
    reduce_expr   = merged(a, b);
    neutral       = Moments{0.0f, 0.0f, 0.0f};
    deterministic = true;
    preamble {
        __device__ Moments merged(Moments a, Moments b) {
            const float count = a.count + b.count;
            const float delta = b.mean - a.mean;
            const float part = b.count / count;
            return {count, a.mean + delta * part, a.spread + b.spread + delta * delta * a.count * part};
        }
    }
}`,
  data(n, random) {
    const x = Float32Array.from({ length: n }, () => random.wide());
    return {
      arguments: [bytesOf(x)],
      map: (i) => [1, x[i] ?? 0, 0],
      reduce([aCount = 0, aMean = 0, aSpread = 0], [bCount = 0, bMean = 0, bSpread = 0]) {
        const count = addf(aCount, bCount);
        const delta = subf(bMean, aMean);
        const part = f(bCount / count);
        const spread = mulf(mulf(mulf(delta, delta), aCount), part);
        return [count, addf(aMean, mulf(delta, part)), addf(addf(aSpread, bSpread), spread)];
      },
      finish: (total) => floats(...(total ?? [0, 0, 0])),
    };
  },
};

export const bytes: Subject = {
  name: 'sum of int8 in float32, weighted by the index',
  emulates: true,
  text: `kernel bytes {
    dtype_out     = float32;
    arguments     = const signed char *x;
    map_expr      = x[i] * 0.1f + i;
    reduce_expr   = a + b;
    neutral       = 0;
    deterministic = true;
}`,
  data(n, random) {
    const x = Int8Array.from({ length: n }, () => Math.floor(256 * random.next()) - 128);
    return {
      arguments: [bytesOf(x)],
      map: (i) => [addf(mulf(x[i] ?? 0, f(0.1)), f(i))],
      reduce: ([a = 0], [b = 0]) => [addf(a, b)],
      finish: (total) => floats(total?.[0] ?? 0),
    };
  },
};

export const reciprocals: Subject = {
  name: 'a function of the index alone',
  emulates: true,
  text: `kernel reciprocals {
    dtype_out     = float32;
    map_expr      = 1.0f / (i + 1);
    reduce_expr   = a + b;
    neutral       = -1;
    deterministic = true;
}`,
  data() {
    return {
      arguments: [],
      map: (i) => [f(1 / f(i + 1))],
      reduce: ([a = 0], [b = 0]) => [addf(a, b)],
      finish: (total) => floats(total?.[0] ?? -1),
    };
  },
};

/** Zeros of both signs and NaNs among the values: which of them comes out depends on the rule alone. */
export const smallest: Subject = {
  name: 'fmin over zeros and NaNs',
  emulates: false,
  text: `kernel smallest {
    dtype_out     = float32;
    arguments     = const float *x;
    reduce_expr   = fminf(a, b);
    neutral       = INFINITY;
    deterministic = true;
}`,
  data(n, random) {
    const special = [0, -0, 0, NaN, 1];
    const x = Float32Array.from({ length: n }, () => special[Math.floor(5 * random.next())] ?? 0);
    return {
      arguments: [bytesOf(x)],
      map: (i) => [x[i] ?? 0],
      reduce: ([a = 0], [b = 0]) => [Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.min(a, b)],
      finish: (total) => floats(total?.[0] ?? Infinity),
    };
  },
};

export const subjects: readonly Subject[] = [dot, weights, product, moments, bytes, reciprocals, smallest];
