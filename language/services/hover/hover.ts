import { MarkupKind, type Hover, type Position } from 'vscode-languageserver-types';
import type { Token } from '../../cpp/lexer';
import { isDeviceName } from '../../cuda/device-names';
import type { Span } from '../../text/span';
import { cppWordDocumentation } from '../documentation/cpp-words';
import { optionDocumentation } from '../documentation/options';
import { itemAt, rangeOf, type Analysis } from '../model/analysis';
import { itemTypes } from '../model/item-types';
import { occurrencesIn } from '../symbols/occurrences';
import type { Occurrence } from '../symbols/symbol';
import type { PlacedItem } from '../../syntax/tree';
import type { HoverContext, HoverText } from './context';
import { expressionMarkdown, outerConversion } from './expressions/expression';
import { nodesAround } from './expressions/expression-path';
import { caseLiteralMarkdown, literalMarkdown } from './expressions/literal';
import { cppBlock, paragraphs } from './markdown';
import { storedText } from './data/stored';
import { symbolMarkdown } from './names/symbol';
import { tokensAt, wordAt } from './token-at';
import { typeHover } from './names/type';
import { valueHover } from './data/value';

/**
 * What stands at a position: the type and meaning of a name, a literal's value, the type of the sub-expression that an
 * operator or a parenthesis belongs to. Undefined in comments, for punctuation that means nothing by itself, and for
 * what nothing is known about.
 */
export function hover(analysis: Analysis, position: Position): Hover | undefined {
  const offset = analysis.lines.offset(position);
  const placed = itemAt(analysis, offset);
  if (placed === undefined) return undefined;
  const { item, start } = placed;
  const context: HoverContext = { analysis, item, ...pick(analysis, placed) };
  const found = hoverText(context, placed, offset - start);
  return (
    found && {
      contents: { kind: MarkupKind.Markdown, value: found.markdown },
      range: rangeOf(analysis, found.span, start),
    }
  );
}

function hoverText(context: HoverContext, placed: PlacedItem, offset: number): HoverText | undefined {
  const { item } = context;
  const tokens = tokensAt(item, offset);
  for (const token of tokens) {
    const found = tokenHover(context, placed, token);
    if (found !== undefined) return found;
  }
  // Names outside C++: of kernels, cases, fields, bindings and macros.
  const word = tokens.length === 0 ? wordAt(item.text, offset) : undefined;
  return word && nameHover(context, placed, word);
}

function pick({ model }: Analysis, { item }: PlacedItem): Pick<HoverContext, 'types' | 'scope'> {
  const { types, scope } = itemTypes(model, item);
  return { types, scope };
}

function tokenHover(context: HoverContext, placed: PlacedItem, token: Token): HoverText | undefined {
  switch (token.kind) {
    case 'identifier':
      return (
        nameHover(context, placed, token) ??
        typeHover(context, token) ??
        wordHover(token) ??
        expressionHover(context, token)
      );
    case 'literal':
      return literalHover(context, token);
    case 'punctuator':
      return token.text === ';' ? undefined : (expressionHover(context, token) ?? valueHover(context, token));
    case 'error':
    case 'end':
      return undefined;
  }
}

function nameHover(context: HoverContext, placed: PlacedItem, word: Span): HoverText | undefined {
  const occurrence = occurrencesIn(context.analysis, placed).find(({ span }) => holds(span, word));
  if (occurrence === undefined) return undefined;
  const markdown = symbolMarkdown(context, occurrence);
  if (markdown === undefined) return undefined;
  return { markdown: paragraphs(markdown, conversionOf(context, occurrence)), span: occurrence.span };
}

/** What the value of a name becomes where it stands. */
function conversionOf(context: HoverContext, { span }: Occurrence): string | undefined {
  const path = nodesAround(context.analysis.model, context.item, span);
  const last = path.at(-1);
  return last?.kind === 'expression' && last.expression.kind === 'name' ? outerConversion(context, path) : undefined;
}

function literalHover(context: HoverContext, token: Token): HoverText | undefined {
  const { literal } = token;
  if (literal === undefined) return undefined;
  const path = nodesAround(context.analysis.model, context.item, token);
  if (context.item.kind === 'case') {
    const own = caseLiteralMarkdown(literal, context.item.text, storedText(context, path));
    return own === undefined ? valueHover(context, token) : { markdown: own, span: literal.span };
  }
  const markdown = literalMarkdown(literal, context.item.text);
  if (markdown === undefined) return optionHover(context, token);
  return { markdown: paragraphs(markdown, outerConversion(context, path)), span: literal.span };
}

/** A word that no declaration in scope explains: a specifier, or a name that only the compiler knows. */
function wordHover(token: Token): HoverText | undefined {
  const meaning = cppWordDocumentation(token.text) ?? (isDeviceName(token.text) ? deviceName : undefined);
  return meaning === undefined ? undefined : { markdown: paragraphs(cppBlock(token.text), meaning), span: token };
}

const deviceName = 'A name of CUDA C++ that is left to the compiler.';

/** An option for the compiler, one of the strings of the field `options`. */
function optionHover({ item }: HoverContext, token: Token): HoverText | undefined {
  if (token.literal?.kind !== 'string') return undefined;
  const field = item.kind === 'kernel' ? item.fields.find(({ value }) => holds(value, token)) : undefined;
  const markdown = field?.name.text === 'options' ? optionDocumentation(token.literal.value) : undefined;
  return markdown === undefined ? undefined : { markdown, span: token };
}

function expressionHover(context: HoverContext, token: Token): HoverText | undefined {
  const path = nodesAround(context.analysis.model, context.item, token);
  const node = path.at(-1);
  if (node?.kind !== 'expression') return undefined;
  // A comma between arguments belongs to nothing that has a type.
  if (token.text === ',' && node.expression.kind !== 'comma') return undefined;
  const markdown = expressionMarkdown(context, path);
  return markdown === undefined ? undefined : { markdown, span: node.span };
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
