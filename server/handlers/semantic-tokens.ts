import type { SemanticTokens, SemanticTokensDelta, ServerCapabilities } from 'vscode-languageserver';
import { semanticTokens, semanticTokensLegend } from '../../language/services';
import type { Session } from '../session';
import { deltaOf } from './token-delta';
import { inRange, onDocument } from './requests';

/** Semantic tokens of a document, of a part of it, and what changed since the last answer. */
export function tokens(session: Session): ServerCapabilities {
  const { languages } = session.connection;
  const last = new Map<string, SemanticTokens & { readonly resultId: string }>();
  let nextId = 1;
  const remember = (uri: string, data: number[]): SemanticTokens => {
    // Closed documents are dropped when there are many: their tokens are asked for from the beginning.
    if (!last.has(uri))
      for (const known of last.keys()) if (session.documents.get(known) === undefined) last.delete(known);
    const result = { resultId: String(nextId++), data };
    last.set(uri, result);
    return result;
  };
  languages.semanticTokens.on(
    onDocument(session, 'Semantic tokens', { data: [] }, (analysis) =>
      remember(analysis.uri, semanticTokens(analysis)),
    ),
  );
  languages.semanticTokens.onDelta(
    onDocument(
      session,
      'Semantic tokens',
      { data: [] },
      (analysis, { previousResultId }): SemanticTokens | SemanticTokensDelta => {
        const before = last.get(analysis.uri);
        const now = remember(analysis.uri, semanticTokens(analysis));
        if (before === undefined || before.resultId !== previousResultId) return now;
        return { resultId: now.resultId, edits: deltaOf(before.data, now.data) };
      },
    ),
  );
  languages.semanticTokens.onRange(
    inRange(session, 'Semantic tokens', { data: [] }, (analysis, range) => ({ data: semanticTokens(analysis, range) })),
  );
  return {
    semanticTokensProvider: { legend: semanticTokensLegend, full: { delta: true }, range: true },
  };
}
