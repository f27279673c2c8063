import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClientCapabilities, CompletionItem, CompletionList } from 'vscode-languageserver';
import { withItemDefaults } from './item-defaults';

const client: ClientCapabilities = {
  textDocument: { completion: { completionList: { itemDefaults: ['commitCharacters', 'editRange'] } } },
};
const at = (
  start: number,
  end: number,
): { start: { line: 0; character: number }; end: { line: 0; character: number } } => ({
  start: { line: 0, character: start },
  end: { line: 0, character: end },
});
const item = (label: string, newText: string, range = at(4, 6)): CompletionItem => ({
  label,
  textEdit: { range, newText },
});
const list = (...items: CompletionItem[]): CompletionList => ({ isIncomplete: false, items });

/** What a client inserts, and where, by the protocol's rules. */
function insertion({ itemDefaults, items }: CompletionList): unknown[] {
  return items.map(({ label, textEdit, textEditText }) => {
    if (textEdit !== undefined) return 'range' in textEdit ? [textEdit.range, textEdit.newText] : textEdit;
    return [itemDefaults?.editRange, textEditText ?? label];
  });
}

test('what is inserted and replaced stays the same', () => {
  const whole = list(item('x', 'x'), item('fabsf', 'fabsf(${1:x})'), item('"data.npy"', '"data.npy"', at(3, 7)));
  const shared = withItemDefaults(client, whole);
  assert.deepEqual(insertion(shared), insertion(whole));
  assert.equal(JSON.stringify(shared.items[0]), '{"label":"x"}');
});

test('a client that does not know the form, and an empty list, get what there is', () => {
  const whole = list(item('x', 'x'));
  assert.equal(withItemDefaults({}, whole), whole);
  assert.deepEqual(withItemDefaults(client, list()), list());
});
