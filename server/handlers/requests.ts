import {
  ErrorCodes,
  Position,
  Range,
  ResponseError,
  type CancellationToken,
  type TextDocumentIdentifier,
} from 'vscode-languageserver';
import type { Analysis } from '../../language/services';
import type { Session } from '../session';

interface OnDocument {
  readonly textDocument: TextDocumentIdentifier;
}

type Handler<Params, Result> = (params: Params, token: CancellationToken) => Promise<Result | ResponseError<never>>;

/** A handler of a request about an open document. A document that is not open has nothing to show. */
export function onDocument<Params extends OnDocument, Result>(
  { guard, documents }: Session,
  feature: string,
  empty: Result,
  work: (analysis: Analysis, params: Params) => Result,
): Handler<Params, Result> {
  return guard.request(feature, empty, (params: Params) => {
    // The types are the protocol's; what arrives is whatever the client sent.
    const { textDocument } = params as Partial<OnDocument>;
    demand(typeof textDocument?.uri === 'string', feature, 'textDocument');
    const document = documents.get(params.textDocument.uri);
    return document === undefined ? empty : work(document.analysis(), params);
  });
}

/** A handler of a request about a place in an open document. */
export function atPosition<Params extends OnDocument & { readonly position: Position }, Result>(
  session: Session,
  feature: string,
  empty: Result,
  work: (analysis: Analysis, position: Position, params: Params) => Result,
): Handler<Params, Result> {
  return onDocument(session, feature, empty, (analysis, params: Params) => {
    demand(Position.is(params.position), feature, 'position');
    return work(analysis, params.position, params);
  });
}

/** A handler of a request about a part of an open document. */
export function inRange<Params extends OnDocument & { readonly range: Range }, Result>(
  session: Session,
  feature: string,
  empty: Result,
  work: (analysis: Analysis, range: Range, params: Params) => Result,
): Handler<Params, Result> {
  return onDocument(session, feature, empty, (analysis, params: Params) => {
    demand(Range.is(params.range), feature, 'range');
    return work(analysis, params.range, params);
  });
}

/** Answers the client's own mistake as such: it is no failure of the feature. */
export function demand(condition: boolean, feature: string, key: string): void {
  if (!condition) throw new ResponseError(ErrorCodes.InvalidParams, `${feature}: "${key}" is missing or malformed.`);
}
