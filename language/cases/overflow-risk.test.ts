import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { arithmetic } from '../types/builtin';
import { checkBody, type TestKernel } from './test-kernel';

const { int, half, float } = arithmetic;
const long = arithmetic['long long'];

const sum: TestKernel = { vectors: { x: int }, map: 'x[i]', result: int, neutral: '0' };

function messages(kernel: TestKernel, body: string): string[] {
  const { findings, at, runnable } = checkBody(kernel, body);
  assert.ok(runnable, 'a warning does not stop a run');
  return findings.map(({ code, span, message }) => `${code} at ${at(span)}: ${message}`);
}

describe('sums beyond their type', () => {
  it('warns of an integer sum that wraps, and names the type that holds it', () => {
    const [message, ...more] = messages(sum, 'x = arange(100000);');
    assert.deepEqual(more, []);
    // The sum is 4 999 950 000.
    assert.match(
      message ?? '',
      /^sum-overflow at c: .*about 5\.00e\+9.*int32, the type of the result, ends at 2\.15e\+9: set dtype_out = int64/,
    );
  });

  it('blames the accumulator where the result has room', () => {
    const kernel: TestKernel = { ...sum, result: long, accumulator: int };
    const [message] = messages(kernel, 'x = arange(100000);');
    assert.match(message ?? '', /the type of the accumulator.*set reduce_type = int64/);
  });

  it('stands on n where the case sets it', () => {
    const [message] = messages(sum, 'n = 1 << 26; x = integers(0, 100);');
    assert.match(message ?? '', /^sum-overflow at 1 << 26: .*about 3\.\d+e\+9/);
  });

  it('does not warn where values of both signs cancel', () => {
    assert.deepEqual(messages(sum, 'n = 1 << 26; x = integers(-100, 101);'), []);
    assert.deepEqual(messages(sum, 'n = 1 << 40; x = integers(-100, 101);'), []);
  });

  it('does not warn where the sum fits', () => {
    assert.deepEqual(messages(sum, 'x = arange(60000);'), []);
    assert.deepEqual(messages({ ...sum, result: long }, 'x = arange(100000);'), []);
  });

  it('counts the elements of a slice only', () => {
    assert.deepEqual(messages(sum, 'x = arange(100000); slice = :100;'), []);
    assert.equal(messages(sum, 'x = arange(100000); slice = ::-1;').length, 1);
  });

  it('follows arithmetic of the index, scalars and vectors', () => {
    const kernel: TestKernel = { ...sum, map: '(x[i] - 1) * k + (int)(i / n)', scalars: { k: int } };
    assert.deepEqual(messages(kernel, 'x = full(3, 1000); k = 1000000;'), []);
    assert.equal(messages(kernel, 'x = full(3, 2000); k = 1000000;').length, 1);
  });

  it('warns of a float sum that becomes infinite', () => {
    const [message] = messages({ vectors: { x: half }, map: 'x[i]', result: half, neutral: '0' }, 'x = ones(100000);');
    assert.match(message ?? '', /float16/);
  });

  it('says nothing where the case has an expectation, or the map is more than arithmetic', () => {
    assert.deepEqual(messages(sum, 'x = arange(100000); expect = 704982704;'), []);
    assert.deepEqual(messages({ ...sum, map: 'f(x[i])' }, 'x = arange(100000);'), []);
    assert.deepEqual(messages({ vectors: { x: float }, map: 'x[i]', neutral: '0' }, 'n = 1 << 40; x = ones();'), []);
  });
});
