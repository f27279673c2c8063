import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { standardNamesSource } from './standard-names';

describe('standardNamesSource', () => {
  it('defines the names in use, and no others', () => {
    assert.equal(
      standardNamesSource(['(uint8_t)x[i]', 'FLT_MAX']),
      [
        '#ifdef __CUDACC_RTC__',
        'using uint8_t = unsigned char;',
        '#endif',
        '#ifndef FLT_MAX',
        '#define FLT_MAX 3.402823466e+38f',
        '#endif',
      ].join('\n'),
    );
    assert.equal(standardNamesSource(['x[i] * y[i]']), '');
  });

  it('leaves names that the user declares to the user', () => {
    const declarations = [
      '#define M_PI 3',
      'struct uint { int x; };',
      'typedef unsigned char uchar;',
      'using ulong = int;',
      'enum class limit { INT_MAX, INT_MIN };',
      '__device__ constexpr float FLT_MAX = 1;',
    ];
    const uses = 'M_PI uint uchar ulong INT_MAX INT_MIN FLT_MAX';
    assert.equal(standardNamesSource([...declarations, uses]), '');
    assert.equal(standardNamesSource(['const float NAN', 'NAN'], ['NAN']), '');
  });
});
