import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cudaSpace, planCuda, variantsAround } from '../../codegen';
import { checkDocument } from '../../language';
import type { NativeCudaDevice } from '../../native/binding';
import { Residency } from './residency';

const [kernel] = checkDocument(
  'kernel k { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; }',
).kernels;
assert.ok(kernel !== undefined);
const device = {
  computeCapability: 90,
  multiprocessors: 132,
  maxThreadsPerMultiprocessor: 2048,
} as NativeCudaDevice;
const count = 2 ** 26;
const variantsFor = (elements: number) => variantsAround(cudaSpace(kernel, device), planCuda(kernel, device, elements));
const { start, others } = variantsFor(count);

/** @param blocks Of a multiprocessor. */
function variant(threads: number, items: number, vec: number, blocks: number) {
  const wanted = [threads, items, vec, 1, blocks * 132].join();
  const found = [start, ...others].find(({ parameters }) => Object.values(parameters).join() === wanted);
  return found ?? assert.fail(`no variant ${wanted}`);
}

function residency(elements = count): Residency {
  const made = new Residency(kernel ?? assert.fail(), device, elements);
  made.begin(variantsFor(elements).start);
  return made;
}

const launch = (registers: number) => ({ registers, sharedBytes: 1024, localBytes: 0, blocksPerMultiprocessor: 1 });

describe('what is left out before it is measured', () => {
  it('has too few bytes in flight, unless the input is small', () => {
    const few = variant(128, 4, 4, 1);
    assert.equal(residency().objection(few), 'it has 2048 bytes in flight on a multiprocessor');
    assert.equal(residency().objection(variant(256, 16, 4, 1)), undefined);
    assert.equal(residency(1000).objection(few), undefined);
  });

  it('is one block where the input is large, and not where blocks would wait for each other longer than they work', () => {
    const one = variant(1024, 16, 4, 1 / 132);
    assert.match(residency().objection(one) ?? '', /bytes in flight/);
    assert.match(residency(2 ** 20).objection(one) ?? '', /bytes in flight/);
    assert.equal(residency(2 ** 15).objection(one), undefined);
    assert.equal(residency(2 ** 17).objection(variant(512, 16, 4, 1 / 4)), undefined);
  });

  it('leaves the places of the last wave empty, once the registers are known', () => {
    // 64 registers a thread: four blocks of 256 threads are resident, and the fifth runs alone.
    const five = variant(256, 16, 4, 5);
    const known = residency();
    assert.equal(known.objection(five), undefined);
    known.learn(variant(512, 16, 4, 2), launch(64));
    assert.equal(known.objection(five), 'its last wave leaves 3 of 4 places empty');
    assert.equal(known.objection(variant(256, 16, 4, 8)), undefined);
    assert.equal(known.objection(variant(256, 16, 4, 4)), undefined);
    // Other items are another thread.
    assert.equal(known.objection(variant(256, 32, 4, 5)), undefined);
  });

  it('is none of the default, whatever it is', () => {
    const known = residency();
    known.learn(start, launch(255));
    assert.equal(known.objection(variant(256, 16, 4, 4)), undefined);
  });

  it('is nothing on a device whose limits are not known', () => {
    const other = new Residency(kernel, { ...device, computeCapability: 30 }, count);
    other.begin(start);
    assert.ok(others.every((each) => other.objection(each) === undefined));
  });
});
