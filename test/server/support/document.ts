import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type * as lsp from 'vscode-languageserver-protocol';
import { pulling, TestClient } from './client';

/** The document that features are tried on. */
export const uri = 'untitled:kernels.reduce';
/** What requests about it carry. */
export const textDocument = { uri };

/** Something of everything: preamble functions that call each other, a kernel with both kinds of arguments, a case. */
export const text = `preamble {
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

/** An editor that knows all that the protocol has for us. */
export const capabilities: lsp.ClientCapabilities = {
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
export function at(mark: string, which = 0, content = text): lsp.Position {
  let offset = -1;
  for (let count = 0; count <= which; count++) offset = content.indexOf(mark, offset + 1);
  assert.notEqual(offset, -1, `"${mark}" is not in the text.`);
  const lines = content.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

/** The text of a range within one line. */
export const textOf = ({ start, end }: lsp.Range, content = text): string => {
  const lines = content.split('\n');
  return start.line === end.line ? (lines[start.line] ?? '').slice(start.character, end.character) : '…';
};

/** A server with the document open in it. */
export async function opened(context: TestContext, content = text, options: object = {}): Promise<TestClient> {
  const client = await TestClient.start(context, { capabilities, ...options });
  client.open(uri, content);
  return client;
}
