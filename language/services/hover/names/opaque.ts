import { occurrencesOf } from '../../symbols/occurrences';
import type { ReduceSymbol } from '../../symbols/symbol';
import type { HoverContext } from '../context';
import { code, cppBlock, paragraphs } from '../markdown';

/** Lines of a declaration that are shown. */
const lineLimit = 8;

/** A macro or a template of a preamble: what it means is the compiler's to say, so its text is shown. */
export function opaqueMarkdown({ analysis }: HoverContext, symbol: Extract<ReduceSymbol, { kind: 'opaque' }>): string {
  const declared = occurrencesOf(analysis, symbol).find(({ isDeclaration }) => isDeclaration);
  const text = declared && declarationText(declared.item.text, declared.span.start);
  return paragraphs(
    text === undefined ? undefined : cppBlock(text),
    `${code(symbol.name)} is a macro or a template of a preamble: what it means is left to the compiler.`,
  );
}

/** A `#define` with its continued lines, or a template up to its body. */
function declarationText(item: string, at: number): string {
  const line = item.slice(item.lastIndexOf('\n', at - 1) + 1).split(/\r?\n/);
  if (/^\s*#/.test(line[0] ?? '')) {
    const last = line.findIndex((each) => !each.trimEnd().endsWith('\\'));
    return dedented(line.slice(0, Math.min(lineLimit, last + 1)));
  }
  const start = Math.max(0, item.lastIndexOf('template', at));
  const end = /[{;]/.exec(item.slice(at))?.index ?? 0;
  return dedented(
    item
      .slice(start, at + end)
      .trimEnd()
      .split(/\r?\n/)
      .slice(0, lineLimit),
  );
}

function dedented(lines: readonly string[]): string {
  return lines.map((line) => line.trim()).join('\n');
}
