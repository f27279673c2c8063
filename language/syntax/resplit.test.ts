import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { resplit } from './resplit';
import { splitItems } from './split-items';
import { itemsAfter } from './testing/items-after';

const pieces = [
  'kernel a {',
  'kernel b\n{',
  'case c of a {',
  'case c\n',
  'preamble {',
  '}',
  '};',
  ' x = [1];',
  'word =',
  '\n',
  '\n\n',
  '// note\n',
  '/* block */',
  '/*',
  '"',
  ';',
  '#if 0\n',
  'float f() { }',
];

test('an edit gives the same items as cutting the whole text anew', () => {
  const part = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(part, part, part, part, (before, removed, inserted, after) => {
      const oldText = before + removed + after;
      const text = before + inserted + after;
      assert.deepEqual(itemsAfter(oldText, text), splitItems(text));
    }),
    { numRuns: 5000 },
  );
});

test('an item is cut anew where the comment behind it is closed at last', () => {
  const oldText = 'kernel a { }; /*};';
  const text = 'kernel a { }; /*}; /* block */};';
  assert.deepEqual(itemsAfter(oldText, text), splitItems(text));
});

test('items before and after the edit are kept', () => {
  const kernels = Array.from({ length: 10 }, (_, index) => `kernel k${index} { neutral = ${index}; }\n`);
  const text = kernels.join('');
  const { kept, changed, moved } = resplit(text, splitItems(text), text.replace('= 5', '= 5 + 5'));
  assert.deepEqual([kept, changed.length, moved], [3, 3, 4]);
});
