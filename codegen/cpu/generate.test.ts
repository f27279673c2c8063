import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readKernel } from '../testing/read-kernel';
import type { GeneratedSource } from '../generated';
import type { CpuPlan } from '../plan';
import { generateCpp } from './generate';
import { planCpu } from './plan';
import { type ReductionRun, runReduction } from './testing/run-reduction';

function generate(text: string, plan: Partial<CpuPlan> = {}): GeneratedSource {
  const { document, kernel } = readKernel(text);
  return generateCpp({ document, kernel, fileName: 'test.reduce', plan: { ...planCpu(kernel), ...plan } });
}

const kernel = (fields: string, preamble = ''): string => `${preamble}\nkernel k {\n${fields}\n}\n`;
const floats = 'printf("%.9g %.17g\\n", *(const float *)result, *(const double *)reference);';
const ints = 'printf("%d %d\\n", *(const int *)result, *(const int *)reference);';

const dot = kernel(`
    dtype_out   = float32;
    arguments   = const float *x, const float *y;
    map_expr    = x[i] * y[i];
    reduce_expr = a + b;
    neutral     = 0;`);
const ramp = (n: number): string =>
  `static float x[${n}], y[${n}]; static const int filled = [] { for (int k = 0; k < ${n}; k++) x[k] = y[k] = (float)k; return 0; }();`;

describe('C++ for the CPU', () => {
  it('computes the dot product of the PyCUDA cookbook, and its reference', () => {
    const run: ReductionRun = { data: ramp(400), arguments: ['x', 'y'], n: 400, chunkSize: 1 << 16, print: floats };
    assert.deepEqual(runReduction(generate(dot), run), ['21253400 21253400']);
  });

  it('folds every length exactly once, whatever the lanes and chunks', () => {
    const text = kernel('dtype_out = int64; map_expr = i * i + n; reduce_expr = a + b; neutral = 0;');
    const print = 'printf("%lld %lld\\n", *(const long long *)result, *(const long long *)reference);';
    for (const mapping of ['striped', 'contiguous'] as const) {
      for (const [n, lanes, chunkSize] of [
        [1, 64, 16],
        [63, 64, 1000],
        [64, 64, 64],
        [129, 64, 129],
        [1000, 7, 33],
        [1000, 1, 1],
        [4097, 32, 1024],
      ] as const) {
        const squares = ((n - 1) * n * (2 * n - 1)) / 6 + n * n;
        const lines = runReduction(generate(text, { lanes, mapping }), {
          data: '',
          arguments: [],
          n,
          chunkSize,
          print,
        });
        assert.deepEqual(lines, [`${squares} ${squares}`], `${mapping} ${n} ${lanes} ${chunkSize}`);
      }
    }
  });

  it('takes the values of i from a slice, backwards too', () => {
    const source = generate(dot);
    const run = (start: number, step: number, count: number): string[] =>
      runReduction(source, {
        data: ramp(100),
        arguments: ['x', 'y'],
        n: 100,
        slice: { start, step, count },
        chunkSize: 7,
        print: floats,
      });
    const sum = [97, 94, 91, 88, 85, 82, 79, 76, 73, 70].reduce((total, k) => total + k * k, 0);
    assert.deepEqual(run(97, -3, 10), [`${sum} ${sum}`]);
    assert.deepEqual(run(5, 1, 1), ['25 25']);
  });

  it('keeps the order of a reduction that needs it, under the contiguous mapping', () => {
    // Not commutative: the last value wins; right for any order-preserving fold.
    const text = kernel('dtype_out = int32; arguments = const int *v; reduce_expr = a * 0 + b; neutral = 0;');
    const data =
      'static int v[1000]; static const int filled = [] { for (int k = 0; k < 1000; k++) v[k] = k; return 0; }();';
    const source = generate(text, { mapping: 'contiguous', lanes: 5 });
    for (const chunkSize of [1, 3, 64, 1000]) {
      const lines = runReduction(source, { data, arguments: ['v'], n: 1000, chunkSize, print: ints });
      assert.deepEqual(lines, ['999 999']);
    }
  });

  it('never calls reduce_expr for one element, and folds no neutral in', () => {
    const text = kernel('dtype_out = int32; arguments = const int *v; reduce_expr = a + b + 1000; neutral = 5;');
    const source = generate(text);
    const run = (n: number): string[] =>
      runReduction(source, { data: 'static int v[] = {7, 8};', arguments: ['v'], n, chunkSize: 4, print: ints });
    assert.deepEqual(run(1), ['7 7']);
    assert.deepEqual(run(2), ['1015 1015']);
    assert.deepEqual(run(0), ['5 5'], 'empty input gives the neutral');
  });

  it('refuses empty input without a neutral', () => {
    const text = kernel('dtype_out = int32; arguments = const int *v; reduce_expr = max(a, b);');
    const run = { data: 'static int v[1];', arguments: ['v'], n: 0, chunkSize: 4, print: ints };
    assert.deepEqual(runReduction(generate(text), run), ['refused 1 1']);
  });

  it('applies post_map_expr once, to the neutral of empty input too', () => {
    const text = kernel(`
    dtype_out     = float32;
    arguments     = const float *x, float scale;
    map_expr      = x[i] * x[i];
    reduce_expr   = a + b;
    neutral       = 4;
    post_map_expr = scale * sqrt(a) + n;`);
    const run = (n: number): string[] =>
      runReduction(generate(text), {
        data: 'static float x[] = {3, 4}, scale = 10;',
        arguments: ['x', '&scale'],
        n,
        chunkSize: 1,
        print: floats,
      });
    assert.deepEqual(run(2), ['52 52']);
    assert.deepEqual(run(0), ['20 20']);
  });

  it('folds structs without a default constructor', () => {
    const text = kernel(
      `dtype_out = span_of; arguments = const float *x;
       map_expr = span_of(x[i], x[i]); reduce_expr = span_of(fminf(a.lo, b.lo), fmaxf(a.hi, b.hi));`,
      'preamble { struct span_of { float lo, hi; __device__ span_of(float l, float h) : lo(l), hi(h) {} }; }',
    );
    const print = 'printf("%g %g\\n", ((const float *)result)[0], ((const float *)reference)[1]);';
    const data = 'static float x[] = {3, -4, 9, 1, 1, 1, 1, 1, 2, -5};';
    assert.deepEqual(runReduction(generate(text), { data, arguments: ['x'], n: 10, chunkSize: 6, print }), ['-5 9']);
  });

  it('adds complex numbers, and half in float', () => {
    const complex = kernel(`dtype_out = complex64; arguments = const pycuda::complex<float> *z, float s;
       map_expr = s * z[i] * conj(z[i]); reduce_expr = a + b; neutral = 0;`);
    const source = generate(complex);
    assert.deepEqual(source.reference, { dtype: 'complex128', bytes: 32, sumsOffset: 16 });
    const lines = runReduction(source, {
      data: 'static pycuda::complex<float> z[] = {{1, 2}, {3, -4}}; static float s = 2;',
      arguments: ['z', '&s'],
      n: 2,
      chunkSize: 10,
      print:
        'printf("%g %g %g\\n", ((const float *)result)[0], ((const float *)result)[1], ((const double *)reference)[0]);',
    });
    assert.deepEqual(lines, ['60 0 60']);

    const half = kernel(
      `dtype_out = float16; arguments = const half *h; map_expr = h[i]; reduce_expr = a + b; neutral = 0;`,
    );
    const sum = runReduction(generate(half), {
      data: 'static __half h[4096]; static const int filled = [] { for (auto &each : h) each = 1.0f; return 0; }();',
      arguments: ['h'],
      n: 4096,
      chunkSize: 1000,
      print: 'printf("%g %g\\n", (float)*(const __half *)result, *(const double *)reference);',
    });
    assert.deepEqual(sum, ['4096 4096'], 'beyond 2048, halves would lose every one that is added');
  });

  it('writes the sums that a condition number is made of behind the reference', () => {
    const sums = 'const double *const s = (const double *)reference; printf("%g %g %g\\n", s[0], s[1], s[2]);';
    const text = kernel(`
    dtype_out     = float32;
    arguments     = const float *x;
    map_expr      = 2 * x[i];
    reduce_expr   = a + b;
    neutral       = 7;
    post_map_expr = a * a;`);
    const run = (data: string, n: number): string[] =>
      runReduction(generate(text), { data, arguments: ['x'], n, chunkSize: 8, print: sums });
    assert.deepEqual(run('static float x[] = {1, -3, 1.5f};', 3), ['1 11 1']);
    assert.deepEqual(run('static float x[1];', 0), ['49 0 0']);

    const complex = kernel(
      'dtype_out = complex64; arguments = const pycuda::complex<float> *z; map_expr = z[i]; reduce_expr = a + b;',
    );
    const data = 'static pycuda::complex<float> z[] = {{3, 4}, {3, -4}};';
    const print = sums.replace('s[0], s[1], s[2]', 's[0], s[2], s[3]');
    assert.deepEqual(runReduction(generate(complex), { data, arguments: ['z'], n: 2, chunkSize: 8, print }), [
      '6 10 6',
    ]);
  });

  it('widens and compensates the reference of sums', () => {
    // 1e8 + 2^20 small terms whose float sum is far off.
    const data = `static float x[1 << 20], y[1 << 20];
static const int filled = [] { for (int k = 0; k < 1 << 20; k++) { x[k] = 0.1f; y[k] = k % 2 ? 1e8f : -1e8f; } y[0] = 1e8f; return 0; }();`;
    const run = { data, arguments: ['x', 'y'], n: 1 << 20, chunkSize: 1 << 16, print: floats };
    const [line = ''] = runReduction(generate(dot), run);
    // Exactly 2e8 times the float nearest to 0.1, once: all other products cancel.
    assert.equal(Number(line.split(' ')[1]), 2e8 * Math.fround(0.1));
  });

  it('carries an infinity and a NaN through the reference', () => {
    const source = generate(dot);
    const run = (x0: string): string[] =>
      runReduction(source, {
        data: `static float x[] = {${x0}, 1, 2}, y[] = {1, 1, 1};`,
        arguments: ['x', 'y'],
        n: 3,
        chunkSize: 8,
        print: floats,
      });
    assert.deepEqual(run('__builtin_inff()'), ['inf inf']);
    assert.match(run('__builtin_nanf("")')[0] ?? '', /^-?nan -?nan$/);
  });

  it('lets the user have any name', () => {
    const text = kernel(
      `dtype_out = float32;
       arguments = const float *parameters, const float *lane, float total, float partial, float linux, float acc;
       map_expr = parameters[i] * lane[i] + total + partial + linux + acc; reduce_expr = a + b; neutral = 0;`,
      'preamble { __device__ float begin(float end) { return end; } __device__ int wf_map, k, level; }',
    );
    const lines = runReduction(generate(text), {
      data: 'static float p[] = {1, 2}, q[] = {3, 4}, s = 1;',
      arguments: ['p', 'q', '&s', '&s', '&s', '&s'],
      n: 2,
      chunkSize: 1,
      print: floats,
    });
    assert.deepEqual(lines, ['19 19']);
  });

  it('has a symbol and a text that do not move with the kernel', () => {
    const moved = generate(`// a comment more\n\n${dot}`);
    assert.equal(moved.cacheText, generate(dot).cacheText);
    assert.notEqual(moved.text, generate(dot).text);
  });

  it('exports its entries as each compiler wants it', () => {
    const { document, kernel: checked } = readKernel(dot);
    const request = { document, kernel: checked, fileName: 'test.reduce', plan: planCpu(checked) };
    assert.match(generateCpp({ ...request, compiler: 'msvc' }).text, /extern "C" __declspec\(dllexport\) int\n/);
    assert.match(generateCpp(request).text, /extern "C" __attribute__\(\(visibility\("default"\)\)\) int\n/);
    assert.doesNotMatch(generateCpp(request).text, /_MSC_VER/);
  });

  it('sums double precision in more than double precision', () => {
    const text = kernel(
      'dtype_out = float64; arguments = const double *x; map_expr = x[i]; reduce_expr = a + b; neutral = 0;',
    );
    const lines = runReduction(generate(text), {
      data: 'static double x[] = {1, 1e100, 1, -1e100};',
      arguments: ['x'],
      n: 4,
      chunkSize: 4,
      print: 'printf("%g\\n", *(const double *)reference);',
    });
    assert.deepEqual(lines, ['2']);
  });

  it('keeps calls of functions that exist in single precision only as they are in the reference', () => {
    const text = kernel(`dtype_out = float32; arguments = const float *x, const int *k;
       map_expr = k[i] > 0 ? sqrtf(x[i]) : fmaxf(x[i], 0.5f); reduce_expr = b + a; neutral = 0;`);
    const lines = runReduction(generate(text), {
      data: 'static float x[] = {4, 9, 0}; static int k[] = {1, 1, 0};',
      arguments: ['x', 'k'],
      n: 3,
      chunkSize: 2,
      print: floats,
    });
    assert.deepEqual(lines, ['5.5 5.5']);
  });

  it('passes macros and include folders on, and drops what speaks to CUDA', () => {
    const text = kernel(
      `dtype_out = float32; arguments = const float *x; map_expr = x[i] * FACTOR; reduce_expr = a + b;
       options = "-DFACTOR=2", "--use_fast_math", "--define-macro=Y";`,
      'preamble { }',
    );
    assert.deepEqual(generate(text).options, ['-DFACTOR=2', '-DY']);
  });
});
