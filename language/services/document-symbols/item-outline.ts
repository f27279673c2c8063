import { SymbolKind } from 'vscode-languageserver-types';
import type { KernelArgument } from '../../checked';
import type { DocumentModel } from '../../document/model';
import { wordEnd } from '../../syntax/lexeme';
import type { CaseItem, Field, Item, KernelItem, PreambleBlock, PreambleItem } from '../../syntax/tree';
import { slice, span, type Span } from '../../text/span';
import { declarationsIn } from '../model/declarations';
import type { OutlineNode } from './outline';
import { preambleOutline } from './preamble-outline';

/** The outline of an item; none where the text is no item. */
export function itemOutline(model: DocumentModel, item: Item): OutlineNode | undefined {
  switch (item.kind) {
    case 'kernel':
      return kernelOutline(model, item);
    case 'case':
      return caseOutline(item);
    case 'preamble':
      return fileOutline(model, item);
    case 'unreadable':
      return undefined;
  }
}

function kernelOutline(model: DocumentModel, item: KernelItem): OutlineNode {
  const kernel = model.kernelStates.get(item)?.parts.kernel;
  const children = [
    ...(kernel?.arguments ?? []).map(argumentOutline),
    ...item.fields.filter(({ name }) => expressionFields.has(name.text)).map((field) => fieldOutline(item, field)),
    ...declarationsIn(model, item).map((each) => preambleNode(item.text, each.block, preambleOutline(each))),
  ];
  return {
    name: item.name.text || '(unnamed kernel)',
    ...(kernel?.resultDtype && { detail: kernel.resultDtype }),
    kind: SymbolKind.Class,
    span: wholeOf(item),
    nameSpan: item.name.span,
    children: children.sort((left, right) => left.span.start - right.span.start),
  };
}

const expressionFields: ReadonlySet<string> = new Set(['map_expr', 'reduce_expr', 'neutral', 'post_map_expr']);

function argumentOutline({ name, spelling, isConst, role, span, nameSpan }: KernelArgument): OutlineNode {
  const detail = `${isConst ? 'const ' : ''}${spelling}${role === 'vector' ? ' *' : ''}`;
  return { name: name || '(unnamed argument)', detail, kind: SymbolKind.Variable, span, nameSpan, children: [] };
}

function fieldOutline(item: KernelItem, { name, span, value }: Field): OutlineNode {
  const detail = slice(item.text, value).replace(/\s+/g, ' ');
  return { name: name.text, detail, kind: SymbolKind.Property, span, nameSpan: name.span, children: [] };
}

function caseOutline(item: CaseItem): OutlineNode {
  return {
    name: item.name.text || '(unnamed case)',
    ...(item.kernel.text !== '' && { detail: `of ${item.kernel.text}` }),
    kind: SymbolKind.Object,
    span: wholeOf(item),
    nameSpan: item.name.span,
    children: [],
  };
}

function fileOutline(model: DocumentModel, item: PreambleItem): OutlineNode {
  const children = declarationsIn(model, item).flatMap(preambleOutline);
  return { ...preambleNode(item.text, item, children), span: wholeOf(item) };
}

function preambleNode(text: string, block: PreambleBlock, children: readonly OutlineNode[]): OutlineNode {
  const { start } = block.span;
  const keyword = span(start, wordEnd(text, start));
  return { name: 'preamble', kind: SymbolKind.Namespace, span: block.span, nameSpan: keyword, children };
}

/** The comments above an item belong to it. */
function wholeOf({ text }: Item): Span {
  return { start: 0, end: text.length };
}
