import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DocumentSymbol, Range, TextDocumentContentChangeEvent } from 'vscode-languageserver-protocol';
import { poll } from '../support/poll';
import { pulling, pushed, TestClient } from './support/client';

const uri = 'untitled:kernels.reduce';
const textDocument = { uri };

const capabilities = {
  ...pulling,
  textDocument: { ...pulling.textDocument, documentSymbol: { hierarchicalDocumentSymbolSupport: true } },
};

const replace = (line: number, from: number, to: number, text: string): TextDocumentContentChangeEvent => ({
  range: { start: { line, character: from }, end: { line, character: to } },
  text,
});

/** The ranges of the names in the outline's first level. */
async function outline(client: TestClient): Promise<readonly (readonly [string, Range['start']])[]> {
  const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
  return symbols.map(({ name, selectionRange }) => [name, selectionRange.start]);
}

describe('the server’s text is the editor’s', () => {
  test('characters beyond the first plane count as two', async (context) => {
    const client = await TestClient.start(context, { capabilities });
    const line = '/* 𝛼𝛽𝛾 */ kernel first { dtype_out = float32; arguments = const float *x; reduce_expr = a + b; }';
    client.open(uri, line);
    const from = line.indexOf('first');
    assert.equal(from, 20, 'Six code units for three characters.');
    assert.deepEqual(await outline(client), [['first', { line: 0, character: from }]]);
    client.change(uri, replace(0, from, from + 'first'.length, 'second'));
    assert.deepEqual(await outline(client), [['second', { line: 0, character: from }]]);
    const [found] = (client.change(uri, replace(0, 0, 0, '🂡 ')), await client.diagnostics(uri));
    assert.deepEqual(found?.range.start, { line: 0, character: 0 });
  });

  test('whatever ends its lines', async (context) => {
    const client = await TestClient.start(context, { capabilities });
    const kernel = (name: string): string =>
      `kernel ${name} {\r\n    dtype_out = float32;\r\n    arguments = const float *x;\r\n    reduce_expr = a + b;\r\n}\r\n`;
    client.open(uri, kernel('first'));
    // Behind the last character of a line that ends in two: between none of them.
    client.change(uri, replace(3, 99, 99, ' // Sum.'), replace(5, 0, 0, kernel('second')));
    assert.deepEqual(await outline(client), [
      ['first', { line: 0, character: 7 }],
      ['second', { line: 5, character: 7 }],
    ]);
    assert.deepEqual(await client.diagnostics(uri), []);
    client.change(uri, replace(2, 30, 31, ''));
    const [found] = await client.diagnostics(uri);
    assert.equal(found?.code, 'missing-semicolon');
    assert.equal(found.range.start.line, 2);
  });

  test('through a thousand quick edits, each a keystroke, with questions in between', async (context) => {
    const client = await TestClient.start(context, { capabilities });
    const head = 'kernel total { dtype_out = float32; arguments = const float *x; map_expr = x[i]';
    const tail = '; reduce_expr = a + b; }\n';
    client.open(uri, head + tail);
    const typed = ' + x[i]'.repeat(150);
    const asked: Promise<unknown>[] = [];
    for (const [index, character] of [...typed].entries()) {
      const place = head.length + index;
      client.change(uri, replace(0, place, place, character));
      if (index % 25 === 0) {
        const position = { line: 0, character: place };
        asked.push(client.request('textDocument/completion', { textDocument, position }));
        asked.push(client.request('textDocument/hover', { textDocument, position }));
        asked.push(client.diagnostics(uri));
      }
    }
    await Promise.all(asked);
    assert.deepEqual(await client.diagnostics(uri), []);
    for (const index of [...typed].keys()) {
      const place = head.length + typed.length - index;
      client.change(uri, replace(0, place - 1, place, ''));
    }
    client.change(uri, replace(0, head.length, head.length, ' + y'));
    const [found] = await client.diagnostics(uri);
    assert.deepEqual(found?.range.start, { line: 0, character: head.length + 3 });
    assert.deepEqual(client.log, []);
  });
});

test('an editor that is sent diagnostics is not sent those of each keystroke', async (context) => {
  const client = await TestClient.start(context, { capabilities: pushed });
  client.open(uri, '');
  const text = 'kernel total { dtype_out = float32; arguments = const float *x; reduce_expr = a + c; }';
  for (const [index, character] of [...text].entries()) client.change(uri, replace(0, index, index, character));
  await poll('the last diagnostics', () => client.published.at(-1)?.version === text.length + 1);
  assert.ok(client.published.length < 10, `${client.published.length} times.`);
  assert.equal(client.published.at(-1)?.diagnostics[0]?.code, 'undefined-name');
});
