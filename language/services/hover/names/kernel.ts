import { needsCase } from '../../../cases/default-input';
import type { CheckedKernel, KernelExpression } from '../../../checked';
import { tokenize } from '../../../cpp/lexer';
import { documentationBefore } from '../../../cpp/documentation';
import { Findings } from '../../../diagnostics/diagnostic';
import type { Item, KernelItem } from '../../../syntax/tree';
import { numpyName } from '../../../types/dtypes';
import { sizeOf } from '../../../types/layout';
import { describe } from '../../../types/spelling';
import type { Type } from '../../../types/type';
import { argumentText } from './argument-text';
import type { HoverContext } from '../context';
import { bullets, code, excerpt, paragraphs, reduceBlock, size } from '../markdown';

/** Cases that are named; the rest are counted. */
const mostCases = 8;

/** A kernel: its signature, the comment above it, what it computes with which types, and its cases. */
export function kernelMarkdown({ analysis }: HoverContext, item: KernelItem): string | undefined {
  const kernel = analysis.model.kernelStates.get(item)?.checked;
  if (kernel === undefined) return undefined;
  const signature = kernel.arguments.map((argument) => argumentText(argument)).join(', ');
  return paragraphs(
    reduceBlock(`kernel ${kernel.name}(${signature}) -> ${kernel.resultDtype || '…'}`),
    itemDocumentation(item),
    bullets(
      expressionLine('maps each element to', kernel.map, kernel.accumulatorType),
      expressionLine('combines by', kernel.reduce, kernel.accumulatorType),
      accumulatorLine(kernel),
      kernel.neutral && `neutral ${code(excerpt(kernel.neutral.text))}`,
      kernel.postMap && expressionLine('returns', kernel.postMap, kernel.resultType),
      bytesLine(kernel),
      casesLine(
        kernel,
        analysis.model.cases.filter((each) => each.kernel.item === item).map(({ name }) => name),
      ),
    ),
  );
}

/** The comment directly above a kernel or a case. */
export function itemDocumentation(item: Item): string | undefined {
  const keyword = /\b(kernel|case)\b/g;
  const { comments } = tokenize(item.text, { start: 0, end: headEnd(item) }, new Findings());
  for (const match of item.text.matchAll(keyword)) {
    const inComment = comments.some(({ start, end }) => start <= match.index && match.index < end);
    if (!inComment) return documentationBefore(item.text, comments, match.index);
  }
  return undefined;
}

function headEnd(item: Item): number {
  return item.kind === 'kernel' || item.kind === 'case' ? item.name.span.start : 0;
}

function expressionLine(what: string, expression: KernelExpression, to: Type): string | undefined {
  if (expression.text === '') return undefined;
  const isDefault = expression.span.start === expression.span.end;
  const { type } = expression;
  const converts = type.kind !== 'unknown' && to.kind !== 'unknown' && describe(type) !== describe(to);
  const types = converts ? `, \`${describe(type)}\` → \`${describe(to)}\`` : '';
  return `${what} ${code(excerpt(expression.text))}${isDefault ? ' (no `map_expr`)' : ''}${types}`;
}

function accumulatorLine({ accumulatorType, resultType, accuracy }: CheckedKernel): string | undefined {
  if (accumulatorType.kind === 'unknown') return undefined;
  const bytes = sizeOf(accumulatorType);
  const dtype = numpyName(accumulatorType);
  const isOther = dtype !== numpyName(resultType);
  return `accumulates in \`${describe(accumulatorType)}\`${bytes === undefined ? '' : `, ${size(bytes)}`}${
    isOther ? ', other than the result' : ''
  }${accuracy === 'compensated' ? ', and keeps its rounding errors (`compensated`)' : ''}`;
}

function bytesLine(kernel: CheckedKernel): string | undefined {
  const plain = kernel.arguments.filter(({ access }) => access === 'element');
  const bytes = plain.reduce((sum, { type }) => sum + (sizeOf(type) ?? 0), 0);
  return bytes === 0 ? undefined : `reads ${size(bytes)} an element`;
}

function casesLine(kernel: CheckedKernel, names: readonly string[]): string | undefined {
  if (names.length === 0) {
    if (!kernel.runnable) return undefined;
    return needsCase(kernel) === undefined ? 'no case: runs on generated input' : 'no case: it needs one to run';
  }
  const shown = names.slice(0, mostCases).map(code).join(', ');
  const more = names.length - mostCases;
  return `${names.length === 1 ? 'case' : 'cases'} ${shown}${more > 0 ? ` and ${more} more` : ''}`;
}
