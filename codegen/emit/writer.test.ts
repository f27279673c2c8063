import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LineIndex } from '../../language/text/line-index';
import { SourceWriter } from './writer';

/** Texts with every kind of line end, tabs, and characters of one and two code units. */
const documents = fc
  .array(fc.constantFrom('x', '[i]', ' ', '\t', '\n', '\r\n', '\r', '// é\n', '"𝄞"', 'a + b'), { maxLength: 40 })
  .map((parts) => parts.join(''));

function rangeIn(text: string): fc.Arbitrary<{ text: string; start: number; end: number }> {
  const offset = fc.nat({ max: text.length });
  // A range never begins or ends inside a Windows line end.
  const whole = (at: number): number => (text[at] === '\n' && text[at - 1] === '\r' ? at - 1 : at);
  return fc.tuple(offset, offset).map(([one, other]) => ({
    text,
    start: whole(Math.min(one, other)),
    end: whole(Math.max(one, other)),
  }));
}

describe('SourceWriter', () => {
  it("puts each of the user's characters at its own line and column, and finds it again", () => {
    fc.assert(
      fc.property(documents.chain(rangeIn), ({ text, start, end }) => {
        const writer = new SourceWriter(text, 'user.reduce', 'ours.cu');
        writer.write('before');
        writer.writeUser(start, end);
        writer.write('after');
        const generated = writer.finish();
        const lines = generated.text.split('\n');
        const index = new LineIndex(text);

        const directive = /^#line (\d+) "user\.reduce"$/.exec(lines[1] ?? '');
        assert.equal(Number(directive?.[1]), index.position(start).line + 1);
        for (let offset = start; offset < end; offset++) {
          const character = text[offset] ?? '';
          if (character === '\r' || character === '\n') continue;
          const place = generated.map.toGenerated(offset, offset + 1);
          assert.ok(place);
          assert.equal(lines[place.line]?.[place.character], character);
          assert.equal(generated.map.toDocument(place.line, place.character), offset);
          const { line, character: column } = index.position(offset);
          assert.deepEqual(place, { line: 2 + line - index.position(start).line, character: column });
        }
      }),
    );
  });

  it("keeps the tabs before the user's text and blanks everything else", () => {
    const text = '\tmap_expr\t= x[i];';
    const writer = new SourceWriter(text, 'user.reduce', 'ours.cu');
    writer.writeUser(text.indexOf('x['), text.indexOf(';'));
    assert.equal(writer.finish().text.split('\n')[1], '\t        \t  x[i]');
  });

  it('numbers the lines of its own file', () => {
    const writer = new SourceWriter('x[i]\n+ 1', 'user.reduce', 'ours.cu');
    writer.write('one\ntwo');
    writer.writeUser(0, 8);
    writer.write('seven');
    assert.deepEqual(writer.finish().text.split('\n'), [
      'one',
      'two',
      '#line 1 "user.reduce"',
      'x[i]',
      '+ 1',
      '#line 7 "ours.cu"',
      'seven',
      '',
    ]);
  });

  it('has no place in the document for our own text', () => {
    const writer = new SourceWriter('  x[i]', 'user.reduce', 'ours.cu');
    writer.write('ours');
    writer.writeUser(2, 6);
    const { map } = writer.finish();
    assert.equal(map.toDocument(0, 0), undefined);
    assert.equal(map.toDocument(2, 1), undefined, 'the padding');
    assert.equal(map.toDocument(2, 2), 2);
    assert.equal(map.toDocument(2, 6), 6, 'the place behind the last character');
    assert.equal(map.toDocument(2, 7), undefined);
  });

  it('maps text that stands in for something to the place where that would be', () => {
    const writer = new SourceWriter('arguments = int *x;', 'user.reduce', 'ours.cu');
    writer.writeUser(18, 18, 'x[i]');
    const { text, map } = writer.finish();
    assert.equal(text.split('\n')[1], `${' '.repeat(18)}x[i]`);
    assert.equal(map.toDocument(1, 20), 18);
    assert.deepEqual(map.toGenerated(18, 18), { line: 1, character: 18 });
  });

  it("finds the piece of the user's text that is nearest to a line of ours", () => {
    const writer = new SourceWriter('one\ntwo', 'user.reduce', 'ours.cu');
    writer.write('0');
    writer.writeUser(0, 3); // lines 1 to 3
    writer.write('4\n5\n6\n7');
    writer.writeUser(4, 7); // lines 8 to 10
    writer.write('11');
    const { map } = writer.finish();
    assert.deepEqual(map.nearestExpression(0), { start: 0, end: 3 });
    assert.deepEqual(map.nearestExpression(4), { start: 0, end: 3 });
    assert.deepEqual(map.nearestExpression(7), { start: 4, end: 7 });
    assert.deepEqual(map.nearestExpression(11), { start: 4, end: 7 });
  });

  it('escapes file names', () => {
    const writer = new SourceWriter('x', 'C:\\my "kernels".reduce', 'ours.cu');
    writer.writeUser(0, 1);
    assert.equal(writer.finish().text.split('\n')[0], '#line 1 "C:\\\\my \\"kernels\\".reduce"');
  });
});
