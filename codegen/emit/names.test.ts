import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Names } from './names';

describe('Names', () => {
  it("takes a prefix that no text of the user's contains", () => {
    assert.equal(new Names(['x[i] * y[i]']).prefix, 'wf_');
    assert.equal(new Names(['wf_map(x[i])']).prefix, 'wf1_');
    assert.equal(new Names(['x', '#define M wf_ ## wf1_']).prefix, 'wf2_');
  });

  it('never gives a name that the user has', () => {
    const words = fc.constantFrom('tile', 'wf_tile', 'wf1_tile', 'lane', 'wf_', 'first', 'a', 'b');
    fc.assert(
      fc.property(fc.array(words), (texts: readonly string[]) => {
        const names = new Names(texts);
        for (const word of ['tile', 'lane', 'first']) {
          assert.ok(!texts.includes(names.local(word)));
          assert.ok(!texts.includes(names.global(word)));
        }
      }),
    );
  });

  it('keeps plain words inside our functions where the user has none of them', () => {
    const names = new Names(['float tile; // and a lane', 'x[i]']);
    assert.equal(names.fill('$first $tile $lane @map 3 % 2'), 'first wf_tile_ wf_lane_ wf_map 3 % 2');
  });

  it('hides no name at file scope with one inside a function', () => {
    const names = new Names(['int result;']);
    assert.notEqual(names.local('result'), names.global('result'));
  });

  it('trusts no plain word where headers may define it', () => {
    assert.equal(new Names(['  #  include <mine.h>\n']).local('first'), 'wf_first_');
  });

  it('renames an argument only where it would hide what our function needs', () => {
    const names = new Names(['x', 'threadIdx']);
    const needed = new Set(['threadIdx']);
    assert.equal(names.argument('x', needed), 'x');
    assert.equal(names.argument('threadIdx', needed), 'wf_threadIdx');
  });
});
