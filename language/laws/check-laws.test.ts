import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LawKernel } from './testing/law-kernel';
import { examine, lawWarning } from './testing/law-kernel';

const numeric = ['int8', 'int32', 'int64', 'uint32', 'uint64', 'float32', 'float64'];
const signed = ['int8', 'int32', 'int64', 'float32', 'float64'];
const integers = ['int8', 'int32', 'int64', 'uint8', 'uint32', 'uint64'];

function code(kernel: LawKernel): string | undefined {
  return examine(kernel).laws?.code;
}

describe('operators that break a law', () => {
  it('shows the smallest counterexample in the user’s own expression', () => {
    const { laws, text } = examine({ dtype: 'int32', reduce: '(a-b)' });
    assert.equal(laws?.code, 'not-associative');
    assert.match(laws.message, /not associative: \(1-1\)-1 = -1 but 1-\(1-1\) = 1\./);
    assert.equal(text.slice(laws.span.start, laws.span.end), '(a-b)');
  });

  it('finds what is not associative in every numeric type', () => {
    for (const dtype of numeric) {
      for (const reduce of ['a - b', 'a+2*b', 'a+2*b+b*b', 'a/b', '(a+b)/2', 'a*b+1']) {
        assert.equal(code({ dtype, reduce }), 'not-associative', `${reduce} of ${dtype}`);
      }
    }
    assert.equal(code({ dtype: 'bool', reduce: 'a && !b' }), 'not-associative');
    assert.equal(code({ reduce: 'fmodf(a, b)' }), 'not-associative');
    assert.equal(code({ dtype: 'complex64', reduce: 'a - b' }), 'not-associative');
  });

  it('puts the calls of a function into each other', () => {
    const preamble = '__device__ int combine(int a, int b) { return a - b; }';
    assert.match(
      lawWarning({ preamble, dtype: 'int32', reduce: 'combine(a, b)' }) ?? '',
      /: combine\(combine\(1, 1\), 1\) = -1 but combine\(1, combine\(1, 1\)\) = 1/,
    );
  });

  it('names structs by their fields', () => {
    const message = lawWarning({
      preamble: 'struct Range { int lo; int hi; };',
      dtype: 'Range',
      element: 'int',
      map: 'Range{x[i], x[i]}',
      reduce: 'Range{a.lo - b.lo, max(a.hi, b.hi)}',
    });
    assert.match(
      message ?? '',
      /f\(f\(\{lo: 1, hi: 1\}, \{lo: 1, hi: 1\}\), \{lo: 1, hi: 1\}\) = \{lo: -1, hi: 1\} but/,
    );
    assert.match(message ?? '', /where f\(a, b\) is the reduce_expr/);
  });

  it('finds an operator that depends on the order of elements only', () => {
    const preamble = `struct M { int a, b, c, d; };
      __device__ M mul(M x, M y) {
        return M{x.a*y.a + x.b*y.c, x.a*y.b + x.b*y.d, x.c*y.a + x.d*y.c, x.c*y.b + x.d*y.d};
      }`;
    const kernel = { preamble, dtype: 'M', element: 'int', map: 'M{x[i], 1, 1, 0}', reduce: 'mul(a, b)' };
    assert.equal(code({ ...kernel, neutral: 'M{1, 0, 0, 1}' }), 'not-commutative');
  });

  it('leaves an ignored operand to the type checker', () => {
    assert.equal(examine({ dtype: 'int32', reduce: 'a' }).laws, undefined);
  });

  it('takes scalars from the cases, and names them', () => {
    const kernel = { dtype: 'int32', more: 'int m', reduce: 'a + m*b' };
    assert.match(lawWarning({ ...kernel, cases: ['n = 4; x = ones(); m = 3;'] }) ?? '', /, with m = 3\./);
    assert.equal(lawWarning({ ...kernel, cases: ['n = 4; x = ones(); m = 1;'] }), undefined);
  });

  it('finds a Welford merge that forgets a term', () => {
    const merge = welford('float').replace('a.m2 + b.m2 +', 'a.m2 +');
    assert.equal(code({ preamble: merge, dtype: 'W', map: 'W{x[i], 0, 1}', reduce: 'merge(a, b)' }), 'not-associative');
  });
});

describe('neutral elements that are none', () => {
  it('finds 1 for + and proposes 0', () => {
    for (const dtype of numeric) {
      const { laws, text } = examine({ dtype, reduce: 'a + b', neutral: '1' });
      assert.equal(laws?.code, 'neutral-not-identity', dtype);
      assert.match(
        laws.message,
        /neutral 1 is not the identity of reduce_expr: 1 \+ 1 = 2, not 1\. The identity is 0\./,
      );
      assert.equal(text.slice(laws.span.start, laws.span.end), '1');
      assert.equal(laws.fixes[0]?.edits[0]?.newText, '0');
    }
  });

  it('finds 0 for max where the map yields negative values', () => {
    for (const dtype of signed) {
      for (const reduce of ['max(a, b)', 'a > b ? a : b']) {
        assert.match(
          lawWarning({ dtype, reduce, neutral: '0' }) ?? '',
          /neutral 0 is not the identity .* = 0, not -1\./,
        );
      }
    }
  });

  it('accepts 0 for max where the map yields none', () => {
    assert.equal(lawWarning({ reduce: 'fmaxf(a, b)', neutral: '0', map: 'fabsf(x[i])' }), undefined);
    assert.equal(lawWarning({ reduce: 'fmaxf(a, b)', neutral: '0', map: 'x[i] * x[i]' }), undefined);
    assert.equal(lawWarning({ dtype: 'int32', reduce: 'max(a, b)', neutral: '0', map: 'x[i] > 3' }), undefined);
    assert.equal(
      lawWarning({ dtype: 'int32', element: 'unsigned char', reduce: 'max(a, b)', neutral: '0' }),
      undefined,
    );
    for (const dtype of ['uint8', 'uint32', 'uint64']) {
      assert.equal(lawWarning({ dtype, reduce: 'max(a, b)', neutral: '0' }), undefined);
    }
  });

  it('finds constants that people take for the other end of the range', () => {
    assert.match(lawWarning({ reduce: 'fmaxf(a, b)', neutral: 'FLT_MAX' }) ?? '', /The identity is -INFINITY/);
    assert.match(lawWarning({ reduce: 'fmaxf(a, b)', neutral: 'FLT_MIN' }) ?? '', /The identity is -INFINITY/);
    assert.match(lawWarning({ reduce: 'fmaxf(a, b)', neutral: 'INFINITY' }) ?? '', /The identity is -INFINITY/);
    assert.match(lawWarning({ dtype: 'int64', reduce: 'min(a, b)', neutral: '0' }) ?? '', /is 9223372036854775807\./);
    assert.match(lawWarning({ dtype: 'int32', reduce: 'min(a, b)', neutral: '100' }) ?? '', /is 2147483647\./);
    assert.match(lawWarning({ dtype: 'bool', reduce: 'a && b', neutral: 'false' }) ?? '', /The identity is true/);
    assert.match(lawWarning({ dtype: 'int32', reduce: 'a & b', neutral: '0' }) ?? '', /The identity is -1/);
  });

  it('accepts what real kernels use', () => {
    for (const neutral of ['-INFINITY', '-FLT_MAX', '-1e32f']) {
      assert.equal(lawWarning({ reduce: 'fmaxf(a, b)', neutral }), undefined, neutral);
    }
  });
});

describe('operators that keep the laws', () => {
  const accepted = (kernel: LawKernel): void => {
    assert.equal(examine(kernel).laws?.message, undefined, `${kernel.reduce} of ${kernel.dtype ?? 'float32'}`);
  };

  it('accepts sums, products, minima and maxima of every type', () => {
    for (const dtype of [...numeric, 'float16', 'bfloat16']) {
      accepted({ dtype, reduce: 'a + b', neutral: '0' });
      accepted({ dtype, reduce: 'a * b', neutral: '1' });
      accepted({ dtype, reduce: 'max(a, b)' });
      accepted({ dtype, reduce: 'min(a, b)' });
    }
    for (const dtype of integers) accepted({ dtype, reduce: 'a < b ? a : b' });
    accepted({ dtype: 'float16', reduceType: 'float16', reduce: 'a + b', neutral: '0' });
  });

  it('accepts bitwise and logical operators', () => {
    for (const dtype of integers) {
      accepted({ dtype, reduce: 'a | b', neutral: '0' });
      accepted({ dtype, reduce: 'a ^ b', neutral: '0' });
      accepted({ dtype, reduce: 'a & b', neutral: '~0' });
      accepted({ dtype, reduce: 'a && b', neutral: '1' });
      accepted({ dtype, reduce: 'a || b', neutral: '0' });
    }
    accepted({ dtype: 'bool', reduce: 'a && b', neutral: 'true' });
    accepted({ dtype: 'bool', reduce: 'a || b', neutral: 'false' });
    accepted({ dtype: 'bool', reduce: 'a != b', neutral: 'false' });
  });

  it('accepts what is associative but for rounding', () => {
    for (const [dtype, suffix] of [
      ['float32', 'f'],
      ['float64', ''],
    ] as const) {
      accepted({ dtype, reduce: `sqrt${suffix}(a*a + b*b)`, neutral: '0' });
      accepted({ dtype, reduce: `hypot${suffix}(a, b)`, neutral: '0' });
      accepted({
        dtype,
        reduce: `fmax${suffix}(a, b) + log1p${suffix}(exp${suffix}(-fabs${suffix}(a - b)))`,
        neutral: '-INFINITY',
      });
      accepted({ dtype, reduce: 'a + b + a*b', neutral: '0' });
    }
    for (const dtype of ['complex64', 'complex128']) {
      accepted({ dtype, reduce: 'a + b', neutral: '0' });
      accepted({ dtype, reduce: 'a * b', neutral: '1' });
    }
  });

  it('accepts saturating sums, whose overflow is another matter', () => {
    accepted({ dtype: 'int32', element: 'unsigned char', reduce: 'min(a + b, 255)', neutral: '0' });
    accepted({ dtype: 'int32', map: 'abs(x[i])', reduce: 'min(a + b, 255)', neutral: '0' });
    accepted({ dtype: 'uint32', reduce: 'min(a + b, 255u)', neutral: '0' });
  });

  it('accepts functions with loops', () => {
    const gcd = '__device__ T gcd(T x, T y) { while (y != 0) { T t = x % y; x = y; y = t; } return x; }';
    for (const [dtype, type] of [
      ['uint32', 'unsigned int'],
      ['uint64', 'unsigned long long'],
    ] as const) {
      accepted({ preamble: `typedef ${type} T; ${gcd}`, dtype, element: type, reduce: 'gcd(a, b)', neutral: '0' });
    }
  });

  it('accepts merges of structs', () => {
    for (const [type, element] of [
      ['float', 'float'],
      ['double', 'double'],
    ] as const) {
      accepted({
        preamble: welford(type),
        dtype: 'W',
        element,
        map: 'W{x[i], 0, 1}',
        reduce: 'merge(a, b)',
        neutral: 'W{0, 0, 0}',
      });
    }
    accepted({
      preamble: `struct MinMax { float lo; float hi; };
        __device__ MinMax merge(MinMax a, MinMax b) {
          MinMax r; r.lo = fminf(a.lo, b.lo); r.hi = fmaxf(a.hi, b.hi); return r;
        }`,
      dtype: 'MinMax',
      map: 'MinMax{x[i], x[i]}',
      reduce: 'merge(a, b)',
      neutral: 'MinMax{INFINITY, -INFINITY}',
    });
    accepted({
      preamble: 'struct V { float x, y; __device__ V operator+(const V &o) const { return V{x + o.x, y + o.y}; } };',
      dtype: 'V',
      map: 'V{x[i], 2 * x[i]}',
      reduce: 'a + b',
      neutral: 'V{0, 0}',
    });
    accepted({
      preamble: best,
      dtype: 'Best',
      map: 'Best{x[i], i}',
      reduce: 'a.value > b.value || (a.value == b.value && a.index < b.index) ? a : b',
      neutral: 'Best{-INFINITY, -1}',
    });
  });

  it('says nothing about what it cannot evaluate, and ends where a function does not', () => {
    accepted({
      preamble: '__device__ float f(float a, float b) { while (true) { a += 1; } return a; }',
      reduce: 'f(a, b)',
    });
    accepted({ preamble: '__device__ float f(float a, float b) { return f(b, a) + 1; }', reduce: 'f(a, b)' });
    accepted({
      preamble: 'template <typename T> __device__ T f(T a, T b) { return a - b; }',
      dtype: 'int32',
      reduce: 'f(a, b)',
    });
  });
});

describe('what is worth a hint', () => {
  it('hints where only a NaN makes the order matter', () => {
    const { laws } = examine({ reduce: 'a > b ? a : b', neutral: '-INFINITY' });
    assert.equal(laws?.severity, 'hint');
    assert.equal(laws.code, 'order-dependent-nan');
    assert.equal(examine({ reduce: 'fmaxf(a, b)' }).laws, undefined);
    assert.equal(
      examine({ dtype: 'float32', element: 'int', map: 'x[i] * 0.5f', reduce: 'a > b ? a : b' }).laws,
      undefined,
    );
  });

  it('hints where only ties make the order matter', () => {
    const { laws } = examine({
      preamble: best,
      dtype: 'Best',
      map: 'Best{x[i], i}',
      reduce: 'a.value >= b.value ? a : b',
    });
    assert.equal(laws?.severity, 'hint');
    assert.equal(laws.code, 'order-dependent-ties');
  });

  it('warns of an argmax that keeps the wrong index', () => {
    const kernel = { preamble: best, dtype: 'Best', map: 'Best{x[i], i}' };
    assert.equal(code({ ...kernel, reduce: 'Best{fmaxf(a.value, b.value), a.index}' }), 'not-commutative');
  });
});

it('finds the same every time', () => {
  const kernel = { dtype: 'float64', reduce: 'a + sin(b)', neutral: '0' };
  assert.deepEqual(examine(kernel), examine(kernel));
});

const best = 'struct Best { float value; long long index; };';

function welford(type: string): string {
  return `struct W { ${type} mean; ${type} m2; int n; };
    __device__ W merge(const W &a, W b) {
      if (a.n == 0) return b;
      if (b.n == 0) return a;
      int n = a.n + b.n;
      ${type} d = b.mean - a.mean;
      return W{a.mean + d * b.n / n, a.m2 + b.m2 + d * d * a.n * b.n / n, n};
    }`;
}
