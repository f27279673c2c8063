/** Features end to end: that the right answer to each question comes back in a form that the protocol has. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type * as lsp from 'vscode-languageserver-protocol';
import { npy, npyHeader, workspace } from '../support/workspace';
import { pulling, TestClient } from './support/client';
import { at, capabilities, opened, text, textDocument, textOf, uri } from './support/document';

describe('while reading', () => {
  test('hover', async (context) => {
    const client = await opened(context);
    const hover = await client.request<lsp.Hover>('textDocument/hover', { textDocument, position: at('fmaf') });
    assert.match((hover.contents as lsp.MarkupContent).value, /fmaf/);
    assert.equal((hover.contents as lsp.MarkupContent).kind, 'markdown');
  });

  test('hover as plain text, for an editor that knows no other', async (context) => {
    const plain = { ...capabilities, textDocument: { ...capabilities.textDocument, hover: {} } };
    const client = await opened(context, text, { capabilities: plain });
    const hover = await client.request<lsp.Hover>('textDocument/hover', { textDocument, position: at('fmaf') });
    assert.equal((hover.contents as lsp.MarkupContent).kind, 'plaintext');
    assert.doesNotMatch((hover.contents as lsp.MarkupContent).value, /```/);
  });

  test('semantic tokens: whole, in a range, and what changed', async (context) => {
    const client = await opened(context);
    const full = await client.request<lsp.SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
    assert.ok(full.data.length > 0);
    const range = { start: at('case ones'), end: at('expect') };
    const part = await client.request<lsp.SemanticTokens>('textDocument/semanticTokens/range', { textDocument, range });
    assert.ok(part.data.length > 0 && part.data.length < full.data.length);
    const scale = at('scale', 0);
    client.change(uri, { range: { start: scale, end: scale }, text: 'my_' });
    const previousResultId = full.resultId;
    const delta = await client.request<lsp.SemanticTokensDelta>('textDocument/semanticTokens/full/delta', {
      textDocument,
      previousResultId,
    });
    const now = [...full.data];
    for (const { start, deleteCount, data = [] } of delta.edits) now.splice(start, deleteCount, ...data);
    const again = await client.request<lsp.SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
    assert.deepEqual(now, again.data);
    const unknown = await client.request<lsp.SemanticTokens>('textDocument/semanticTokens/full/delta', {
      textDocument,
      previousResultId: 'of another life',
    });
    assert.deepEqual(unknown.data, again.data);
  });

  test('inlay hints, as the settings want them', async (context) => {
    const client = await opened(context);
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const ask = (): Promise<lsp.InlayHint[]> => client.request('textDocument/inlayHint', { textDocument, range });
    assert.ok((await ask()).length > 0);
    const inlayHints = { dtypes: false, conversions: false, parameterNames: false };
    client.notify('workspace/didChangeConfiguration', { settings: { warpfold: { inlayHints } } });
    assert.deepEqual(await ask(), []);
  });

  test('outline, folds, selection ranges', async (context) => {
    const client = await opened(context);
    const symbols = await client.request<lsp.DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
    assert.ok(symbols.some(({ name, children }) => name === 'quarters' && (children?.length ?? 0) > 0));
    const folds = await client.request<lsp.FoldingRange[]>('textDocument/foldingRange', { textDocument });
    assert.ok(folds.some(({ startLine }) => startLine === at('kernel quarters').line));
    const positions = [at('x[i]')];
    const [selection] = await client.request<lsp.SelectionRange[]>('textDocument/selectionRange', {
      textDocument,
      positions,
    });
    assert.equal(textOf(selection?.range ?? { start: at('x'), end: at('x') }), 'x');
    assert.ok(selection?.parent !== undefined);
  });

  test('outline as a list, for an editor that knows no tree', async (context) => {
    const client = await opened(context, text, { capabilities: pulling });
    const symbols = await client.request<lsp.SymbolInformation[]>('textDocument/documentSymbol', { textDocument });
    const argument = symbols.find(({ name }) => name === 'scale');
    assert.deepEqual([argument?.containerName, argument?.location.uri], ['quarters', uri]);
  });

  test('links to data files', async (context) => {
    const folder = workspace(context, { 'x.npy': npy(npyHeader('<f4', 1), new Uint8Array(4)) });
    const file = pathToFileURL(path.join(folder, 'k.reduce')).href;
    const client = await TestClient.start(context, { capabilities });
    client.open(file, text.replace('ones(8)', 'file("x.npy")'));
    const links = await client.request<lsp.DocumentLink[]>('textDocument/documentLink', {
      textDocument: { uri: file },
    });
    assert.deepEqual(
      links.map(({ target }) => target),
      [pathToFileURL(path.join(folder, 'x.npy')).href],
    );
  });
});
