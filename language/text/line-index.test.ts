import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LineIndex } from './line-index';

const text = fc.string({ unit: fc.constantFrom('a', '𝛼', '\n', '\r', '\r\n'), maxLength: 12 });

test('lines end at each of the three line breaks', () => {
  fc.assert(
    fc.property(text, (content) => {
      const index = new LineIndex(content);
      const lines = content.split(/\r\n|\r|\n/);
      assert.equal(index.lineCount, lines.length);
      for (const [line, characters] of lines.entries()) {
        const start = index.offset({ line, character: 0 });
        assert.equal(content.slice(start, index.offset({ line, character: Infinity })), characters);
      }
    }),
  );
});

test('a position leads back to its offset, but for the middle of a line break', () => {
  fc.assert(
    fc.property(text, (content) => {
      const index = new LineIndex(content);
      for (let offset = 0; offset <= content.length; offset++) {
        if (content.slice(offset - 1, offset + 1) === '\r\n') continue;
        assert.equal(index.offset(index.position(offset)), offset);
      }
    }),
  );
});

test('the lines of an edited text are those of the text anew', () => {
  fc.assert(
    fc.property(text, text, text, text, (start, removed, inserted, end) => {
      const before = new LineIndex(start + removed + end);
      const edited = start + inserted + end;
      assert.deepEqual(new LineIndex(edited, before), new LineIndex(edited));
    }),
    { numRuns: 2000 },
  );
});

test('a place outside the text is the nearest inside', () => {
  const index = new LineIndex('ab\r\ncd');
  assert.equal(index.offset({ line: -1, character: 4 }), 0);
  assert.equal(index.offset({ line: 0, character: 99 }), 2);
  assert.equal(index.offset({ line: 0, character: -1 }), 0);
  assert.equal(index.offset({ line: 9, character: 0 }), 6);
  assert.deepEqual(index.position(99), { line: 1, character: 2 });
  assert.deepEqual(index.position(-1), { line: 0, character: 0 });
});
