import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DocumentDiagnosticReport } from 'vscode-languageserver-protocol';
import { poll } from '../support/poll';
import { TestClient, pulling, pushed } from './support/client';

const uri = 'untitled:kernels.reduce';

const sound = `kernel total {
    dtype_out   = float32;
    arguments   = const float *x;
    reduce_expr = a + b;
    neutral     = 0;
}
`;
const misspelt = sound.replace('reduce_expr', 'reduce_exp');
const unlawful = sound.replace('a + b', 'a - b');

const codesOf = (found: readonly { readonly code?: unknown }[]): unknown[] => found.map(({ code }) => code);

describe('an editor that asks for diagnostics', () => {
  test('gets them, with a link to what they mean', async (context) => {
    const client = await TestClient.start(context, { capabilities: pulling });
    assert.deepEqual(client.result.capabilities.diagnosticProvider, {
      identifier: 'warpfold',
      interFileDependencies: false,
      workspaceDiagnostics: false,
    });
    client.open(uri, misspelt);
    const [diagnostic] = await client.diagnostics(uri);
    assert.equal(diagnostic?.code, 'unknown-field');
    assert.equal(diagnostic.source, 'warpfold');
    assert.deepEqual(diagnostic.range, { start: { line: 3, character: 4 }, end: { line: 3, character: 14 } });
    assert.match(diagnostic.codeDescription?.href ?? '', /^file:\/\/.*\/docs\/diagnostics\.md#unknown-field$/);
    assert.deepEqual(client.published, [], 'It must not be sent them as well.');
  });

  test('is told that nothing changed where nothing did', async (context) => {
    const client = await TestClient.start(context);
    client.open(uri, misspelt);
    const ask = (previousResultId?: string): Promise<DocumentDiagnosticReport> =>
      client.request('textDocument/diagnostic', { textDocument: { uri }, previousResultId });
    const first = await ask();
    assert.equal(first.kind, 'full');
    const again = await ask(first.resultId);
    assert.deepEqual(again, { kind: 'unchanged', resultId: first.resultId });
    client.change(uri, { text: sound });
    const mended = await ask(first.resultId);
    assert.equal(mended.kind === 'full' && mended.items.length, 0);
  });

  test('is told to ask again when operator laws are known', async (context) => {
    const client = await TestClient.start(context);
    client.open(uri, many(300, 'a - b'));
    const first = await client.diagnostics(uri);
    assert.ok(first.length < 300, 'All operator laws of 300 kernels were checked before the first answer.');
    // An editor that asks all the time would learn them answer by answer; this one waits to be told.
    await poll('the editor to be told', () => client.diagnosticRefreshes > 0);
    assert.equal((await client.diagnostics(uri)).length, 300);
  });
});

function many(count: number, reduce: string): string {
  return Array.from({ length: count }, (_, at) => unlawful.replace('total', `k${at}`).replace('a - b', reduce)).join(
    '',
  );
}

describe('an editor that is sent diagnostics', () => {
  test('gets them when a document opens, after changes, and none once it is closed', async (context) => {
    const client = await TestClient.start(context, { capabilities: pushed });
    assert.equal(client.result.capabilities.diagnosticProvider, undefined);
    client.open(uri, misspelt);
    const opened = await client.publishedWhen('the first diagnostics', uri, () => true);
    assert.deepEqual(codesOf(opened.diagnostics), ['unknown-field']);
    assert.equal(opened.version, 1);
    client.change(uri, { text: sound });
    const changed = await client.publishedWhen('the mended diagnostics', uri, ({ version }) => version === 2);
    assert.deepEqual(changed.diagnostics, []);
    client.change(uri, { text: misspelt });
    await client.publishedWhen('the broken diagnostics', uri, ({ version }) => version === 3);
    client.close(uri);
    await client.publishedWhen('the diagnostics to go', uri, ({ diagnostics }) => diagnostics.length === 0);
  });

  test('gets operator laws when they are known', async (context) => {
    const client = await TestClient.start(context, { capabilities: pushed });
    client.open(uri, many(200, 'a - b'));
    await client.publishedWhen('all operator laws', uri, ({ diagnostics }) => diagnostics.length === 200);
  });

  test('also where it asks, but could not be told to ask again', async (context) => {
    const client = await TestClient.start(context, { capabilities: { textDocument: { diagnostic: {} } } });
    client.open(uri, misspelt);
    await client.publishedWhen('the diagnostics', uri, ({ diagnostics }) => diagnostics.length === 1);
  });
});
