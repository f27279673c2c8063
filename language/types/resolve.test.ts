import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseArguments } from '../cpp/parse-arguments';
import { Findings } from '../diagnostics/diagnostic';
import { arithmetic, complexType, vectorType } from './builtin';
import { dtypeNames, dtypes, floatFormatOf, integerRange, numpyName } from './dtypes';
import { builtinType, emptyTypeScope, parseScalarWords, resolveBase, suggestType } from './resolve';
import { describe, spell } from './spelling';
import type { Type } from './type';

/** The type of a declaration's element, as C++ spells it; undefined where there is no such type. */
function typeOf(declaration: string): Type | undefined {
  const context = { isTypeName: (name: string) => builtinType(name) !== undefined, findings: new Findings() };
  const [argument] = parseArguments(declaration, { start: 0, end: declaration.length }, context);
  assert.ok(argument, declaration);
  return resolveBase(argument.type, emptyTypeScope);
}

test('every spelling of a scalar names its type', () => {
  const spellings: readonly (readonly [string, Type])[] = [
    ['unsigned x', arithmetic['unsigned int']],
    ['long int x', arithmetic.long],
    ['int long unsigned x', arithmetic['unsigned long']],
    ['long long x', arithmetic['long long']],
    ['unsigned long long int x', arithmetic['unsigned long long']],
    ['signed char *x', arithmetic['signed char']],
    ['char x', arithmetic.char],
    ['short int x', arithmetic.short],
    ['size_t x', arithmetic['unsigned long']],
    ['uint8_t *x', arithmetic['unsigned char']],
    ['const int64_t *__restrict__ x', arithmetic.long],
    ['half *x', arithmetic.half],
    ['__nv_bfloat16 x', arithmetic.bfloat16],
    ['float4 *x', vectorType('float4')],
    ['complex<float> *z', complexType('float')],
    ['pycuda::complex<double> *z', complexType('double')],
    ['cuComplex z', complexType('float', 'cu')],
    ['cuDoubleComplex z', complexType('double', 'cu')],
  ];
  for (const [declaration, type] of spellings) assert.equal(typeOf(declaration), type, declaration);
});

test('words that do not combine are no type', () => {
  for (const words of ['unsigned signed', 'long long long', 'short long', 'unsigned double', 'long char']) {
    assert.equal(parseScalarWords(words), undefined, words);
  }
});

test('a type that device code does without has a replacement', () => {
  assert.equal(suggestType('long double', emptyTypeScope), 'double');
  assert.equal(suggestType('flaot', emptyTypeScope), 'float');
  assert.equal(suggestType('Unheard_of', emptyTypeScope), undefined);
});

test('a NumPy dtype stands for its C++ type', () => {
  assert.equal(suggestType('float32', emptyTypeScope), 'float');
  assert.equal(suggestType('uint64', emptyTypeScope), 'unsigned long long');
  assert.equal(suggestType('bfloat16', emptyTypeScope), '__nv_bfloat16');
  assert.equal(suggestType('complex64', emptyTypeScope), 'pycuda::complex<float>');
});

test('each dtype and its type name each other', () => {
  for (const name of dtypeNames) assert.equal(numpyName(dtypes[name]), name);
  assert.equal(spell(dtypes.int64), 'long long');
  assert.equal(spell(dtypes.float16), '__half');
  assert.equal(describe(dtypes.complex64), 'complex<float>');
  assert.equal(numpyName(vectorType('float4')), undefined);
});

test('ranges are those of the types', () => {
  assert.deepEqual(integerRange(arithmetic['signed char']), { min: -128n, max: 127n });
  assert.deepEqual(integerRange(arithmetic['unsigned long long']), { min: 0n, max: 2n ** 64n - 1n });
  assert.equal(floatFormatOf(arithmetic.half).largest, 65504);
  assert.equal(floatFormatOf(arithmetic.half).smallestSubnormal, 2 ** -24);
  assert.equal(floatFormatOf(arithmetic.bfloat16).largest, 3.3895313892515355e38);
  assert.equal(floatFormatOf(arithmetic.double).largest, Number.MAX_VALUE);
  assert.equal(floatFormatOf(arithmetic.double).smallestSubnormal, Number.MIN_VALUE);
});
