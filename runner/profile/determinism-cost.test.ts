import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { measureDeterminism, type Sample } from './determinism-cost';

const taking =
  (...seconds: number[]): Sample =>
  () =>
    Promise.resolve(seconds);

describe('the cost of being deterministic', () => {
  it('is the ratio of the medians', async () => {
    const { signal } = new AbortController();
    const cost = await measureDeterminism({ deterministic: taking(3, 3, 90), plain: taking(2, 2, 2), signal });
    assert.deepEqual({ ...cost, samples: 0 }, { median: 3, plainMedian: 2, ratio: 1.5, samples: 0 });
  });

  it('times both in turn, neither always first', async () => {
    const order: string[] = [];
    const noting =
      (way: string): Sample =>
      () => {
        order.push(way);
        return Promise.resolve([1]);
      };
    const { signal } = new AbortController();
    const cost = await measureDeterminism({ deterministic: noting('d'), plain: noting('p'), signal });
    assert.match(order.join(''), /^dppd(dppd)*(dp)?$/);
    assert.equal(cost?.samples, order.filter((way) => way === 'p').length);
  });

  it('is missing where nothing took time', async () => {
    const { signal } = new AbortController();
    assert.equal(await measureDeterminism({ deterministic: taking(0), plain: taking(1), signal }), undefined);
    assert.equal(await measureDeterminism({ deterministic: taking(1), plain: taking(0), signal }), undefined);
    assert.equal(await measureDeterminism({ deterministic: taking(), plain: taking(), signal }), undefined);
  });

  it('ends between two rounds where it is called off', async () => {
    const abort = new AbortController();
    const stopping: Sample = () => {
      abort.abort();
      return Promise.resolve([1]);
    };
    const measured = measureDeterminism({ deterministic: stopping, plain: taking(1), signal: abort.signal });
    await assert.rejects(measured, { name: 'AbortError' });
  });
});
