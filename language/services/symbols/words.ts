import type { PreambleScope } from '../../check/typed';
import { tokenize, type Directive, type Token } from '../../cpp/lexer';
import { macroOf } from '../../cpp/preprocessor';
import { Findings } from '../../diagnostics/diagnostic';
import type { Span } from '../../text/span';
import { builtinType } from '../../types/resolve';
import type { OccurrenceCollector } from './collector';
import { globalSymbol } from './global-names';

/**
 * Collects the words of a part of the text that nothing has claimed yet and that preambles or CUDA declare: types, and
 * the names in what the parser leaves to the compiler (templates, macros).
 */
export function collectWords(collector: OccurrenceCollector, scope: PreambleScope, part: Span): void {
  const { tokens, directives } = tokenize(collector.text, part, new Findings());
  collectTokens(collector, scope, tokens);
  for (const directive of directives) collectDirective(collector, scope, directive);
}

function collectTokens(collector: OccurrenceCollector, scope: PreambleScope, tokens: readonly Token[]): void {
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind !== 'identifier' || collector.has(token.start)) continue;
    const before = tokens[index - 1]?.text;
    if (before === '.' || before === '->') continue;
    const name = qualifiedName(tokens, index);
    const symbol = globalSymbol(scope, name);
    // Words of one built-in type, as `unsigned long`, are keywords to every reader.
    if (symbol === undefined || (symbol.kind === 'type' && isKeywordType(token.text))) continue;
    const span = { start: token.start, end: token.end };
    if (symbol.kind === 'opaque' && isTemplateName(tokens, index)) collector.declare(span, symbol);
    else collector.use(span, symbol);
  }
}

/** Whether a name is the one that `template <…>` declares: what its parameters or its body follow. */
function isTemplateName(tokens: readonly Token[], index: number): boolean {
  if (!/^[({:=;]$/.test(tokens[index + 1]?.text ?? '')) return false;
  for (let at = index - 1; at >= 0; at--) {
    const text = tokens[at]?.text ?? '';
    if (text === 'template') return true;
    if (/^[;{}=()]$/.test(text)) return false;
  }
  return false;
}

/** The name that ends at a token, with the qualifiers before it. */
function qualifiedName(tokens: readonly Token[], index: number): string {
  let name = tokens[index]?.text ?? '';
  for (let at = index; tokens[at - 1]?.text === '::' && tokens[at - 2]?.kind === 'identifier'; at -= 2) {
    name = `${tokens[at - 2]?.text ?? ''}::${name}`;
  }
  return name;
}

function collectDirective(collector: OccurrenceCollector, scope: PreambleScope, directive: Directive): void {
  const macro = macroOf(directive, collector.text);
  if (macro === undefined) return;
  const symbol = globalSymbol(scope, macro.name);
  if (symbol !== undefined) collector.declare(macro.nameSpan, symbol);
  collectTokens(collector, scope, tokenize(collector.text, macro.replacement, new Findings()).tokens);
}

const keywordTypes = /^(void|bool|char|short|int|long|float|double|signed|unsigned)$/;

/** Types whose names are keywords of C++. */
export function isKeywordType(name: string): boolean {
  return keywordTypes.test(name) && builtinType(name) !== undefined;
}
