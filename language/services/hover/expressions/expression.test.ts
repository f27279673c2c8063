import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dot, hoverAt, hoverInMap, lines } from '../testing/hover-at';

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
