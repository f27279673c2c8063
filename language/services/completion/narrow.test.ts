import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CompletionList } from 'vscode-languageserver-types';
import { analyseAt } from '../testing/analyse-at';
import { completions } from './index';
import { nearness } from './nearness';

/** As many as the server sends. */
const most = 100;

function at(expression: string, limit = most): CompletionList {
  const { analysis, position } = analyseAt(`preamble {
    __device__ float twice(float v) { return 2 * v; }
}

kernel k {
    dtype_out   = float32;
    arguments   = const float *x, const float scale;
    map_expr    = ${expression};
    reduce_expr = a + b;
}
`);
  return completions(analysis, position, { snippets: true, most: limit });
}

const labels = ({ items }: CompletionList): string[] => items.map(({ label }) => label);
const all = labels(at('$0', Infinity));

describe('a list that is too long to send', () => {
  it('has what suits the place best, and tells the client to ask again', () => {
    const list = at('$0');
    assert.equal(list.isIncomplete, true);
    assert.equal(list.items.length, most);
    const offered = new Set(labels(list));
    for (const label of ['x', 'scale', 'i', 'n', 'twice', 'sqrtf', 'fabsf', 'fmaxf', 'expf', 'INFINITY']) {
      assert.ok(offered.has(label), `‘${label}’ is not offered`);
    }
    const left = list.items.map(({ sortText }) => sortText ?? '').toSorted();
    assert.ok((left.at(-1) ?? '') < '060', 'nothing unlikely takes the place of what suits');
  });

  it('has every name by its first letters', () => {
    for (const name of all.filter((label) => !/\W/.test(label))) {
      const letters = name.startsWith('__') ? 4 : 2;
      for (const typed of [name.slice(0, letters), name]) {
        assert.ok(labels(at(`${typed}$0`)).includes(name), `‘${name}’ is not offered behind ‘${typed}’`);
      }
    }
  });

  it('has names by one of their parts, by some of their letters, and with two letters swapped', () => {
    assert.ok(labels(at('PI$0')).includes('M_PI'));
    assert.ok(labels(at('rsq$0')).includes('rsqrtf'));
    assert.ok(labels(at('sqf$0')).includes('sqrtf'));
    assert.ok(labels(at('fbasf$0')).includes('fabsf'));
    assert.ok(labels(at('SQRT$0')).includes('sqrtf'));
  });

  it('is whole where it is short', () => {
    const { analysis, position } = analyseAt('kernel k {\n ne$0\n}');
    const fields = completions(analysis, position, { snippets: false, most });
    assert.equal(fields.isIncomplete, false);
    assert.ok(labels(fields).includes('map_expr'), 'the client narrows it by itself');
  });
});

describe('nearness', () => {
  it('puts the beginning of a name before the beginning of a part, and that before letters in between', () => {
    assert.equal(nearness('fma', 'fmaxf'), 0);
    assert.equal(nearness('Fma', 'fmaxf'), 0);
    assert.equal(nearness('had', '__hadd'), 1);
    assert.equal(nearness('pi', 'M_PI'), 1);
    assert.equal(nearness('elem', 'numElements'), 1);
    assert.equal(nearness('max', 'fmaxf'), 2);
    assert.equal(nearness('fbas', 'fabsf'), 3);
    assert.equal(nearness('fff', 'fabsf'), undefined);
    assert.equal(nearness('z', 'fabsf'), undefined);
  });
});
