import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editor } from '../../test/support/vscode';
import type { DocumentItem, DocumentItems } from '../documents/document-items';
import { resolveTarget, targetOfItem } from './target-at-cursor';

const uri = 'file:///a.reduce';
const at = (line: number): DocumentItem['range'] => ({ start: { line, character: 0 }, end: { line, character: 9 } });
const kernel: DocumentItem = {
  kind: 'kernel',
  name: 'dot',
  range: at(2),
  nameRange: at(2),
  expressions: [],
  hasExpect: false,
};
const small: DocumentItem = { ...kernel, kind: 'case', name: 'small', kernel: 'dot', range: at(6) };
const documents = { of: () => Promise.resolve([kernel, small]) } as unknown as DocumentItems;

function cursorAt(line: number, languageId = 'reduce'): void {
  editor.activeTextEditor = { document: { languageId, uri }, selection: { active: { line, character: 0 } } };
}

test('a command runs what it was called with, whatever the cursor stands in', async () => {
  cursorAt(3);
  assert.deepEqual(await resolveTarget(documents, { uri, kernel: 'sum', case: 'large' }), {
    uri,
    kernel: 'sum',
    case: 'large',
  });
  assert.deepEqual(await resolveTarget(documents, { uri, kernel: 'sum' }), { uri, kernel: 'sum' });
});

test('without a target it is what the cursor stands in; menus give an address, which is none', async () => {
  cursorAt(3);
  assert.deepEqual(await resolveTarget(documents, undefined), { uri, kernel: 'dot' });
  cursorAt(6);
  assert.deepEqual(await resolveTarget(documents, { scheme: 'file', path: '/a.reduce' }), {
    uri,
    kernel: 'dot',
    case: 'small',
  });
});

test('other editors have no target', async () => {
  cursorAt(3, 'python');
  assert.equal(await resolveTarget(documents, undefined), undefined);
  editor.activeTextEditor = undefined;
  assert.equal(await resolveTarget(documents, undefined), undefined);
});

test('items whose names are missing cannot run', () => {
  assert.equal(targetOfItem(uri, { ...kernel, name: '' }), undefined);
  assert.equal(targetOfItem(uri, { ...small, kernel: '' }), undefined);
  assert.equal(targetOfItem(uri, { ...kernel, kind: 'case' }), undefined);
});
