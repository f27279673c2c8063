import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { commonEnd, commonStart } from './common-ends';

test('the ends are as long as they can be', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '𝛼'), maxLength: 8 });
  fc.assert(
    fc.property(text, text, text, (shared, one, other) => {
      const start = commonStart(shared + one, shared + other);
      assert.equal((shared + one).slice(0, start), (shared + other).slice(0, start));
      assert.ok(start >= shared.length);
      assert.ok((shared + one).charAt(start) === '' || (shared + one).charAt(start) !== (shared + other).charAt(start));
      const end = commonEnd(one + shared, other + shared);
      assert.ok((one + shared).endsWith((other + shared).slice(other.length + shared.length - end)));
      assert.ok(end >= shared.length);
    }),
  );
});
