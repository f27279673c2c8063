import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dot, hoverAt, hoverInMap, inDot, lines } from '../testing/hover-at';

describe('hover of kernels and cases', () => {
  it('shows a kernel with its comment, types, bytes and cases', () => {
    const shown = inDot('kernel d');
    assert.equal(shown?.covered, 'dot');
    assert.equal(
      shown.value,
      lines(
        '```reduce',
        'kernel dot(const float *x, const float *y) -> float32',
        '```',
        '',
        'The dot product.',
        '',
        '- maps each element to `x[i] * y[i]`',
        '- combines by `a + b`',
        '- accumulates in `float`, 4 bytes',
        '- neutral `0`',
        '- reads 8 bytes an element',
        '- case `cookbook`',
      ),
    );
  });

  it('explains accuracy and its values', () => {
    const kernel = 'kernel s { dtype_out = float32; arguments = const float *x; reduce_expr = a + b;';
    assert.match(hoverAt(`${kernel} $0accuracy = compensated; }`)?.value ?? '', /rounding errors/);
    assert.match(hoverAt(`${kernel} accuracy = $0compensated; }`)?.value ?? '', /Infinities and NaN come out/);
    const whole = hoverAt(kernel.replace('kernel s', 'kernel $0s').concat(' accuracy = compensated; }'));
    assert.match(whole?.value ?? '', /accumulates in `float`, 4 bytes, and keeps its rounding errors/);
  });

  it('shows the same where a case names it', () => {
    assert.equal(inDot('cookbook of do')?.value, inDot('kernel d')?.value);
  });

  it('shows what stands for a map that is left out, and the accumulator of half', () => {
    const shown = hoverAt('kernel $0s { dtype_out = float16; arguments = const half *x; reduce_expr = a + b; }');
    assert.match(shown?.value ?? '', /maps each element to `x\[i\]` \(no `map_expr`\), `half` → `float`/);
    assert.match(shown?.value ?? '', /accumulates in `float`, 4 bytes, other than the result/);
    assert.match(shown?.value ?? '', /no case: runs on generated input/);
  });

  it('shows a case with n, bytes, data and expectation', () => {
    assert.equal(
      inDot('case coo')?.value,
      lines(
        '```reduce',
        'case cookbook of dot',
        '```',
        '',
        'As in the book.',
        '',
        '- `n` is 400',
        '- input of 3.125 KiB',
        '- `const float *x`: 400 `float`, 1.563 KiB: `0, 1, 2, … 399`',
        '- `const float *y`: 400 `float`, 1.563 KiB: `0.89025915, 0.8946847, 0.5857259, … 0.3750103`',
        '- expects `21253400`',
      ),
    );
  });

  it('shows how many indices a slice takes', () => {
    const shown = hoverAt(`${dot}case $0s of dot { x = zeros(1000000); y = ones(1000000); slice = ::2; }`);
    assert.match(shown?.value ?? '', /`n` is 1\u202f000\u202f000, of which the slice takes 500\u202f000/);
  });

  it('says nothing about n where data is missing', () => {
    assert.equal(
      hoverAt(`${dot}case $0c of dot { x = file("none.npy"); y = zeros(); }`)?.value,
      lines(
        '```reduce',
        'case c of dot',
        '```',
        '',
        '- `const float *y`: as many `float` as the default length: all `0`',
      ),
    );
  });
});

describe('hover of arguments and operands', () => {
  it('shows role, type and access', () => {
    const vector = lines(
      '```cpp',
      'const float *x',
      '```',
      '',
      'Vector argument of `dot`.',
      '',
      '- `float` (`float32`), 4 bytes an element',
      '- the map reads it at `[i]` only, so it can be loaded in 16-byte words',
    );
    assert.equal(inDot('const float *x')?.value, vector);
    assert.equal(inDot('map_expr    = x')?.value, '```cpp\nfloat\n```', 'the index behind the name');
    assert.equal(hoverInMap('$0x[i]')?.value, vector.replace('dot', 'k'));
    assert.match(hoverInMap('$0x[k]')?.value ?? '', /reads it at other places than `\[i\]` too/);
    assert.match(hoverInMap('x[i] + $0k')?.value ?? '', /Scalar argument of `k`\.[^]*the same value for every element/);
  });

  it('shows in a case what an argument is given', () => {
    assert.match(inDot('    x')?.value ?? '', /Here 400 `float`, 1\.563 KiB: `0, 1, 2, … 399`\.$/);
  });

  it('shows i, n, a and b with their types', () => {
    assert.match(hoverInMap('x[$0i]')?.value ?? '', /^```cpp\nlong long i\n```\n\nThe element's index/);
    assert.match(hoverInMap('x[i] / $0n')?.value ?? '', /long long n[^]*Converts to `float` here: may round it\./);
    const postMap = dot.replace('neutral     = 0;', 'post_map_expr = $0a / n;');
    assert.match(hoverAt(postMap)?.value ?? '', /^```cpp\nfloat a\n```\n\nThe reduced value/);
    assert.match(inDot('reduce_expr = a + ')?.value ?? '', /^```cpp\nfloat b\n```/);
  });

  it('shows keywords of types as one, with their range', () => {
    const shown = hoverAt('kernel k { arguments = const unsigned lo$0ng long *x; }');
    assert.equal(shown?.covered, 'unsigned long long');
    assert.equal(
      shown.value,
      '```cpp\nunsigned long long\n```\n\nUnsigned integer of 64 bits, 8 bytes: 0 … 18446744073709551615. In NumPy: `uint64`.',
    );
    assert.match(hoverInMap('(do$0uble)x[i]')?.value ?? '', /^```cpp\ndouble\n```/);
  });
});

describe('hover of functions and constants', () => {
  it('shows the overload that is called, accuracy, cost and the others', () => {
    assert.equal(
      hoverInMap('si$0n(x[i])')?.value,
      lines(
        '```cpp',
        'float sin(float x)',
        '```',
        '',
        'Sine of `x` in radians.',
        '',
        'Largest error: 2 ulp.',
        '',
        '`__sinf` is faster and less accurate. Arguments beyond ±105615 take a slow path through local memory.',
        '',
        'Also `double sin(double)`, `complex<float> sin(complex<float>)`, `complex<double> sin(complex<double>)`.',
      ),
    );
    assert.match(hoverInMap('si$0n(y[i])')?.value ?? '', /^```cpp\ndouble sin\(double x\)/);
    assert.match(hoverInMap('rin$0tf(x[i])')?.value ?? '', /Exact, or correctly rounded\.\n\nOne instruction\./);
    assert.match(hoverInMap('roun$0df(x[i])')?.value ?? '', /A sequence of instructions; `rintf` is a single one\./);
    assert.match(hoverInMap('__ex$0pf(x[i])')?.value ?? '', /special function unit/);
  });

  it('follows options that change the arithmetic', () => {
    const shown = hoverAt(
      'kernel k { dtype_out = float32; arguments = const float *x; map_expr = ex$0pf(x[i]); reduce_expr = a + b; options = "-use_fast_math"; }',
    );
    assert.match(shown?.value ?? '', /The kernel's `-use_fast_math` makes it `__expf`/);
    assert.doesNotMatch(shown?.value ?? '', /ulp/);
    const root = hoverAt(
      'kernel k { dtype_out = float32; arguments = const float *x; map_expr = sq$0rtf(x[i]); reduce_expr = a + b; options = "-prec-sqrt=false"; }',
    );
    assert.doesNotMatch(root?.value ?? '', /correctly rounded\.\n/);
  });

  it('shows constants with value', () => {
    assert.match(hoverInMap('x[i] * M_$0PI')?.value ?? '', /^```cpp\ndouble M_PI = 3\.141592653589793\n```/);
    assert.match(hoverInMap('u[i] + INT_M$0AX')?.value ?? '', /int INT_MAX = 2147483647/);
  });
});

it('macros and templates are shown as they are written', () => {
  const preamble = `preamble {
    #define TAU 6.28f
    template <typename T>
    __device__ T sq(T v) { return v * v; }
}`;
  assert.match(hoverInMap('x[i] * TA$0U', preamble)?.value ?? '', /```cpp\n#define TAU 6\.28f\n```/);
  assert.match(
    hoverInMap('s$0q(x[i])', preamble)?.value ?? '',
    /```cpp\ntemplate <typename T>\n__device__ T sq\(T v\)\n```/,
  );
});
