import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createChecker } from '../../document/checker';
import { convertPyCuda } from './convert';

/** Asserts what a script becomes, and that it has no errors. */
function becomes(python: string, expected: string): void {
  const text = convertPyCuda(python);
  assert.equal(text, expected);
  const { diagnostics } = createChecker().check(expected);
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    [],
  );
}

test('positional arguments, a name, options, and comments in their places', () => {
  becomes(
    `#!/usr/bin/env python
# Compares two signals.
import numpy as np

n = 10**6
x = gpuarray.to_gpu(np.random.randn(n).astype(np.float32))
y = gpuarray.to_gpu(2 * np.random.rand(n).astype(np.float32) - 1)

# The largest difference of magnitudes.
diff = ReductionKernel(np.dtype("float32"), "0", "max(a, b)", "abs(abs(x[i]) - abs(y[i]))",
                       "const float *x, float* y", "max_abs_diff", False, ["-use_fast_math"])
print("largest", diff(x, y).get())
elapsed = time.time() - start
`,
    `// Compares two signals.

// The largest difference of magnitudes.
kernel max_abs_diff {
    dtype_out   = float32;
    arguments   = const float *x, const float *y;
    map_expr    = abs(abs(x[i]) - abs(y[i]));
    reduce_expr = max(a, b);
    neutral     = 0;
    options     = "-use_fast_math";
}

case example of max_abs_diff {
    n = 1000000;
    x = normal(0, 1, seed = 1);
    y = uniform(-1, 1, seed = 2);
}

// elapsed = time.time() - start
`,
  );
});

test('scalars, implicitly concatenated strings, and a name given by keyword', () => {
  becomes(
    `scale_sum = ReductionKernel(
    dtype_out=np.float64,
    neutral=0,
    reduce_expr="a"
                "+b",
    map_expr=('factor * '
              'x[i]'),
    arguments="double factor, double *x",
    name="scaled_sum",
)
total = float(scale_sum(np.float64(0.5), gpuarray.to_gpu(np.linspace(0, 1, 101))).get())
`,
    `kernel scaled_sum {
    dtype_out   = float64;
    arguments   = double factor, const double *x;
    map_expr    = factor * x[i];
    reduce_expr = a + b;
    neutral     = 0;
}

case example of scaled_sum {
    n = 101;
    factor = 0.5;
    x = linspace(0, 1);
}
`,
  );
});

test('a struct with its preamble, registered under its C name', () => {
  becomes(
    `code = """
    struct extent { int lo; int hi; };

    __device__ extent join(extent p, extent q)
    {
        extent r = { min(p.lo, q.lo), max(p.hi, q.hi) };
        return r;
    }
"""
extent = np.dtype([("lo", np.int32), ("hi", np.int32)])
extent = get_or_register_dtype("extent", extent)
span = ReductionKernel(extent, "extent{2147483647, -2147483647 - 1}", "join(a, b)",
                       map_expr="extent{x[i], x[i]}", arguments="int *x", preamble=code)
found = span(gpuarray.to_gpu(np.random.randint(0, 100, size=20000).astype(np.int32))).get()
`,
    `preamble {
    struct extent { int lo; int hi; };

    __device__ extent join(extent p, extent q)
    {
        extent r = { min(p.lo, q.lo), max(p.hi, q.hi) };
        return r;
    }
}

kernel span {
    dtype_out   = extent;
    arguments   = const int *x;
    map_expr    = extent{x[i], x[i]};
    reduce_expr = join(a, b);
    neutral     = extent{2147483647, -2147483647 - 1};
}

case example of span {
    n = 20000;
    x = integers(0, 100, seed = 1);
}
`,
  );
});

test('several kernels, and a call for each', () => {
  becomes(
    `low = ReductionKernel(np.float32, neutral=np.inf, reduce_expr="fminf(a, b)", arguments="const float *x")
high = ReductionKernel(np.float32, neutral=-np.inf, reduce_expr="fmaxf(a, b)", arguments="const float *x")
data = gpuarray.to_gpu(np.array([3, 1, 2], dtype=np.float32))
print(low(data).get(), high(data).get())
`,
    `kernel low {
    dtype_out   = float32;
    arguments   = const float *x;
    reduce_expr = fminf(a, b);
    neutral     = INFINITY;
}

kernel high {
    dtype_out   = float32;
    arguments   = const float *x;
    reduce_expr = fmaxf(a, b);
    neutral     = -INFINITY;
}

case example of low {
    x = [3, 1, 2];
}

case example of high {
    x = [3, 1, 2];
}
`,
  );
});

test('a lookup table gives vectors lengths of their own', () => {
  becomes(
    `pick = ReductionKernel(np.float32, "0", "a+b", "x[index[i]]", "const int *index, const float *x")
index = gpuarray.arange(0, 1000, 2, dtype=np.int32)
x = gpuarray.zeros(1000, np.float32) + 1
pick(index, x)
`,
    `kernel pick {
    dtype_out   = float32;
    arguments   = const int *index, const float *x;
    map_expr    = x[index[i]];
    reduce_expr = a + b;
    neutral     = 0;
}

case example of pick {
    index = arange(0, 1000, 2);
    x = full(1, 1000);
}
`,
  );
});

test('argument objects, complex numbers, and an operator of booleans', () => {
  becomes(
    `k = ReductionKernel(np.complex64, "0", "a+b", "z[i]*w", arguments=[VectorArg(np.complex64, "z"), ScalarArg(np.float32, "w")])
every = reduction.ReductionKernel(np.int32, neutral="1", reduce_expr="a && b", map_expr="x[i] > 0", arguments="unsigned char *x")
`,
    `kernel k {
    dtype_out   = complex64;
    arguments   = const pycuda::complex<float> *z, float w;
    map_expr    = z[i] * w;
    reduce_expr = a + b;
    neutral     = 0;
}

kernel every {
    dtype_out   = int32;
    arguments   = const unsigned char *x;
    map_expr    = x[i] > 0;
    reduce_expr = a && b;
    neutral     = 1;
}
`,
  );
});

test('PyOpenCL: a context in front, qualifiers of address spaces, queues', () => {
  becomes(
    `ctx = cl.create_some_context()
queue = cl.CommandQueue(ctx)
a = cl_array.arange(queue, 400, dtype=numpy.float32)
krnl = ReductionKernel(ctx, numpy.float32, neutral="0", reduce_expr="a+b", map_expr="x[i]*y[i]",
        arguments="__global float *x, __global float *y")
result = krnl(a, a).get()
`,
    `kernel krnl {
    dtype_out   = float32;
    arguments   = const float *x, const float *y;
    map_expr    = x[i] * y[i];
    reduce_expr = a + b;
    neutral     = 0;
}

case example of krnl {
    x = arange(400);
    y = arange(400);
}
`,
  );
});

test('CuPy: parameters name elements, types are chosen by the call', () => {
  becomes(
    `l2norm = cp.ReductionKernel('T x', 'T y', 'x * x', 'a + b', 'y = sqrt(a)', '0', 'l2norm')
v = cp.arange(10, dtype=np.float32)
l2norm(v)
`,
    `// T is a type that each call of CuPy's kernel chooses: here it is float.
kernel l2norm {
    dtype_out     = float32;
    arguments     = const float *x;
    map_expr      = x[i] * x[i];
    reduce_expr   = a + b;
    neutral       = 0;
    post_map_expr = sqrt(a);
}

case example of l2norm {
    x = arange(10);
}
`,
  );
  becomes(
    `k = cupy.ReductionKernel(in_params='raw float64 table, int32 at', out_params='float64 y', map_expr='table[at] * 2.0',
        reduce_expr='a + b', post_map_expr='y = a', identity='0', reduce_type='double', name='gather')
`,
    `kernel gather {
    dtype_out   = float64;
    reduce_type = float64;
    arguments   = const double *table, const int *at;
    map_expr    = table[at[i]] * 2.0;
    reduce_expr = a + b;
    neutral     = 0;
}
`,
  );
});

test('a kernel in a method, with its data unknown: the rest stays as comments', () => {
  becomes(
    `class Counter:
    def __init__(self, limit):
        self.count = ReductionKernel(np.int64, neutral="0", reduce_expr="a+b",
            map_expr="x[i] > limit ? 1 : 0", arguments="float *x, float limit")

    def __call__(self, x):
        return self.count(x, self.limit).get()
`,
    `// class Counter:
// def __init__(self, limit):
kernel count {
    dtype_out   = int64;
    arguments   = const float *x, float limit;
    map_expr    = x[i] > limit ? 1 : 0;
    reduce_expr = a + b;
    neutral     = 0;
}

// def __call__(self, x):
// return self.count(x, self.limit).get()
`,
  );
});

test('a kernel that is called where it is made, and expressions over several lines', () => {
  becomes(
    `pi = 4 * ReductionKernel(np.float32, "0", "a+b", """
    x[i] * x[i]
        + y[i] * y[i] <= 1.0f
""", "float *x, float *y")(curandom.rand((1 << 20,)), curandom.rand((1 << 20,))).get() / (1 << 20)
`,
    `kernel pi {
    dtype_out   = float32;
    arguments   = const float *x, const float *y;
    map_expr    = x[i] * x[i]
        + y[i] * y[i] <= 1.0f;
    reduce_expr = a + b;
    neutral     = 0;
}

case example of pi {
    n = 1048576;
    x = uniform(0, 1, seed = 1);
    y = uniform(0, 1, seed = 2);
}
`,
  );
});

test('what is known only when the program runs is said, not guessed in silence', () => {
  const text =
    convertPyCuda('k = ReductionKernel(dtype, neutral=f"{start}", reduce_expr="a+b", arguments="%s *x" % name)\n') ??
    '';
  assert.match(text, /dtype_out is known only when the program runs: float32 is a guess/);
  assert.match(text, /neutral is known only when the program runs/);
  assert.match(text, /arguments is known only when the program runs/);
});

test('two kernels with preambles of their own keep them apart', () => {
  const text =
    convertPyCuda(
      `f = ReductionKernel(np.float32, "0", "a+b", "f(x[i])", "float *x", preamble="__device__ float f(float v) { return v; }")
g = ReductionKernel(np.float32, "0", "a+b", "f(x[i])", "float *x", preamble="__device__ float f(float v) { return 2 * v; }")
`,
    ) ?? '';
  assert.deepEqual(
    createChecker()
      .check(text)
      .diagnostics.filter(({ severity }) => severity === 'error'),
    [],
    text,
  );
});

test('names of kernels that are there already are not used again', () => {
  assert.match(
    convertPyCuda('k = ReductionKernel(np.float32, "0", "a+b", arguments="float *x")', ['k']) ?? '',
    /kernel k_2 \{/,
  );
});

test('a text without a kernel is not converted', () => {
  assert.equal(convertPyCuda('import numpy\nx = numpy.zeros(3)\n'), undefined);
  assert.equal(convertPyCuda('kernel total { }'), undefined);
});

test('a name that is given a new value from its old one, and names that go round in circles', () => {
  const kernel = 'k = ReductionKernel(np.float32, "0", "a+b", arguments="float *x")\n';
  const text =
    convertPyCuda(`${kernel}x = np.random.randn(4, 4)\nx = x.astype(np.float32)\nk(gpuarray.to_gpu(x))\n`) ?? '';
  assert.match(text, /n = 16;\n {4}x = normal\(0, 1, seed = 1\);/);
  assert.doesNotMatch(text, /^\/\//m);
  assert.match(convertPyCuda(`${kernel}x = y + 1\ny = x + 1\nx = x + y\nk(x)\n`) ?? '', /\/\/ k\(x\)/);
  convertPyCuda(`${kernel}x = np.ones(2)\n${'x = x + x\n'.repeat(60)}k(x)\n`);
  convertPyCuda(
    `${kernel}x0 = 1\n${Array.from({ length: 60 }, (_, i) => `x${i + 1} = x${i} + x${i}\n`).join('')}k(x60)\n`,
  );
});

test('no text makes it throw', () => {
  const script = `# note
code = r"""struct s { int a; };"""
x = gpuarray.to_gpu(2 * np.random.randn(10, 3).astype(np.float32) - 1)
k = ReductionKernel(np.dtype("f4"), neutral="0", reduce_expr="a+b", map_expr='x[i]', arguments="float *x", preamble=code)
assert abs(k(x).get() - {1: [2]}[1][0]) < 1e-3 if x else None
`;
  fc.assert(
    fc.property(
      fc.nat(script.length),
      fc.nat(30),
      fc.constantFrom('', '(', ')', '"', '"""', '[', ',', '=', '\n', '**', '{', '-', '#', '\\'),
      (from, length, insert) => {
        convertPyCuda(script.slice(0, from) + insert + script.slice(from + length));
      },
    ),
    { numRuns: 400 },
  );
  convertPyCuda(`k = ReductionKernel(${'('.repeat(5000)}`);
  convertPyCuda(`k = ReductionKernel(${'-'.repeat(5000)}1)`);
});

test('what was typed at prompts is told from what was printed', () => {
  const kernel = `kernel krnl {
    dtype_out   = float32;
    arguments   = const float *x, float t;
    map_expr    = x[i] * t;
    reduce_expr = a + b;
    neutral     = 0;
}

case example of krnl {
    x = [1, 2];
    t = 1.5;
}
`;
  becomes(
    `>>> import numpy as np
>>> krnl = ReductionKernel(np.float32, neutral="0",
...         reduce_expr="a+b", map_expr="x[i]*t", arguments="float *x, float t")
>>> print(krnl(np.array([1, 2]), 1.5).get())
4.5
`,
    kernel,
  );
  becomes(
    `In [1]: krnl = ReductionKernel(np.float32, neutral="0", reduce_expr="a+b",
   ...:     map_expr="x[i]*t", arguments="float *x, float t")

In [2]: krnl(np.array([1, 2]), 1.5).get()
Out[2]: array(4.5, dtype=float32)
`,
    kernel,
  );
});

test('quotation marks of books and fences of Markdown are no part of the program', () => {
  const expected = `kernel k {
    dtype_out   = float32;
    arguments   = const float *x;
    map_expr    = x[i];
    reduce_expr = a + b;
    neutral     = 0;
}
`;
  becomes('k = ReductionKernel(np.float32, “0”, “a+b”, ‘x[i]’, “float *x”)\n', expected);
  becomes('```python\nk = ReductionKernel(np.float32, "0", "a+b", "x[i]", "float *x")\n```\n', expected);
});

test('texts that a script puts together: f-strings, %, format, names of types', () => {
  const kernel = (map: string, argument: string): string => `kernel k {
    dtype_out   = float64;
    arguments   = ${argument};
    map_expr    = ${map};
    reduce_expr = a + b;
}
`;
  const script = (text: string): string =>
    `limit = 0.5\nt = np.float64\nk = ReductionKernel(t, None, "a+b", ${text})\n`;
  becomes(script('f"x[i] > {limit:.1f}", f"{dtype_to_ctype(t)} *x"'), kernel('x[i] > 0.5', 'const double *x'));
  becomes(
    script('"x[i] %% 2 > %s" % limit, "%(t)s *x" % {"t": dtype_to_ctype(t)}')
      .replace('x[i] %% 2', 'x[i] * %d')
      .replace('% limit', '% (2, limit)'),
    kernel('x[i] * 2 > 0.5', 'const double *x'),
  );
  becomes(
    script('"{{x}}[i] > {}".format(limit), "{t} *x".format(t="double")').replace('{{x}}', 'x'),
    kernel('x[i] > 0.5', 'const double *x'),
  );
});

test('an expression that is not known is a mistake, not the default', () => {
  const text = convertPyCuda('k = ReductionKernel(np.float32, "0", "a+b", make_map(), "float *x")\n') ?? '';
  assert.match(text, /map_expr is known only when the program runs/);
  const { diagnostics } = createChecker().check(text);
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code),
    ['missing-value'],
  );
});

test('structs that a script registers, declares, or only uses', () => {
  const struct = 'struct extent {\n    int lo;\n    int hi;\n};';
  const join = '__device__ extent join(extent p, extent q) { return p; }';
  const dtype = 'np.dtype([("lo", np.int32), ("hi", np.int32)])';
  const call = (type: string, preamble: string): string =>
    `k = ReductionKernel(${type}, "extent{0, 0}", "join(a, b)", "extent{x[i], x[i]}", "int *x", preamble=${preamble})\n`;
  for (const script of [
    `d = ${dtype}\nregister_dtype(d, "extent")\n${call('d', `"""${struct}\n${join}"""`)}`,
    `d = ${dtype}\nd, c = cl.tools.match_dtype_to_c_struct(device, "extent", d)\nd = get_or_register_dtype("extent", d)\n${call('d', `c + "${join}"`)}`,
    `d = ${dtype}\n${call('d', `"""${struct}\n${join}"""`)}`,
    call('extent_dtype', `"""${struct}\n${join}"""`),
  ]) {
    becomes(
      script,
      `preamble {
    struct extent {
        int lo;
        int hi;
    };
    ${join}
}

kernel k {
    dtype_out   = extent;
    arguments   = const int *x;
    map_expr    = extent{x[i], x[i]};
    reduce_expr = join(a, b);
    neutral     = extent{0, 0};
}
`,
    );
  }
});

test('a preamble loses what only PyCUDA knows', () => {
  const text = convertPyCuda(
    'k = ReductionKernel(np.complex64, "0", "a+b", "x[i]", "pycuda::complex<float> *x", preamble="#include <pycuda-complex.hpp>")',
  );
  assert.doesNotMatch(text ?? '', /preamble/);
});

test('what is computed from a result, and reductions along an axis, stay as comments', () => {
  const kernel = 'k = ReductionKernel(np.float32, "0", "a+b", "x[i]", "float *x")\nx = np.ones(4)\n';
  const text = convertPyCuda(
    `${kernel}print(math.sqrt(k(x).get()))\nprint(float(k(x).get()))\nassert k(x).get() == 4\n`,
  );
  assert.equal(text?.match(/^case /gm)?.length, 1);
  assert.deepEqual(text.match(/^\/\/ .*/gm), ['// print(math.sqrt(k(x).get()))', '// assert k(x).get() == 4']);
  assert.match(convertPyCuda(`${kernel}k(x, axis=1)\n`) ?? '', /\/\/ k\(x, axis=1\)/);
});
