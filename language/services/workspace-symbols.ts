import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver-types';
import { itemOutline } from './document-symbols/item-outline';
import type { OutlineNode } from './document-symbols/outline';
import { rangeOf, type Analysis } from './model/analysis';

/** What people look for by name across files; the rest is within reach once its file is open. */
const sought: ReadonlySet<SymbolKind> = new Set<SymbolKind>([
  SymbolKind.Class,
  SymbolKind.Object,
  SymbolKind.Struct,
  SymbolKind.Enum,
  SymbolKind.Function,
  SymbolKind.Method,
]);

/** The kernels, cases, and preamble functions and types whose names have the characters of a query, in its order. */
export function workspaceSymbols(analysis: Analysis, query: string): WorkspaceSymbol[] {
  const found: WorkspaceSymbol[] = [];
  for (const { item, start } of analysis.model.items) {
    const visit = ({ name, kind, nameSpan, children }: OutlineNode, containerName?: string): void => {
      const isNamed = nameSpan.end > nameSpan.start;
      if (isNamed && sought.has(kind) && matchesQuery(name, query)) {
        const location = { uri: analysis.uri, range: rangeOf(analysis, nameSpan, start) };
        found.push({ name, kind, location, ...(containerName && { containerName }) });
      }
      // A preamble has no name of its own: in a kernel, what it declares belongs to that.
      const inner = kind === SymbolKind.Namespace ? (containerName ?? name) : name;
      for (const child of children) visit(child, inner);
    };
    const outline = itemOutline(analysis.model, item);
    if (outline !== undefined) visit(outline, item.kind === 'case' ? item.kernel.text : undefined);
  }
  return found;
}

/** Whether a name has the characters of a query, in its order. Case and blanks make no difference. */
export function matchesQuery(name: string, query: string): boolean {
  const whole = name.toLowerCase();
  let at = -1;
  for (const character of query.toLowerCase().replace(/\s+/g, '')) {
    at = whole.indexOf(character, at + 1);
    if (at === -1) return false;
  }
  return true;
}
