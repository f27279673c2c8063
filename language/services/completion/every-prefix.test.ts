import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { TextEdit } from 'vscode-languageserver-types';
import { createAnalyser, type Analysis } from '../model/analysis';
import { signatureHelp } from '../signature-help';
import { completions, resolveCompletion } from './index';

const folder = new URL('../../../examples/', import.meta.url);
const examples = readdirSync(folder).filter((name) => name.endsWith('.reduce'));

/** Asks as a client does at the end of every prefix, and checks what the protocol demands of each item. */
function askAt(analysis: Analysis, offset: number): number {
  const position = analysis.lines.position(offset);
  const { items } = completions(analysis, position, { snippets: true, files: { list: () => [] } });
  // Most items share the range of the word at the cursor.
  const ranges = new Set(items.map(({ textEdit }) => (TextEdit.is(textEdit) ? textEdit.range : undefined)));
  for (const range of ranges) {
    assert.ok(range !== undefined, 'every item has a text edit');
    assert.equal(range.start.line, range.end.line, 'an edit is within a line');
    const [from, to] = [analysis.lines.offset(range.start), analysis.lines.offset(range.end)];
    assert.ok(from <= offset && offset <= to, 'an edit contains the cursor');
  }
  assert.equal(new Set(items.map(({ label }) => label)).size, items.length, 'no label stands twice');
  const [first] = items;
  if (first !== undefined) resolveCompletion(first);
  signatureHelp(analysis, position);
  return items.length;
}

for (const name of examples) {
  it(`${name}: every prefix completes`, () => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const analyser = createAnalyser('file:///kernels.reduce');
    let offered = 0;
    for (let end = 0; end <= text.length; end++) {
      const analysis = analyser.analyse(text.slice(0, end), end);
      offered += askAt(analysis, end);
    }
    assert.ok(offered > text.length);
  });

  it(`${name}: every place of the whole text completes, with a character missing too`, () => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const whole = createAnalyser('file:///kernels.reduce').analyse(text, 1);
    for (let offset = 0; offset <= text.length; offset++) askAt(whole, offset);
    const analyser = createAnalyser('file:///kernels.reduce');
    for (let offset = 0; offset < text.length; offset += 3) {
      askAt(analyser.analyse(text.slice(0, offset) + text.slice(offset + 1), offset), offset);
    }
  });
}
