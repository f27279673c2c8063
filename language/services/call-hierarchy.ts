import {
  SymbolKind,
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type Position,
  type Range,
} from 'vscode-languageserver-types';
import type { Span } from '../text/span';
import { keyOf, readKey, type Callable } from './call-hierarchy/callable';
import { callIndexOf } from './call-hierarchy/call-index';
import { callsIn } from './call-hierarchy/calls';
import { kindOfFunction, signatureOf } from './document-symbols/functions';
import { rangeOf, type Analysis } from './model/analysis';
import { occurrenceAt } from './symbols/occurrences';

/** The preamble function or the kernel that a position names; none anywhere else. */
export function prepareCallHierarchy(analysis: Analysis, position: Position): CallHierarchyItem[] {
  const symbol = occurrenceAt(analysis, analysis.lines.offset(position))?.symbol;
  const index = callIndexOf(analysis.model);
  switch (symbol?.kind) {
    case 'function':
    case 'method':
      return itemsOf(analysis, index.of(symbol.declaration));
    case 'kernel':
      return itemsOf(analysis, index.of(symbol.item));
    default:
      return [];
  }
}

/** The functions and kernels that call an item of this or an earlier version. */
export function incomingCalls(analysis: Analysis, item: CallHierarchyItem): CallHierarchyIncomingCall[] {
  const index = callIndexOf(analysis.model);
  const called = find(analysis, item);
  if (called === undefined) return [];
  const incoming: CallHierarchyIncomingCall[] = [];
  for (const caller of index.all) {
    // A call whose overload is not known has several targets at one place.
    const spans = new Set<Span>();
    for (const { target, span } of callsIn(caller)) if (index.of(target) === called) spans.add(span);
    if (spans.size > 0)
      incoming.push({ from: itemOf(analysis, caller), fromRanges: rangesOf(analysis, caller, spans) });
  }
  return incoming;
}

/** The preamble functions that an item of this or an earlier version calls, in the order of their first calls. */
export function outgoingCalls(analysis: Analysis, item: CallHierarchyItem): CallHierarchyOutgoingCall[] {
  const index = callIndexOf(analysis.model);
  const caller = find(analysis, item);
  if (caller === undefined) return [];
  const outgoing = new Map<Callable, Set<Span>>();
  for (const { target, span } of callsIn(caller)) {
    const called = index.of(target);
    if (called === undefined) continue;
    const spans = outgoing.get(called) ?? new Set();
    outgoing.set(called, spans.add(span));
  }
  return Array.from(outgoing, ([called, spans]) => ({
    to: itemOf(analysis, called),
    fromRanges: rangesOf(analysis, caller, spans),
  }));
}

function rangesOf(analysis: Analysis, caller: Callable, spans: ReadonlySet<Span>): Range[] {
  return Array.from(spans, (span) => rangeOf(analysis, span, caller.placed.start));
}

function find({ model }: Analysis, item: CallHierarchyItem): Callable | undefined {
  const key = readKey(item.data);
  return key && callIndexOf(model).find(key);
}

function itemsOf(analysis: Analysis, callable: Callable | undefined): CallHierarchyItem[] {
  return callable === undefined ? [] : [itemOf(analysis, callable)];
}

function itemOf(analysis: Analysis, callable: Callable): CallHierarchyItem {
  const { uri } = analysis;
  const { start } = callable.placed;
  const data = keyOf(callable);
  if (callable.kind === 'kernel') {
    const { item, parts } = callable;
    return {
      name: callable.name || '(unnamed kernel)',
      detail: parts.kernel.resultDtype,
      kind: SymbolKind.Class,
      uri,
      range: rangeOf(analysis, { start: 0, end: item.text.length }, start),
      selectionRange: rangeOf(analysis, item.name.span, start),
      data,
    };
  }
  const { declaration } = callable;
  return {
    name: callable.name,
    detail: signatureOf(declaration),
    kind: kindOf(callable),
    uri,
    range: rangeOf(analysis, declaration.span, start),
    selectionRange: rangeOf(analysis, declaration.nameSpan, start),
    data,
  };
}

function kindOf({ declaration, struct }: Extract<Callable, { kind: 'function' }>): SymbolKind {
  if (struct === undefined) return kindOfFunction(declaration, SymbolKind.Function);
  const isConstructor = struct.constructors.includes(declaration);
  return isConstructor ? SymbolKind.Constructor : kindOfFunction(declaration, SymbolKind.Method);
}
