/** Features end to end: that the right answer to each question comes back in a form that the protocol has. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type * as lsp from 'vscode-languageserver-protocol';
import { poll } from '../support/poll';
import { workspace } from '../support/workspace';
import { pulling } from './support/client';
import { at, opened, text, textDocument, textOf, uri } from './support/document';

describe('while looking for names', () => {
  test('definition, references, highlights', async (context) => {
    const client = await opened(context);
    const position = at('quarter_of', 1);
    const [link] = await client.request<lsp.LocationLink[]>('textDocument/definition', { textDocument, position });
    assert.deepEqual(link?.targetSelectionRange.start, at('quarter_of', 0));
    const found = await client.request<lsp.Location[]>('textDocument/references', {
      textDocument,
      position,
      context: { includeDeclaration: true },
    });
    assert.equal(found.length, 2);
    const highlights = await client.request<lsp.DocumentHighlight[]>('textDocument/documentHighlight', {
      textDocument,
      position: at('scale'),
    });
    assert.equal(highlights.length, 3);
  });

  test('definition as a location, for an editor that knows no links', async (context) => {
    const client = await opened(context, text, { capabilities: pulling });
    const position = at('quarter_of', 1);
    const [location] = await client.request<lsp.Location[]>('textDocument/definition', { textDocument, position });
    assert.deepEqual(location?.range.start, at('quarter_of', 0));
  });

  test('rename, and why a name cannot be changed', async (context) => {
    const client = await opened(context);
    const position = at('scale');
    const target = await client.request<{ range: lsp.Range }>('textDocument/prepareRename', { textDocument, position });
    assert.equal(textOf(target.range), 'scale');
    const edit = await client.request<lsp.WorkspaceEdit>('textDocument/rename', {
      textDocument,
      position,
      newName: 'factor',
    });
    const [change] = edit.documentChanges ?? [];
    assert.ok(change && 'textDocument' in change);
    assert.deepEqual([change.textDocument.version, change.edits.length], [1, 3]);
    await assert.rejects(client.request('textDocument/rename', { textDocument, position, newName: 'float' }), /float/);
    await assert.rejects(client.request('textDocument/prepareRename', { textDocument, position: at('fmaf') }), /fmaf/);
  });

  test('rename in the older form, for an editor that knows no versions', async (context) => {
    const client = await opened(context, text, { capabilities: pulling });
    const position = at('scale');
    const edit = await client.request<lsp.WorkspaceEdit>('textDocument/rename', {
      textDocument,
      position,
      newName: 'factor',
    });
    assert.equal(edit.changes?.[uri]?.length, 3);
    assert.equal(edit.documentChanges, undefined);
  });

  test('call hierarchy', async (context) => {
    const client = await opened(context);
    const position = at('half_of');
    const [item] = await client.request<lsp.CallHierarchyItem[]>('textDocument/prepareCallHierarchy', {
      textDocument,
      position,
    });
    assert.equal(item?.name, 'half_of');
    const incoming = await client.request<lsp.CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item });
    assert.deepEqual(
      incoming.map(({ from, fromRanges }) => [from.name, fromRanges.length]),
      [['quarter_of', 2]],
    );
    const outgoing = await client.request<lsp.CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', {
      item: incoming[0]?.from,
    });
    assert.deepEqual(
      outgoing.map(({ to }) => to.name),
      ['half_of'],
    );
  });

  describe('in the workspace', () => {
    const other = 'kernel elsewhere { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; }\n';
    const namesOf = (found: readonly lsp.WorkspaceSymbol[]): string[] => found.map(({ name }) => name).sort();
    const files = { 'a/other.reduce': other, 'node_modules/skipped.reduce': other.replace('elsewhere', 'skipped') };

    test('symbols of open and of closed files, which may change', async (context) => {
      const folder = workspace(context, files);
      const folderUri = pathToFileURL(folder).href;
      const client = await opened(context, text, { workspaceFolders: [folderUri] });
      const ask = (query: string): Promise<lsp.WorkspaceSymbol[]> => client.request('workspace/symbol', { query });
      assert.deepEqual(namesOf(await ask('elsewhere')), ['elsewhere']);
      assert.deepEqual(namesOf(await ask('skipped')), []);
      assert.deepEqual(namesOf(await ask('quarters')), ['quarters']);
      await poll('the watchers', () => client.registered.includes('workspace/didChangeWatchedFiles'));
      const file = `${folderUri}/a/other.reduce`;
      client.open(file, other.replace('elsewhere', 'edited'));
      assert.deepEqual(namesOf(await ask('elsewhere')), [], 'What an editor has open counts, not the disk.');
      client.close(file);
      assert.deepEqual(namesOf(await ask('elsewhere')), ['elsewhere']);
      writeFileSync(path.join(folder, 'a/new.reduce'), other.replace('elsewhere', 'brand_new'));
      client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `${folderUri}/a/new.reduce`, type: 1 }] });
      assert.deepEqual(namesOf(await ask('brand_new')), ['brand_new']);
      client.notify('workspace/didChangeWorkspaceFolders', {
        event: { added: [], removed: [{ uri: folderUri, name: 'gone' }] },
      });
      assert.deepEqual(namesOf(await ask('brand_new')), []);
    });
  });
});
