import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProtocolTypes } from './protocol-types';

const types = new ProtocolTypes();
const position = { line: 0, character: 0 };
const range = { start: position, end: position };

test('takes what the protocol allows', () => {
  const hover = { contents: { kind: 'markdown', value: '' }, range };
  assert.equal(types.resultProblem('textDocument/hover', hover), undefined);
  assert.equal(types.resultProblem('textDocument/hover', null), undefined);
  assert.equal(types.resultProblem('textDocument/documentSymbol', []), undefined);
  assert.equal(types.resultProblem('shutdown', null), undefined);
  const diagnostic = { range, severity: 1, code: 'x', source: 'y', message: 'z', tags: [1], data: { any: [1] } };
  assert.equal(
    types.paramsProblem('textDocument/publishDiagnostics', { uri: 'u', diagnostics: [diagnostic] }),
    undefined,
  );
  assert.equal(types.resultProblem('textDocument/rename', { changes: { u: [{ range, newText: '' }] } }), undefined);
});

test('refuses what it does not', () => {
  const refused = (method: string, result: unknown, why: RegExp): void =>
    assert.match(types.resultProblem(method, result) ?? 'accepted', why);
  refused('textDocument/hover', { contents: 'x', rnge: range }, /a key "rnge"/);
  refused('textDocument/hover', { contents: { kind: 'html', value: '' } }, /contents/);
  refused('textDocument/hover', undefined, /result is undefined/);
  refused('textDocument/foldingRange', [{ startLine: 1 }], /lacks "endLine"/);
  refused('textDocument/rename', { changes: { u: [{ range }] } }, /changes\.u\[0\] lacks "newText"/);
  refused('textDocument/semanticTokens/full', { data: ['1'] }, /data/);
  refused('textDocument/made-up', null, /no request "textDocument\/made-up"/);
  const wrong = { uri: 'u', diagnostics: [{ range, severity: 9, message: '' }] };
  assert.match(types.paramsProblem('textDocument/publishDiagnostics', wrong) ?? '', /severity/);
});
