import type { CallHierarchyItem, ServerCapabilities } from 'vscode-languageserver';
import { incomingCalls, outgoingCalls, prepareCallHierarchy, type Analysis } from '../../language/services';
import type { Session } from '../session';
import { atPosition, demand } from './requests';

/** Who calls a preamble function, and what it calls. */
export function callHierarchy(session: Session): ServerCapabilities {
  const { callHierarchy: calls } = session.connection.languages;
  calls.onPrepare(
    atPosition(session, 'Call hierarchy', null, (analysis, position) => {
      const items = prepareCallHierarchy(analysis, position);
      return items.length === 0 ? null : items;
    }),
  );
  calls.onIncomingCalls(aboutItem(session, incomingCalls));
  calls.onOutgoingCalls(aboutItem(session, outgoingCalls));
  return { callHierarchyProvider: true };
}

/** A handler of a request about an item of the hierarchy, which comes back as it was given out. */
function aboutItem<Call>(
  { guard, documents }: Session,
  find: (analysis: Analysis, item: CallHierarchyItem) => Call[],
): ReturnType<typeof guard.request<{ readonly item: CallHierarchyItem }, Call[]>> {
  return guard.request('Call hierarchy', [], ({ item }) => {
    demand(typeof (item as Partial<CallHierarchyItem> | undefined)?.uri === 'string', 'Call hierarchy', 'item');
    const document = documents.get(item.uri);
    return document === undefined ? [] : find(document.analysis(), item);
  });
}
