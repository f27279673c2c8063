import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hoverAt, hoverInMap, lines, type Shown } from '../testing/hover-at';

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
