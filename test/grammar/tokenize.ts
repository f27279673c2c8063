import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createRegistryFromGrammars, loadConfiguration } from 'vscode-tmgrammar-test/dist/common/index.js';
import { getVSCodeTokens } from 'vscode-tmgrammar-test/dist/snapshot/index.js';
import { root } from '../support/root';

/** Stands for the Markdown grammar of an editor, which ours is injected into. */
const markdown = {
  grammar: { path: 'markdown.json', scopeName: 'text.html.markdown' },
  content: JSON.stringify({ scopeName: 'text.html.markdown', patterns: [] }),
};

/** The grammars that package.json contributes, and no other but Markdown's: no C++ extension has to be there. */
export const registry = createRegistryFromGrammars([
  ...loadConfiguration(path.join(root, 'package.json'), undefined, undefined).grammars.map((grammar) => ({
    grammar,
    content: readFileSync(grammar.path, 'utf8'),
  })),
  markdown,
]);

/** A piece of a line, and its scopes from the outermost to the innermost. */
export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

/** The tokens of a `.reduce` text, or of one in another language, line by line. */
export async function tokenize(text: string, scope = 'source.reduce'): Promise<Token[][]> {
  const lines = await getVSCodeTokens(registry, scope, text);
  return lines.map(({ src, tokens }) =>
    tokens.map(({ startIndex, endIndex, scopes }) => ({ text: src.slice(startIndex, endIndex), scopes })),
  );
}
