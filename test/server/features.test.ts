/** Every feature once, end to end: that the right answer to each question comes back in a form that the protocol has. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import type * as lsp from 'vscode-languageserver-protocol';
import type { ItemsResult, TemplatesResult, WorkspaceItemsResult } from '../../protocol/server';
import { poll } from '../support/poll';
import { npy, npyHeader, workspace } from '../support/workspace';
import { pulling, TestClient } from './support/client';

const uri = 'untitled:kernels.reduce';
const textDocument = { uri };

const text = `preamble {
    __device__ float half_of(float v) { return v / 2.0f; }
    __device__ float quarter_of(float v) { return half_of(half_of(v)); }
}

// The sum of quarters.
kernel quarters {
    dtype_out   = float32;
    arguments   = const float *x, float scale;
    map_expr    = fmaf(scale, quarter_of(x[i]), 1);
    reduce_expr = a + b;
    neutral     = 0;
}

case ones of quarters {
    x      = ones(8);
    scale  = 2;
    expect = 4;
}
`;

const capabilities: lsp.ClientCapabilities = {
  ...pulling,
  textDocument: {
    ...pulling.textDocument,
    hover: { contentFormat: ['markdown', 'plaintext'] },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    signatureHelp: { signatureInformation: { documentationFormat: ['markdown'] } },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
  },
  workspace: {
    ...pulling.workspace,
    workspaceEdit: { documentChanges: true },
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
};

/** The position of a mark's first character; the `which`th of them. */
function at(mark: string, which = 0, content = text): lsp.Position {
  let offset = -1;
  for (let count = 0; count <= which; count++) offset = content.indexOf(mark, offset + 1);
  assert.notEqual(offset, -1, `"${mark}" is not in the text.`);
  const lines = content.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

const textOf = ({ start, end }: lsp.Range, content = text): string => {
  const lines = content.split('\n');
  return start.line === end.line ? (lines[start.line] ?? '').slice(start.character, end.character) : '…';
};

async function opened(context: TestContext, content = text, options: object = {}): Promise<TestClient> {
  const client = await TestClient.start(context, { capabilities, ...options });
  client.open(uri, content);
  return client;
}

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

describe('while writing', () => {
  test('completion, with documentation when an item is looked at', async (context) => {
    const client = await opened(context);
    const position = at('fmaf');
    const list = await client.request<lsp.CompletionList>('textDocument/completion', { textDocument, position });
    const fmaf = list.items.find(({ label }) => label === 'fmaf');
    assert.ok(fmaf, 'fmaf is not offered.');
    const resolved = await client.request<lsp.CompletionItem>('completionItem/resolve', fmaf);
    assert.notEqual(resolved.documentation, undefined);
  });

  test('completion of data files', async (context) => {
    const folder = workspace(context, { 'data/first.npy': '', 'k.txt': '' });
    const file = pathToFileURL(path.join(folder, 'k.reduce')).href;
    const content = text.replace('ones(8)', 'file("data/")');
    const client = await TestClient.start(context, { capabilities });
    client.open(file, content);
    const position = at('/")', 0, content);
    const list = await client.request<lsp.CompletionList>('textDocument/completion', {
      textDocument: { uri: file },
      position: { ...position, character: position.character + 1 },
      context: { triggerKind: 2, triggerCharacter: '/' },
    });
    assert.deepEqual(
      list.items.map(({ label }) => label),
      ['first.npy'],
    );
  });

  test('signature help', async (context) => {
    const client = await opened(context);
    const position = at('quarter_of(x');
    const help = await client.request<lsp.SignatureHelp>('textDocument/signatureHelp', { textDocument, position });
    assert.match(help.signatures[help.activeSignature ?? 0]?.label ?? '', /fmaf/);
    assert.equal(help.activeParameter ?? help.signatures[0]?.activeParameter, 1);
  });

  test('quick fixes', async (context) => {
    const content = text.replace('neutral  ', 'neutrl   ');
    const client = await opened(context, content);
    const [diagnostic] = await client.diagnostics(uri);
    assert.equal(diagnostic?.code, 'unknown-field');
    const actions = await client.request<lsp.CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range: diagnostic.range,
      context: { diagnostics: [diagnostic] },
    });
    assert.ok(
      actions.some(({ edit }) => JSON.stringify(edit).includes('"neutral"')),
      JSON.stringify(actions),
    );
  });

  test('formatting of a document, of a range, and of what is typed', async (context) => {
    const content = text.replace('    neutral     =', ' neutral =');
    const client = await opened(context, content);
    const options = { tabSize: 4, insertSpaces: true };
    const whole = await client.request<lsp.TextEdit[]>('textDocument/formatting', { textDocument, options });
    assert.ok(whole.length > 0);
    const line = at(' neutral =', 0, content);
    const range = { start: line, end: line };
    const part = await client.request<lsp.TextEdit[]>('textDocument/rangeFormatting', { textDocument, range, options });
    assert.ok(part.every((edit) => edit.range.start.line === line.line) && part.length > 0);
    const position = { line: line.line, character: ' neutral = 0;'.length };
    const edits: lsp.TextEdit[] = await client.request('textDocument/onTypeFormatting', {
      textDocument,
      position,
      ch: ';',
      options,
    });
    assert.ok(edits.length > 0);
  });

  test('PyCUDA code that is pasted becomes a kernel', async (context) => {
    const client = await opened(context);
    const python = `dot = ReductionKernel(np.float32, neutral="0", reduce_expr="a+b", map_expr="x[i]*y[i]",
        arguments="float *x, float *y")`;
    const converted = await client.request<{ text: string } | null>('warpfold/convertPaste', { text: python });
    assert.match(converted?.text ?? '', /kernel dot \{/);
    assert.equal(await client.request('warpfold/convertPaste', { text: 'print("hello")' }), null);
    const named = python.replace('dot', 'quarters');
    const renamed = await client.request<{ text: string } | null>('warpfold/convertPaste', {
      text: named,
      textDocument,
    });
    assert.doesNotMatch(renamed?.text ?? 'kernel quarters {', /kernel quarters \{/);
  });

  test('whole kernels to start from have names that are free, and a place between the items', async (context) => {
    const client = await opened(context);
    const inDocument: TemplatesResult = await client.request('warpfold/templates', {
      textDocument,
      position: at('reduce_expr'),
    });
    const alone: TemplatesResult = await client.request('warpfold/templates', {});
    assert.deepEqual(
      inDocument.templates.map(({ name }) => name),
      alone.templates.map(({ name }) => name),
    );
    assert.match(alone.templates[0]?.text ?? '', /^kernel sum \{\n {4}dtype_out/);
    assert.equal(alone.place, undefined);
    assert.equal(inDocument.place?.before, '\n\n');
  });
});

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
