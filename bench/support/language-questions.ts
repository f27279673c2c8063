import type { Position } from 'vscode-languageserver-protocol';
import type { LanguageClient } from './language-client';
import type { Typist } from './typing';

/** A server with its open document, and who types into it. */
export interface Session {
  readonly client: LanguageClient;
  readonly typist: Typist;
  /** Of the last answer about semantic tokens: the next one is relative to it. */
  tokensId?: string | undefined;
}

/** What an editor asks directly behind an edit. */
export interface Question {
  readonly name: string;
  /** Of the 95th percentile, in milliseconds; undefined where there is none. */
  readonly target: number | undefined;
  /** Whether the CSS language server answers it too. */
  readonly hasPeer: boolean;
  /** Rejects an empty answer: that takes no time, and would be no measurement. */
  readonly ask: (session: Session, place: Position) => Promise<unknown>;
}

export const diagnostics: Question = {
  name: 'diagnostics',
  target: 15,
  hasPeer: true,
  ask: async ({ client }) => filled('diagnostics', await client.ask('textDocument/diagnostic')),
};

export const questions: readonly Question[] = [
  diagnostics,
  {
    name: 'completion',
    target: 5,
    hasPeer: true,
    ask: async ({ client }, position) =>
      filled('completion', await client.ask('textDocument/completion', { position })),
  },
  {
    name: 'hover',
    target: 5,
    hasPeer: true,
    // On the name of the field, or of the property, that is typed into.
    ask: async ({ client }, { line }) =>
      filled('hover', await client.ask('textDocument/hover', { position: { line, character: 6 } })),
  },
  {
    name: 'document symbols',
    target: undefined,
    hasPeer: true,
    ask: async ({ client }) => filled('document symbols', await client.ask('textDocument/documentSymbol')),
  },
  { name: 'semantic tokens, delta', target: 10, hasPeer: false, ask: askTokens },
];

async function askTokens(session: Session): Promise<unknown> {
  const method = `textDocument/semanticTokens/full${session.tokensId === undefined ? '' : '/delta'}`;
  const answer = await session.client.ask<{ readonly resultId?: string }>(method, {
    previousResultId: session.tokensId,
  });
  session.tokensId = answer.resultId;
  return filled('semantic tokens', answer);
}

function filled(what: string, answer: unknown): unknown {
  const list = typeof answer === 'object' && answer !== null && 'items' in answer ? answer.items : answer;
  const isEmpty = list === null || list === undefined || (Array.isArray(list) && list.length === 0);
  if (isEmpty && what !== 'diagnostics') throw new Error(`The answer about ${what} is empty.`);
  return answer;
}
