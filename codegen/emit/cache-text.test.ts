import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cacheTextOf } from './cache-text';

const generated = 'one\n#line 3 "user.reduce"\n  x[i]\n#line 5 "ours.cu"\ntwo\n';

describe('cacheTextOf', () => {
  it("does not depend on where the user's text stands", () => {
    const moved = generated.replace('#line 3', '#line 300');
    assert.equal(cacheTextOf(generated, ['x[i]']), cacheTextOf(moved, ['x[i]']));
    assert.equal(cacheTextOf(generated, ['x[i]']), 'one\n  x[i]\ntwo\n');
  });

  it('depends on it where the code can see its own line', () => {
    for (const text of ['__LINE__', '__FILE__', 'assert(x > 0)'])
      assert.equal(cacheTextOf(generated, [text]), generated);
  });
});
