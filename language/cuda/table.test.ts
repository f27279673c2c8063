import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spell } from '../types/spelling';
import { allConstants, findConstant } from './constants';
import { parseSignature } from './notation';
import { allFunctions, findFunction } from './table';

function signatures(name: string): string[] {
  const found = findFunction(name);
  assert.ok(found, `${name} is in the table`);
  return found.overloads.map(
    (overload) => `${spell(overload.result)}(${overload.parameters.map((each) => spell(each.type)).join(', ')})`,
  );
}

test('single precision functions take float only', () => {
  assert.deepEqual(signatures('sinf'), ['float(float)']);
  assert.deepEqual(signatures('ldexpf'), ['float(float, int)']);
  assert.deepEqual(signatures('llrintf'), ['long long(float)']);
});

test('double names have overloads for float where CUDA has them', () => {
  assert.deepEqual(signatures('rsqrt'), ['double(double)', 'float(float)']);
  assert.deepEqual(signatures('norm3d'), ['double(double, double, double)']);
});

test('max mixes signed and unsigned of one width, and float with double', () => {
  const found = signatures('max');
  assert.ok(found.includes('unsigned long long(long long, unsigned long long)'));
  assert.ok(found.includes('double(float, double)'));
  assert.ok(!found.includes('float(float, int)'));
});

test('a name of several groups has the overloads of all', () => {
  assert.deepEqual(signatures('__hadd'), [
    'int(int, int)',
    '__half(__half, __half)',
    '__nv_bfloat16(__nv_bfloat16, __nv_bfloat16)',
  ]);
  assert.ok(signatures('abs').includes('float(pycuda::complex<float>)'));
});

test('the complex functions are found in their namespace, without the real ones', () => {
  assert.deepEqual(signatures('pycuda::abs'), ['float(pycuda::complex<float>)', 'double(pycuda::complex<double>)']);
  assert.equal(findFunction('pycuda::fmaxf'), undefined);
});

test('every function has documentation and overloads that differ', () => {
  let count = 0;
  for (const entry of allFunctions()) {
    count++;
    assert.match(entry.documentation, /\.$/, entry.name);
    const parameters = entry.overloads.map((each) => each.parameters.map((one) => spell(one.type)).join());
    assert.equal(new Set(parameters).size, parameters.length, `${entry.name} repeats an overload`);
  }
  assert.ok(count > 600, `${count} functions`);
});

test('a signature that does not read is refused', () => {
  assert.throws(() => parseSignature('float sinf'), /not a signature/);
  assert.throws(() => parseSignature('flaot sinf(float x)'), /not a type/);
});

test('limits of integers have the type and the spelling of the C headers', () => {
  assert.equal(findConstant('INT_MIN')?.value, -2147483648n);
  assert.equal(findConstant('INT_MIN')?.definition, '(-2147483647 - 1)');
  assert.equal(findConstant('ULLONG_MAX')?.definition, '18446744073709551615ull');
  assert.equal(findConstant('UINT8_MAX')?.type.name, 'int');
});

test('floating constants round to the values of the C headers', () => {
  assert.equal(Math.fround(Number(findConstant('FLT_MAX')?.value)), 3.4028234663852886e38);
  assert.equal(findConstant('DBL_EPSILON')?.value, Number.EPSILON);
  assert.equal(findConstant('M_PI')?.value, Math.PI);
  assert.equal(new Set(allConstants().map((each) => each.name)).size, allConstants().length);
});
