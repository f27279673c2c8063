/**
 * Deterministic kernels that between them use everything that such kernels may use, with cases at every boundary of their
 * trees. What comes out shows the sign of zeros: 1 / -0 is -inf. Inputs are uniform or integers, which are the same bits
 * on every device.
 */
export const kernels = `
kernel dot {
    dtype_out   = float32;
    arguments   = const float *x, const float *y;
    map_expr    = x[i] * y[i];
    reduce_expr = a + b;
    neutral     = 0;
    deterministic = true;
}

// Terms of 1e8 that cancel, and what is left of them: each order gives other digits.
kernel ill_conditioned {
    dtype_out   = float32;
    arguments   = const float *x;
    map_expr    = (i % 2 == 0 ? 1e8f : -1e8f) * x[i / 2 % 1024] + x[i % 1000];
    reduce_expr = a + b;
    neutral     = 0;
    deterministic = true;
}

kernel doubles {
    dtype_out   = float64;
    arguments   = const double *x, const float *y;
    map_expr    = sqrt(fma(x[i], x[i], 1.0)) / (y[i] - 3.0) + __dmul_rn(x[i], 0.1) - trunc(x[i] * 1e3);
    reduce_expr = a + b;
    neutral     = 0;
    deterministic = true;
}

kernel floats {
    dtype_out     = float32;
    arguments     = const float *x, const int *k;
    map_expr      = floorf(x[i]) + ceilf(x[i]) + truncf(x[i]) + rintf(x[i]) + nearbyintf(x[i]) + roundf(x[i])
                    + sqrtf(fabsf(x[i])) + fmaf(x[i], 3.0f, 0.1f) + fmaxf(x[i], 0.1f) + fminf(x[i], 0.2f)
                    + __fdiv_rn(x[i], 3.0f) + __frcp_rn(x[i] + 200.0f) + __fsqrt_rn(fabsf(x[i])) + (float)k[i]
                    + __int2float_rn(k[i]) + (float)((long long)k[i] * 1000003) + max(x[i], 1.0f) + abs(x[i])
                    + (isnan(x[i]) || isinf(x[i]) || !isfinite(x[i]) ? 1.0f : x[i] / 7.0f);
    reduce_expr   = a + b;
    neutral       = 0;
    post_map_expr = a / n;
    deterministic = true;
}

kernel signs_of_zero {
    dtype_out     = int64;
    arguments     = const float *x;
    map_expr      = (1.0f / ceilf(x[i]) < 0.0f) + 3 * (1.0f / rintf(x[i]) < 0.0f) + 5 * (1.0f / truncf(x[i]) < 0.0f)
                    + 7 * (1.0f / roundf(x[i]) < 0.0f) + 11 * (1.0f / nearbyintf(x[i]) < 0.0f)
                    + 13 * (1.0f / fminf(0.0f, -0.0f * x[i]) < 0.0f) + 17 * (1.0f / fmaxf(-0.0f, 0.0f * x[i]) < 0.0f)
                    + 19 * (1.0f / (float)(half)(1e-12f * x[i]) < 0.0f) + 23 * (1.0f / floorf(0.0f * x[i]) < 0.0f);
    reduce_expr   = a + b;
    neutral       = 0;
    deterministic = true;
}

kernel smallest_zero {
    dtype_out     = float32;
    arguments     = const float *x;
    map_expr      = 0.0f * x[i];
    reduce_expr   = fminf(a, b);
    neutral       = INFINITY;
    post_map_expr = 1.0f / a;
    deterministic = true;
}

// Quotients of zeros, which are no numbers, are passed over; subnormal values are kept.
kernel largest_number {
    dtype_out     = float32;
    arguments     = const float *x;
    map_expr      = (x[i] > 0.0f ? 0.0f : 1e-40f * x[i]) / (x[i] > 0.5f ? 0.0f : 1.0f);
    reduce_expr   = fmaxf(a, b);
    neutral       = -INFINITY;
    deterministic = true;
}

kernel subnormal {
    dtype_out   = float32;
    arguments   = const float *x;
    map_expr    = 1e-40f * x[i];
    reduce_expr = a + b;
    neutral     = 0;
    deterministic = true;
}

kernel integers {
    dtype_out   = uint64;
    arguments   = const int *k, const unsigned *u;
    map_expr    = (unsigned long long)(__popc(u[i]) + __clz(k[i]) + __ffs(k[i]) + __mulhi(k[i], 12345) + (k[i] >> 3) % 7)
                  + (u[i] >> (u[i] % 32)) + __brev(u[i]) + __umulhi(u[i], u[i]) + min(k[i], 5) + max(u[i], 9u) + abs(k[i] / 3)
                  + __byte_perm(u[i], (unsigned)k[i], 0x5410) + (u[i] ^ ~u[i] << 2) + (k[i] < 0 && u[i] != 4u ? 1 : 0);
    reduce_expr = a * 3 + b * 3;
    neutral     = 0;
    deterministic = true;
}

kernel complex_product {
    dtype_out   = complex64;
    arguments   = const pycuda::complex<float> *z, const float *x;
    map_expr    = z[i] * conj(z[i]) / (z[i] + 2.5f) + norm(z[i]) * x[i] + z[i].imag();
    reduce_expr = a + b;
    neutral     = 0;
    deterministic = true;
}

kernel pairs {
    dtype_out   = complex128;
    arguments   = const cuFloatComplex *p;
    map_expr    = pycuda::complex<double>(cuCreal(cuCdiv(make_cuDoubleComplex(p[i].x, p[i].y), make_cuDoubleComplex(3.0, p[i].x))), p[i].y);
    reduce_expr = a + b;
    neutral     = 0;
    deterministic = true;
}

kernel halves {
    dtype_out   = float16;
    arguments   = const half *h, const __nv_bfloat16 *f;
    map_expr    = __half2float(h[i]) * (float)f[i] + (h[i] < h[0] ? 0.5f : 0.25f) + (float)__float2half((float)f[i] / 3.0f)
                  + (float)(__nv_bfloat16)((float)h[i] / 3.0f);
    reduce_expr = a + b;
    neutral     = 0;
    post_map_expr = a / n;
    deterministic = true;
}

kernel of_bytes {
    dtype_out   = float32;
    arguments   = const signed char *x;
    map_expr    = x[i] * 0.1f;
    reduce_expr = a + b;
    neutral     = 0;
    deterministic = true;
}

kernel of_index {
    dtype_out   = float64;
    map_expr    = 1.0 / (i + 1);
    reduce_expr = a + b;
    neutral     = 0;
    deterministic = true;
}

kernel moments {
    dtype_out     = Moments;
    arguments     = const float *x;
    map_expr      = Moments{1.0f, x[i], 0.0f};
    reduce_expr   = merged(a, b);
    neutral       = Moments{0.0f, 0.0f, 0.0f};
    deterministic = true;
    preamble {
        struct Moments { float count, mean, spread; };
        __device__ Moments merged(Moments a, Moments b) {
            const float count = a.count + b.count;
            const float delta = b.mean - a.mean;
            const float part = b.count / count;
            return {count, a.mean + delta * part, a.spread + b.spread + delta * delta * a.count * part};
        }
    }
}
`;

/** How each kernel's arguments are bound. */
const bindings: Readonly<Record<string, string>> = {
  dot: 'x = uniform(-1, 1); y = uniform(-1, 1);',
  ill_conditioned: 'x = uniform(-1, 1, 1024);',
  doubles: 'x = uniform(-10, 10); y = uniform(-1, 1);',
  floats: 'x = uniform(-100, 100); k = integers(-2000000000, 2000000000);',
  signs_of_zero: 'x = uniform(-1, 1);',
  smallest_zero: 'x = uniform(-1, 1);',
  largest_number: 'x = uniform(-1, 1);',
  subnormal: 'x = uniform(-1, 1);',
  integers: 'k = integers(-2000000000, 2000000000); u = integers(0, 4294967296);',
  complex_product: 'z = uniform(-1, 1); x = uniform(-1, 1);',
  pairs: 'p = uniform(-1, 1);',
  halves: 'h = uniform(-4, 4); f = uniform(-4, 4);',
  of_bytes: 'x = integers(-128, 128);',
  of_index: '',
  moments: 'x = uniform(-1, 1);',
};

/** Slices whose elements cannot be read in words, and some that can. */
const slices = ['1:', '::2', '::-1', '99990::-7', '16:90000'];

/** The kernels with a case for each number of elements, and with some slices. */
export function casesOf(lengths: readonly number[]): string {
  const cases = Object.entries(bindings).flatMap(([kernel, values]) => [
    ...lengths.map((n) => `case of_${n} of ${kernel} { n = ${n}; ${values} }`),
    ...slices.map((slice, k) => `case slice_${k} of ${kernel} { n = 100003; slice = ${slice}; ${values} }`),
  ]);
  return `${kernels}\n${cases.join('\n')}\n`;
}
