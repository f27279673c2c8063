/** Features end to end: that the right answer to each question comes back in a form that the protocol has. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type * as lsp from 'vscode-languageserver-protocol';
import type { TemplatesResult } from '../../protocol/server';
import { workspace } from '../support/workspace';
import { TestClient } from './support/client';
import { at, capabilities, opened, text, textDocument, uri } from './support/document';

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

  test('completion sends what suits best, and the rest as one types', async (context) => {
    const client = await opened(context);
    const ask = (position: lsp.Position): Promise<lsp.CompletionList> =>
      client.request('textDocument/completion', { textDocument, position });
    const position = at('fmaf');
    const list = await ask(position);
    assert.equal(list.isIncomplete, true);
    assert.equal(list.items.length, 64);
    client.change(uri, { range: { start: position, end: position }, text: '__umulh' });
    const typed = await ask({ ...position, character: position.character + '__umulh'.length });
    assert.deepEqual(
      typed.items.map(({ label }) => label),
      ['__umulhi', '__umul64hi'],
    );
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
