/** Features end to end: that the right answer to each question comes back in a form that the protocol has. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type * as lsp from 'vscode-languageserver-protocol';
import type { ItemsResult, WorkspaceItemsResult } from '../../protocol/server';
import { poll } from '../support/poll';
import { npy, npyHeader, workspace } from '../support/workspace';
import { TestClient } from './support/client';
import { at, capabilities, opened, text, textDocument, textOf, uri } from './support/document';

describe('Warpfold’s own', () => {
  test('code lenses, for the commands that the editor has and the documents that can run', async (context) => {
    const initializationOptions = { commands: { run: 'example.run' } };
    const client = await opened(context, text, { initializationOptions });
    const ask = (document: string): Promise<lsp.CodeLens[]> =>
      client.request('textDocument/codeLens', { textDocument: { uri: document } });
    const lenses = await ask(uri);
    assert.deepEqual(new Set(lenses.map(({ command }) => command?.command)), new Set(['example.run']));
    assert.equal(lenses.length, 2);
    client.open('git:/kernels.reduce', text);
    assert.deepEqual(await ask('git:/kernels.reduce'), []);
  });

  test('items, with hashes that last as long as their results', async (context) => {
    const client = await opened(context);
    const ask = (): Promise<ItemsResult> => client.request('warpfold/items', { textDocument });
    const first = await ask();
    assert.equal(first.version, 1);
    assert.deepEqual(
      first.items.map(({ kind, name, kernel, hasExpect }) => [kind, name, kernel, hasExpect]),
      [
        ['kernel', 'quarters', undefined, false],
        ['case', 'ones', 'quarters', true],
      ],
    );
    const [kernel] = first.items;
    assert.deepEqual(
      kernel?.expressions.map(({ field, range }) => [field, textOf(range)]),
      [
        ['map_expr', 'fmaf(scale, quarter_of(x[i]), 1)'],
        ['reduce_expr', 'a + b'],
        ['neutral', '0'],
      ],
    );
    assert.equal(textOf(kernel?.nameRange ?? { start: at('x'), end: at('x') }), 'quarters');
    const hashes = (items: ItemsResult): unknown[] => items.items.map(({ hash }) => hash);
    client.change(uri, { text: text.replace('The sum', 'The total').replace('a + b', 'a  +  b') });
    assert.deepEqual(hashes(await ask()), hashes(first));
    client.change(uri, { text: text.replace('v / 2.0f', 'v / 2.5f') });
    const edited = hashes(await ask());
    assert.ok(edited.every((hash, index) => hash !== hashes(first)[index]));
  });

  test('items of files that nobody opened, with the hashes that they have when opened', async (context) => {
    const folder = workspace(context, {
      'closed.reduce': text.replace('ones(8)', 'file("x.npy")'),
      'x.npy': npy(npyHeader('<f4', 8), new Uint8Array(32)),
    });
    const folderUri = pathToFileURL(folder).href;
    const client = await opened(context, text, { workspaceFolders: [folderUri] });
    const ask = (): Promise<WorkspaceItemsResult> => client.request('warpfold/workspaceItems', {});
    const found = await ask();
    const file = `${folderUri}/closed.reduce`;
    assert.deepEqual(
      found.map((each) => each.uri),
      [uri, file],
    );
    client.open(file, readFileSync(path.join(folder, 'closed.reduce'), 'utf8'));
    const { items } = await client.request<ItemsResult>('warpfold/items', { textDocument: { uri: file } });
    assert.deepEqual(found[1]?.items, items);
    client.close(file);
    writeFileSync(path.join(folder, 'x.npy'), npy(npyHeader('<f4', 80), new Uint8Array(320)));
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `${folderUri}/x.npy`, type: 2 }] });
    const again = await ask();
    assert.notEqual(again[1]?.items[1]?.hash, items[1]?.hash, 'The case reads other data now.');
  });

  test('a data file that changes is looked at again', async (context) => {
    const folder = workspace(context, { 'x.npy': npy(npyHeader('<f4', 8), new Uint8Array(32)) });
    const file = pathToFileURL(path.join(folder, 'k.reduce')).href;
    const client = await TestClient.start(context, { capabilities });
    client.open(file, text.replace('ones(8)', 'file("x.npy")'));
    assert.deepEqual(await client.diagnostics(file), []);
    writeFileSync(path.join(folder, 'x.npy'), npy(npyHeader('<f8', 80), new Uint8Array(640)));
    const changed = pathToFileURL(path.join(folder, 'x.npy')).href;
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: changed, type: 2 }] });
    await client.diagnosticsWhen('the mistake of dtypes', file, (found) => found.length > 0);
    await poll('the editor to be told', () => client.diagnosticRefreshes > 0);
  });
});
