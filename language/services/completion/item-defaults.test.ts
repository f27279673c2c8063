import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompletionItem, CompletionList } from 'vscode-languageserver-types';
import { analyseAt } from '../testing/analyse-at';
import { completions, resolveCompletion } from './index';

const kernel = `kernel k {
    dtype_out   = float32;
    arguments   = const float *x;
    map_expr    = x$0;
    reduce_expr = a + b;
}
`;
const files = { list: () => [{ name: 'data.npy', isFolder: false }] };

function listAt(marked: string, itemDefaults: readonly string[]): CompletionList {
  const { analysis, position } = analyseAt(marked);
  return completions(analysis, position, { snippets: true, files, itemDefaults });
}

/** What a client inserts, and where, by the protocol's rules. */
function insertions({ itemDefaults, items }: CompletionList): unknown[] {
  return items.map(({ label, textEdit, textEditText, insertTextFormat }) => {
    const edit = textEdit ?? { range: itemDefaults?.editRange, newText: textEditText ?? label };
    return [label, edit, insertTextFormat];
  });
}

test('what is inserted and replaced stays the same where a list says the range once', () => {
  for (const marked of [
    kernel,
    'kernel k {\n    ma$0',
    `${kernel.replace('$0', '')}case c of k { x = file("da$0"); }`,
  ]) {
    const whole = listAt(marked, []);
    const shared = listAt(marked, ['commitCharacters', 'editRange']);
    assert.ok(whole.items.length > 0);
    assert.deepEqual(insertions(shared), insertions(whole));
    assert.ok(JSON.stringify(shared).length <= JSON.stringify(whole).length);
  }
});

test('a client that does not know the form, and an empty list, get none', () => {
  assert.equal(listAt(kernel, ['commitCharacters']).itemDefaults, undefined);
  assert.ok(listAt(kernel, []).items.every(({ textEdit }) => textEdit !== undefined));
  assert.deepEqual(listAt('// $0', ['editRange']), { isIncomplete: false, items: [] });
});

test('an item says no more than what its documentation is looked up by', () => {
  const { items } = listAt(kernel, ['editRange']);
  const find = (label: string): CompletionItem | undefined => items.find((item) => item.label === label);
  const sqrt = find('sqrtf');
  assert.ok(sqrt);
  assert.equal(sqrt.textEdit, undefined);
  assert.equal(sqrt.documentation, undefined);
  assert.equal(sqrt.data, 'function');
  assert.match(JSON.stringify(resolveCompletion(sqrt).documentation), /square root/i);
  assert.deepEqual(resolveCompletion({ label: 'sqrtf', data: 'nonsense' }), { label: 'sqrtf', data: 'nonsense' });
});
