import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FileAccess } from '../../../checked';
import { analyseAt } from '../../testing/analyse-at';
import { hover } from '../hover';
import { dot, hoverAt, inDot, lines } from '../testing/hover-at';

describe('hover of fields, dtypes, settings and generators', () => {
  it('shows meaning and counterpart', () => {
    assert.match(inDot('    neut')?.value ?? '', /^```reduce\nneutral\n```\n\nThe identity[^]*\*PyCUDA:\* `neutral`/);
    assert.match(inDot('= float')?.value ?? '', /^```reduce\nfloat32\n```\n\nFloating-point number of 32 bits/);
    assert.match(inDot('    exp')?.value ?? '', /^```reduce\nexpect\n```/);
    assert.match(inDot('kern')?.value ?? '', /\*PyCUDA:\* `ReductionKernel/);
    assert.match(inDot('uniform(0, 1, se')?.value ?? '', /^```reduce\nseed\n```/);
  });

  it('shows the type of a field here', () => {
    assert.match(inDot('    map')?.value ?? '', /Here `float`, as the accumulator\.$/);
    assert.match(inDot('    neut')?.value ?? '', /Here `int`, which becomes `float`, the accumulator\.$/);
  });

  it('shows the indices that a slice takes', () => {
    const sliced = (marked: string): string =>
      `${dot}case s of dot { x = zeros(100); y = ones(100); slice = ${marked}; }`;
    const indices = 'Here `n` is 100, and `i` takes 50 values: `99, 97, 95, … 1`.';
    assert.deepEqual(hoverAt(sliced('$0::-2')), { value: indices, covered: '::-2' });
    assert.ok(hoverAt(sliced('::-2').replace('slice', '$0slice'))?.value.endsWith(indices));
    assert.equal(hoverAt(sliced('$0::60'))?.value, 'Here `n` is 100, and `i` takes 2 values: `0, 60`.');
  });

  it('shows what an option does', () => {
    const shown = hoverAt('kernel k { options = "-ftz$0=true", "-DN=1"; }');
    assert.equal(shown?.value, 'Whether subnormal floats become 0. Default: `false`.');
    assert.equal(shown.covered, '"-ftz=true"');
    assert.match(hoverAt('kernel k { options = "-D$0N=1"; }')?.value ?? '', /^Defines a macro/);
  });

  it('shows what a generator makes here', () => {
    assert.equal(
      inDot('x = ar')?.value,
      lines(
        '```reduce',
        'arange([start,] stop[, step])',
        '```',
        '',
        '`start`, `start + step`, … up to `stop`, which is excluded, as `numpy.arange`.',
        '',
        'Here 400 `float`, 1.563 KiB: `0, 1, 2, … 399`.',
      ),
    );
    const list = hoverAt(dot.replace('arange(400)', '$0[1, 2.5, 3, 4, 5]'));
    assert.equal(list?.value, 'Here 5 `float`, 20 bytes: `1, 2.5, 3, … 5`.');
    assert.equal(list.covered, '[1, 2.5, 3, 4, 5]');
    assert.match(hoverAt(dot.replace('arange(400)', '$0zeros(2)'))?.value ?? '', /Here 2 `float`, 8 bytes: all `0`\./);
    assert.match(hoverAt(dot.replace('arange(400)', '$0arange(3)'))?.value ?? '', /12 bytes: `0, 1, 2`\./);
  });

  it('shows what a file holds', () => {
    const head = "{'descr': '<f4', 'fortran_order': False, 'shape': (8760,), }".padEnd(117) + '\n';
    const bytes = Uint8Array.from([0x93, ...Buffer.from('NUMPY'), 1, 0, 118, 0, ...Buffer.from(head)]);
    const files: FileAccess = {
      resolve: (path) => `/data/${path}`,
      stat: () => ({ size: bytes.length + 4 * 8760, modified: 0 }),
      readHead: () => bytes,
    };
    const sum = 'kernel sum { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; }';
    const { analysis, position } = analyseAt(`${sum} case c of sum { x = $0file("x.npy"); }`, { files });
    const contents = hover(analysis, position)?.contents;
    const here = 'Here 8\u202f760 `float`, 34.22 KiB: `float32` of shape (8760,) from `/data/x.npy`.';
    assert.ok(typeof contents === 'object' && 'value' in contents && contents.value.endsWith(here));
  });
});
