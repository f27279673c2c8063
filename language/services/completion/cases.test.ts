import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkDocument } from '../../index';
import type { FileListing } from './index';
import { Offer } from './testing/completion-at';

const kernels = `preamble { struct Inner { float u; float v; }; struct P { int k; Inner inner; }; }
kernel k {
    dtype_out   = P;
    arguments   = const float *x, const int *m, const P *p, const complex<float> *z, const bool *t, float s, int j;
    map_expr    = p[i];
    reduce_expr = a;
}
kernel gather {
    dtype_out   = float32;
    arguments   = const int *index, const float *x;
    map_expr    = x[index[i]];
    reduce_expr = a + b;
}
`;

function inCase(binding: string, kernel = 'k'): string {
  return `${kernels}case c of ${kernel} {\n    ${binding}\n}\n`;
}

describe('completion in cases', () => {
  it('offers the bindings that are missing, then the settings', () => {
    const offer = new Offer(inCase('m = arange(3);\n    $0'), { snippets: true });
    offer.ranks('x', 'p', 'z', 't', 's', 'j', 'n', 'slice', 'expect').lacks('m', 'shape', 'axis');
    assert.match(offer.applied('x'), /\n {4}x = uniform\(0, 1\);\n/);
    assert.match(offer.applied('j'), /\n {4}j = 1;\n/);
    assert.match(offer.applied('expect'), /expect = \{ k: 0, inner: \{ u: 0, v: 0 \} \};/);
    new Offer(inCase('expect = 1; $0', 'gather')).ranks('index', 'n', 'rtol', 'atol').lacks('expect');
    assert.match(new Offer(inCase('$0', 'gather'), { snippets: true }).applied('x'), /x = uniform\(0, 1, 1024\);/);
    assert.match(new Offer(inCase('in$0 = [0];', 'gather')).applied('index'), /\n {4}index = \[0\];/);
  });

  it('offers the generators that suit the element', () => {
    new Offer(inCase('x = $0')).ranks('uniform', 'normal', 'arange', 'integers').has('file', 'linspace');
    new Offer(inCase('m = $0')).ranks('integers', 'arange', 'zeros').lacks('uniform', 'linspace', 'normal');
    new Offer(inCase('p = $0')).ranks('full', 'zeros').lacks('uniform', 'arange', 'file');
    new Offer(inCase('z = $0')).has('uniform').lacks('arange', 'linspace');
    assert.match(new Offer(inCase('t = $0'), { snippets: true }).applied('integers'), /t = integers\(0, 2\)/);
    assert.match(
      new Offer(inCase('p = $0'), { snippets: true }).applied('full'),
      /p = full\(\{ k: 0, inner: \{ u: 0, v: 0 \} \}\)/,
    );
  });

  it('offers constants by type', () => {
    new Offer(inCase('s = $0')).has('nan', 'inf').lacks('true', 'uniform');
    new Offer(inCase('s = -$0')).has('inf');
    assert.deepEqual(new Offer(inCase('j = $0')).labels, []);
    new Offer(inCase('t = [$0')).has('true', 'false').lacks('nan');
    new Offer(inCase('x = [1, $0')).has('inf', 'nan');
    new Offer(inCase('x = full($0')).has('inf');
    new Offer(inCase('n = $0')).has('1 << 20');
    assert.deepEqual(new Offer(inCase('x = uniform(0, 1) $0')).labels, []);
  });

  it('offers a seed where one can stand', () => {
    new Offer(inCase('x = uniform(0, 1, $0)')).has('seed =');
    new Offer(inCase('x = uniform(0, 1, 10, $0')).has('seed =');
    new Offer(inCase('x = uniform(0, $0')).lacks('seed =');
    new Offer(inCase('x = uniform(0, 1, seed = 1, $0')).lacks('seed =');
    new Offer(inCase('x = full(0, $0')).lacks('seed =');
    assert.match(new Offer(inCase('x = uniform(0, 1, se$0);')).applied('seed ='), /uniform\(0, 1, seed = 1\);/);
  });

  it('offers the members of structs that are missing', () => {
    new Offer(inCase('expect = { $0')).ranks('k', 'inner').lacks('u');
    new Offer(inCase('expect = { k: 1, $0')).has('inner').lacks('k');
    new Offer(inCase('expect = { k: 1, inner: $0')).has('{ u: …, v: … }');
    new Offer(inCase('expect = { k: 1, inner: { $0')).has('u', 'v').lacks('k');
    new Offer(inCase('p = [{ k: 1, $0')).has('inner').lacks('k');
    new Offer(inCase('p = full({ $0')).has('k');
    assert.match(new Offer(inCase('expect = { $0 };')).applied('k'), /expect = \{ k: {2}\};/);
  });

  it('offers whole values of composite types', () => {
    assert.match(
      new Offer(inCase('p = [$0];'), { snippets: true }).applied('{ k: …, inner: … }'),
      /p = \[\{ k: 0, inner: \{ u: 0, v: 0 \} \}\];/,
    );
    assert.match(new Offer(inCase('z = [$0];')).applied('[…]'), /z = \[\[0, 0\]\];/);
  });

  it('offers parts of the indices, and tolerances', () => {
    const slice = new Offer(inCase('slice = $0;'));
    assert.match(slice.applied('start:stop'), /slice = 0:100;/);
    assert.match(slice.applied('::step'), /slice = ::2;/);
    assert.deepEqual(new Offer(inCase('slice = 0:$0;')).labels, []);
    for (const name of ['rtol', 'atol']) new Offer(inCase(`${name} = $0;`)).has('1e-6', '0').lacks('x', 'uniform');
  });

  it('completes the paths of data files', () => {
    const asked: string[] = [];
    const files: FileListing = {
      list(folder) {
        asked.push(folder);
        if (folder === 'missing/') throw new Error('no such folder');
        return [
          { name: 'x.npy', isFolder: false },
          { name: 'notes.txt', isFolder: false },
          { name: 'data', isFolder: true },
          { name: '.git', isFolder: true },
        ];
      },
    };
    const offer = new Offer(inCase('x = file("$0");'), { files, triggerCharacter: '"' });
    assert.deepEqual(offer.labels, ['x.npy', 'data/']);
    assert.match(offer.applied('x.npy'), /file\("x\.npy"\);/);
    assert.match(new Offer(inCase('x = file("da$0ta/x.npy");'), { files }).applied('data/'), /file\("data\/x\.npy"\);/);
    assert.match(
      new Offer(inCase('x = file("data/old$0.npy");'), { files }).applied('x.npy'),
      /file\("data\/x\.npy"\);/,
    );
    assert.match(
      new Offer(inCase('x = file("../$0'), { files, triggerCharacter: '/' }).applied('data/'),
      /file\("\.\.\/data\/\n/,
    );
    assert.deepEqual(asked, ['', '', 'data/', '../']);
    assert.deepEqual(new Offer(inCase('x = file("missing/$0"'), { files }).labels, []);
    assert.deepEqual(new Offer(inCase('x = file("$0"')).labels, [], 'without access to files');
    assert.deepEqual(new Offer(inCase('x = full("$0"'), { files }).labels, [], 'in another string');
  });

  it('gives each kernel a case that runs', () => {
    const offer = new Offer(`${kernels}$0`);
    const text = offer.applied('case … of gather');
    assert.deepEqual(
      checkDocument(text).diagnostics.filter(({ message }) => /small|gather/.test(message)),
      [],
    );
    assert.ok(checkDocument(text).cases.every(({ runnable }) => runnable));
  });
});
