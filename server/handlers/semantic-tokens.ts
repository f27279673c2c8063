import type { SemanticTokens, SemanticTokensDelta, ServerCapabilities } from 'vscode-languageserver';
import { semanticTokens, semanticTokensLegend, type DocumentTokens } from '../../language/services';
import type { Session } from '../session';
import { deltaOf } from './token-delta';
import { inRange, onDocument } from './requests';

/** Semantic tokens of a document, of a part of it, and what changed since the last answer. */
export function tokens(session: Session): ServerCapabilities {
  const { languages } = session.connection;
  const last = new Map<string, { readonly resultId: string; readonly tokens: DocumentTokens }>();
  let nextId = 1;
  const remember = (uri: string, tokens: DocumentTokens): string => {
    // Closed documents are dropped when there are many: their tokens are asked for from the beginning.
    if (!last.has(uri))
      for (const known of last.keys()) if (session.documents.get(known) === undefined) last.delete(known);
    const resultId = String(nextId++);
    last.set(uri, { resultId, tokens });
    return resultId;
  };
  languages.semanticTokens.on(
    onDocument(session, 'Semantic tokens', { data: [] }, (analysis): SemanticTokens => {
      const now = semanticTokens(analysis);
      return { resultId: remember(analysis.uri, now), data: now.data };
    }),
  );
  languages.semanticTokens.onDelta(
    onDocument(
      session,
      'Semantic tokens',
      { data: [] },
      (analysis, { previousResultId }): SemanticTokens | SemanticTokensDelta => {
        const before = last.get(analysis.uri);
        const now = semanticTokens(analysis);
        const resultId = remember(analysis.uri, now);
        if (before === undefined || before.resultId !== previousResultId) return { resultId, data: now.data };
        return { resultId, edits: deltaOf(now.changeFrom(before.tokens)) };
      },
    ),
  );
  languages.semanticTokens.onRange(
    inRange(session, 'Semantic tokens', { data: [] }, (analysis, range) => ({
      data: semanticTokens(analysis, range).data,
    })),
  );
  return {
    semanticTokensProvider: { legend: semanticTokensLegend, full: { delta: true }, range: true },
  };
}
