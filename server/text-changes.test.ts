import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LineIndex } from '../language';
import { applyChanges } from './text-changes';

const at = (line: number, character: number) => ({ line, character });

test('characters count as UTF-16 code units', () => {
  const change = { range: { start: at(0, 3), end: at(0, 4) }, text: 'c' };
  assert.equal(applyChanges('𝛼 b;\n', [change]), '𝛼 c;\n');
});

test('a place behind the end of a line is its end, whatever ends the line', () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const change = { range: { start: at(0, 99), end: at(0, 99) }, text: ';' };
    assert.equal(applyChanges(`a${end}b`, [change]), `a;${end}b`);
  }
});

test('a change without a range is the whole text, and those behind it count from that', () => {
  const insert = { range: { start: at(1, 0), end: at(1, 0) }, text: 'x' };
  assert.equal(applyChanges('old', [{ text: 'a\nb' }, insert]), 'a\nxb');
});

test('several changes at once give what they give one after the other', () => {
  const position = fc.record({ line: fc.nat(6), character: fc.nat(6) });
  const piece = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '𝛼'), maxLength: 6 });
  const change = fc.record({ range: fc.record({ start: position, end: position }), text: piece });
  fc.assert(
    fc.property(piece, piece, fc.array(change, { maxLength: 5 }), (head, tail, changes) => {
      const oneByOne = changes.reduce((text, { range, text: inserted }) => {
        const lines = new LineIndex(text);
        const ends = [lines.offset(range.start), lines.offset(range.end)].sort((left, right) => left - right);
        return text.slice(0, ends[0]) + inserted + text.slice(ends[1]);
      }, head + tail);
      assert.equal(applyChanges(head + tail, changes), oneByOne);
    }),
  );
});
