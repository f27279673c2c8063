import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createAnalyser } from '../model/analysis';
import { analyseAt } from '../testing/analyse-at';
import { hover } from './hover';

interface Shown {
  /** Markdown. */
  readonly value: string;
  /** The text that the range covers. */
  readonly covered: string;
}

/** What is shown at `$0`; undefined where nothing is. */
function hoverAt(marked: string): Shown | undefined {
  const { analysis, position } = analyseAt(marked);
  const found = hover(analysis, position);
  if (found === undefined) return undefined;
  assert.ok(typeof found.contents === 'object' && 'kind' in found.contents && found.range);
  const [start, end] = [analysis.lines.offset(found.range.start), analysis.lines.offset(found.range.end)];
  return { value: found.contents.value, covered: analysis.text.slice(start, end) };
}

/** What is shown at `$0` in a map; `x` and `y` are vectors of float and double, `u` of bytes, `k` an int. */
function hoverInMap(map: string, preamble = ''): Shown | undefined {
  return hoverAt(`${preamble}
kernel k {
    dtype_out = float32;
    arguments = const float *x, const double *y, const unsigned char *u, const float4 *q, int k;
    map_expr = ${map};
    reduce_expr = a + b;
    neutral = 0;
}`);
}

function lines(...parts: readonly string[]): string {
  return parts.join('\n');
}

const dot = `// The dot product.
kernel dot {
    dtype_out   = float32;
    arguments   = const float *x, const float *y;
    map_expr    = x[i] * y[i];
    reduce_expr = a + b;
    neutral     = 0;
}

// As in the book.
case cookbook of dot {
    x = arange(400);
    y = uniform(0, 1, seed = 1);
    expect = 21253400;
}
`;

function inDot(before: string): Shown | undefined {
  assert.ok(dot.includes(before), before);
  return hoverAt(dot.replace(before, `${before}$0`));
}

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

describe('hover of fields, dtypes, settings and generators', () => {
  it('shows meaning and counterpart', () => {
    assert.match(inDot('    neut')?.value ?? '', /^```reduce\nneutral\n```\n\nThe identity[^]*\*PyCUDA:\* `neutral`/);
    assert.match(inDot('= float')?.value ?? '', /^```reduce\nfloat32\n```\n\nFloating-point number of 32 bits/);
    assert.match(inDot('    exp')?.value ?? '', /^```reduce\nexpect\n```/);
    assert.match(inDot('kern')?.value ?? '', /\*PyCUDA:\* `ReductionKernel/);
    assert.match(inDot('uniform(0, 1, se')?.value ?? '', /^```reduce\nseed\n```/);
  });

  it('shows the type of a field here', () => {
    assert.match(inDot('    map')?.value ?? '', /Here `float`, as the accumulator\.$/);
    assert.match(inDot('    neut')?.value ?? '', /Here `int`, which becomes `float`, the accumulator\.$/);
  });

  it('shows the indices that a slice takes', () => {
    const sliced = (marked: string): string =>
      `${dot}case s of dot { x = zeros(100); y = ones(100); slice = ${marked}; }`;
    const indices = 'Here `n` is 100, and `i` takes 50 values: `99, 97, 95, … 1`.';
    assert.deepEqual(hoverAt(sliced('$0::-2')), { value: indices, covered: '::-2' });
    assert.ok(hoverAt(sliced('::-2').replace('slice', '$0slice'))?.value.endsWith(indices));
    assert.equal(hoverAt(sliced('$0::60'))?.value, 'Here `n` is 100, and `i` takes 2 values: `0, 60`.');
  });

  it('shows what an option does', () => {
    const shown = hoverAt('kernel k { options = "-ftz$0=true", "-DN=1"; }');
    assert.equal(shown?.value, 'Whether subnormal floats become 0. Default: `false`.');
    assert.equal(shown.covered, '"-ftz=true"');
    assert.match(hoverAt('kernel k { options = "-D$0N=1"; }')?.value ?? '', /^Defines a macro/);
  });

  it('shows what a generator makes here', () => {
    assert.equal(
      inDot('x = ar')?.value,
      lines(
        '```reduce',
        'arange([start,] stop[, step])',
        '```',
        '',
        '`start`, `start + step`, … up to `stop`, which is excluded, as `numpy.arange`.',
        '',
        'Here 400 `float`, 1.563 KiB: `0, 1, 2, … 399`.',
      ),
    );
    const list = hoverAt(dot.replace('arange(400)', '$0[1, 2.5, 3, 4, 5]'));
    assert.equal(list?.value, 'Here 5 `float`, 20 bytes: `1, 2.5, 3, … 5`.');
    assert.equal(list.covered, '[1, 2.5, 3, 4, 5]');
    assert.match(hoverAt(dot.replace('arange(400)', '$0zeros(2)'))?.value ?? '', /Here 2 `float`, 8 bytes: all `0`\./);
    assert.match(hoverAt(dot.replace('arange(400)', '$0arange(3)'))?.value ?? '', /12 bytes: `0, 1, 2`\./);
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

describe('hover of a preamble', () => {
  const preamble = `preamble {
    enum Mode { fast, slow = 4, other };
    typedef unsigned char byte;
    const int limit = 2 * 8 + 1;
    struct Pair {
        char tag;
        double value;
        __device__ double twice(int times = 2) const { return value * times; }
    };
    // Adds \`k\` to an element.
    // Twice.
    __device__ float added(const float *p, int k) {
        auto sum = p[0] + 0.5;
        return sum + k;
    }
}`;
  const at = (marked: string): Shown | undefined => {
    const plain = marked.replace('$0', '');
    assert.ok(preamble.includes(plain), plain);
    return hoverAt(preamble.replace(plain, marked));
  };

  it('lays structs out', () => {
    assert.equal(
      at('struct $0Pair')?.value,
      lines(
        '```cpp',
        'struct Pair {',
        '    char tag;      // offset 0, 1 byte',
        '    double value;  // offset 8, 8 bytes',
        '};',
        '```',
        '',
        '16 bytes, 7 bytes of it padding, aligned to 8.',
      ),
    );
    assert.match(at('double $0value;')?.value ?? '', /Member of `Pair`, at offset 8 of 16 bytes, 8 bytes long\./);
  });

  it('shows functions with signature and comment', () => {
    assert.equal(
      hoverInMap('add$0ed(x, 2)', preamble)?.value,
      lines('```cpp', 'float added(const float *p, int k)', '```', '', 'Adds `k` to an element.', 'Twice.'),
    );
    assert.equal(at('double $0twice')?.value, '```cpp\ndouble Pair::twice(int times = 2)\n```');
  });

  it('shows enumerators, aliases, globals, parameters and local variables', () => {
    assert.equal(at('$0other')?.value, '```cpp\nother = 5\n```\n\nEnumerator of `Mode`.');
    assert.match(at('char $0byte')?.value ?? '', /^```cpp\nusing byte = unsigned char\n```/);
    assert.match(at('int $0limit')?.value ?? '', /const int limit = 2 \* 8 \+ 1[^]*Its value is `17`\./);
    assert.match(at('return $0sum')?.value ?? '', /Local variable\.\n\n`auto` is `double` here\./);
    assert.match(
      at('sum + $0k')?.value ?? '',
      /^```cpp\nint k\n```\n\nParameter\.\n\nConverts to `double` here: exact\.$/,
    );
    assert.match(at('$0__device__ float added')?.value ?? '', /runs on the GPU/);
    assert.match(at('$0auto')?.value ?? '', /^```cpp\ndouble\n```/);
  });

  it('shows what a whole expression becomes', () => {
    const shown = at('return sum $0+ k');
    assert.equal(shown?.covered, 'sum + k');
    assert.match(
      shown.value,
      /^```cpp\ndouble \+ int -> double\n```[^]*Converts to `float`, what the function returns: rounds it\./,
    );
  });
});

describe('hover of sub-expressions', () => {
  it('shows the common type of operands, and what each becomes', () => {
    const shown = hoverInMap('x[i] $0* y[i]');
    assert.equal(shown?.covered, 'x[i] * y[i]');
    assert.equal(
      shown.value,
      lines(
        '```cpp',
        'float * double -> double',
        '```',
        '',
        '- `x[i]`: `float` → `double`, exact',
        '',
        'Converts to `float`, the accumulator: rounds it.',
        '',
        'Double additions and multiplications run at half the rate of float on compute capability 8.0, at 1/64 on 8.6.',
      ),
    );
  });

  it('belongs to the smallest expression of an operator or bracket', () => {
    assert.equal(hoverInMap('x[i]$0*x[i]')?.covered, 'x[i]*x[i]');
    assert.equal(hoverInMap('x$0[i] * 2')?.covered, 'x[i]');
    assert.equal(hoverInMap('sqrtf$0(x[i]) * 2')?.covered, 'sqrtf(x[i])');
    assert.equal(hoverInMap('$0(x[i] + 1) * 2')?.covered, '(x[i] + 1)');
    assert.equal(hoverInMap('k > 0 $0? x[i] : 0')?.value.split('\n')[1], 'bool ? float : int -> float');
    assert.equal(hoverInMap('q[i]$0.w')?.covered, 'q[i].w');
    assert.match(
      hoverInMap('$0-u[i]')?.value ?? '',
      /-unsigned char -> int[^]*`u\[i\]`: `unsigned char` → `int`, exact/,
    );
  });

  it('shows the value of what is constant', () => {
    assert.match(hoverInMap('x[i] * (1 $0<< 20)')?.value ?? '', /int << int -> int[^]*always `1048576`/);
    assert.match(hoverInMap('x[i] * sqrtf$0(2.25f)')?.value ?? '', /always `1\.5`/);
    assert.equal(hoverAt(dot.replace('arange(400)', 'arange(1 $0<< 4)'))?.value, '```cpp\n1 << 4 = 16\n```');
  });

  it('shows what an argument of a call becomes', () => {
    assert.match(hoverInMap('sqrtf(y$0[i])')?.value ?? '', /Converts to `float` here: rounds it\./);
    assert.match(hoverInMap('u[i] $0/ k')?.value ?? '', /Integer division takes many instructions/);
    assert.doesNotMatch(hoverInMap('u[i] $0/ 2')?.value ?? '', /division/);
  });
});

describe('hover of literals', () => {
  it('shows integers in other bases', () => {
    assert.equal(hoverInMap('u[i] & $00xf0')?.value, lines('```cpp', 'int 240', '```', '', "- `0b1111'0000`"));
    assert.equal(hoverInMap('u[i] + $04096u')?.value.split('\n')[1], 'unsigned int 4096');
    assert.match(hoverInMap('u[i] + $04096u')?.value ?? '', /- `0x1000`[^]*- 2\^12/);
    assert.equal(hoverInMap('u[i] + $07')?.value, '```cpp\nint 7\n```');
  });

  it('shows what is stored for a float', () => {
    assert.equal(
      hoverInMap('x[i] * $00.1f')?.value,
      lines('```cpp', 'float 0.1f', '```', '', '- stored as `0.100000001490116119384765625`', '- bits `0x3dcccccd`'),
    );
    assert.match(
      hoverInMap('sqrtf($00.1)')?.value ?? '',
      /^```cpp\ndouble 0\.1\n```[^]*Converts to `float` here: rounds it\.$/,
    );
    assert.match(hoverInMap('sqrtf($00.5)')?.value ?? '', /Converts to `float` here: exact\.$/);
  });

  it('shows character codes', () => {
    assert.match(hoverInMap("u[i] == $0'a'")?.value ?? '', /^```cpp\nchar 'a'\n```\n\n- code `97`\n- `0x61`/);
  });

  it('shows in a case what a number becomes in its type', () => {
    assert.match(
      hoverAt(dot.replace('21253400', '$00.1'))?.value ?? '',
      /As `float`: `0\.100000001490116119384765625`\.$/,
    );
    assert.equal(hoverAt(dot.replace('21253400', '$00.5')), undefined);
  });
});

describe('hover elsewhere', () => {
  it('shows nothing in comments and for mere punctuation', () => {
    assert.equal(hoverAt(dot.replace('The dot', 'The kern$0el dot')), undefined);
    assert.equal(hoverInMap('x[i] /* $0+ y */ * 2'), undefined);
    assert.equal(hoverInMap('fmaxf(x[i] $0, 1)'), undefined);
    assert.equal(hoverAt(dot.replace('y[i];', 'y[i] $0;')), undefined);
    assert.equal(hoverAt('$0'), undefined);
  });

  it('shows what is known of broken text', () => {
    assert.match(
      hoverAt('kernel k { arguments = const float *x; map_expr = $0x[i] * ; }')?.value ?? '',
      /Vector argument/,
    );
    assert.match(hoverAt('kernel k { dtype_out = flo$0at32')?.value ?? '', /^```reduce\nfloat32/);
    assert.equal(hoverInMap('x[i] * nonsen$0se'), undefined);
    assert.equal(hoverAt('kern$0'), undefined);
  });

  const folder = new URL('../../../examples/', import.meta.url);
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.reduce'))) {
    it(`never fails in ${name}, and its range holds the position`, () => {
      const text = readFileSync(new URL(name, folder), 'utf8');
      const analysis = createAnalyser('file:///kernels.reduce').analyse(text, 1);
      for (let offset = 0; offset <= text.length; offset++) {
        const range = hover(analysis, analysis.lines.position(offset))?.range;
        if (range === undefined) continue;
        assert.ok(analysis.lines.offset(range.start) <= offset && offset <= analysis.lines.offset(range.end));
      }
    });

    it(`never fails where ${name} breaks off`, () => {
      const text = readFileSync(new URL(name, folder), 'utf8');
      const analyser = createAnalyser('file:///kernels.reduce');
      for (let end = 0; end <= text.length; end += 5) {
        const analysis = analyser.analyse(text.slice(0, end), end);
        for (const offset of [end, end - 1, end - 4, end >> 1]) {
          const range = hover(analysis, analysis.lines.position(Math.max(0, offset)))?.range;
          if (range) assert.ok(analysis.lines.offset(range.end) <= end);
        }
      }
    });
  }
});
