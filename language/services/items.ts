import type { Range } from 'vscode-languageserver-types';
import type { CheckedCase } from '../checked';
import { hashOf } from '../document/hash';
import type { CaseItem, KernelItem } from '../syntax/tree';
import { span } from '../text/span';
import { rangeOf, type Analysis } from './model/analysis';

/** The kernels and cases of a document: where each stands, and what identifies a result of it. */
export interface DocumentItems {
  readonly version: number;
  readonly items: DocumentItem[];
}

export interface DocumentItem {
  readonly kind: 'kernel' | 'case';
  /** Empty where the name is missing. */
  readonly name: string;
  /** Of a case: its kernel's name, as it is written. */
  readonly kernel?: string;
  readonly range: Range;
  readonly nameRange: Range;
  /** A kernel's fields that hold an expression, and a case's `expect`, with the range of its text. */
  readonly expressions: { readonly field: string; readonly range: Range }[];
  /** See `hashOf`. Left out for a case of a kernel that is not there. */
  readonly hash?: string;
  readonly hasExpect: boolean;
}

const expressionFields: ReadonlySet<string> = new Set(['map_expr', 'reduce_expr', 'neutral', 'post_map_expr']);

export function documentItems(analysis: Analysis): DocumentItems {
  const cases = new Map(analysis.model.cases.map((checked) => [checked.item, checked]));
  const items: DocumentItem[] = [];
  for (const { item, start } of analysis.model.items) {
    if (item.kind === 'kernel') items.push(describeKernel(analysis, item, start));
    else if (item.kind === 'case') items.push(describeCase(analysis, item, start, cases.get(item)));
  }
  return { version: analysis.version, items };
}

function describeKernel(analysis: Analysis, item: KernelItem, start: number): DocumentItem {
  const kernel = analysis.model.kernelStates.get(item)?.checked;
  return {
    kind: 'kernel',
    name: item.name.text,
    ...ranges(analysis, item, start),
    expressions: item.fields
      .filter(({ name, value }) => expressionFields.has(name.text) && value.end > value.start)
      .map(({ name, value }) => ({ field: name.text, range: rangeOf(analysis, value, start) })),
    ...(kernel === undefined ? {} : { hash: hashOf(kernel) }),
    hasExpect: false,
  };
}

function describeCase(
  analysis: Analysis,
  item: CaseItem,
  start: number,
  checked: CheckedCase | undefined,
): DocumentItem {
  const expected = item.bindings.filter(({ name }) => name.text === 'expect');
  return {
    kind: 'case',
    name: item.name.text,
    kernel: item.kernel.text,
    ...ranges(analysis, item, start),
    expressions: expected.map(({ valueSpan }) => ({ field: 'expect', range: rangeOf(analysis, valueSpan, start) })),
    ...(checked === undefined ? {} : { hash: hashOf(checked.kernel, checked) }),
    hasExpect: expected.length > 0,
  };
}

function ranges(
  analysis: Analysis,
  item: KernelItem | CaseItem,
  start: number,
): Pick<DocumentItem, 'range' | 'nameRange'> {
  return {
    range: rangeOf(analysis, span(0, item.text.length), start),
    nameRange: rangeOf(analysis, item.name.span, start),
  };
}
