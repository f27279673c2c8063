import { Findings } from '../diagnostics/diagnostic';
import type { OpaqueDeclaration, PreambleTree } from '../syntax/tree';
import type { Span } from '../text/span';
import { balance } from './brackets';
import type { CppContext } from './context';
import { Cursor } from './cursor';
import { DeclarationReader } from './declarations';
import { documentationBefore } from './documentation';
import { type Directive, tokenize } from './lexer';
import { conditionalParts, macroOf, overlaps } from './preprocessor';
import { isSpecifierText } from './specifiers';
import type { Declaration } from './tree';
import { scanType } from './type-lookahead';
import { parseTypeName } from './types';

/**
 * Reads the C++ of a preamble from a part of a text.
 *
 * What is not understood is skipped without a diagnostic, for the compiler to judge: its names become opaque, and the
 * tree is not complete. Reported are brackets that do not match, and comments and literals that do not end. The
 * types of a preamble count from their declaration on; those of earlier preambles come from `context`.
 */
export function parsePreamble(text: string, span: Span, context: CppContext): PreambleTree {
  const lexical = new Findings();
  const { tokens, directives, comments } = tokenize(text, span, lexical);
  const unterminated = lexical.all.filter(
    ({ code }) => code === 'unterminated-literal' || code === 'unterminated-comment',
  );
  context.findings.add(unterminated);
  const conditionals = conditionalParts(directives, span.end);
  // Each branch of a condition may open a bracket that is closed once behind it: the compiler sees one of them.
  const balanced = balance(tokens, conditionals.length > 0 ? new Findings() : context.findings);
  const types = new Set<string>();
  const inner: CppContext = {
    isTypeName: (name) => types.has(name) || context.isTypeName(name),
    findings: new Findings(),
  };
  const specifierMacros = new Set<string>();
  const reader = new DeclarationReader(new Cursor(text, balanced, inner), {
    specifierMacros,
    declareType(prefix, name) {
      // Inside its namespace it goes by the short name; there is no telling here where that is used outside.
      types.add(name).add(prefix + name);
    },
    documentationAt: (offset) => documentationBefore(text, comments, offset),
    isConditional: (part) => conditionals.some((conditional) => overlaps(conditional, part)),
  });
  const macros = readMacros(text, directives, inner, specifierMacros);
  for (const alias of macros.aliases) types.add(alias.name);
  reader.read();
  const isComplete = balanced.balanced && reader.complete && !directives.some(({ name }) => name.startsWith('include'));
  return {
    declarations: [...macros.aliases, ...reader.declarations],
    opaque: [...macros.opaque, ...reader.opaque],
    opaqueNames: new Set([...macros.opaque.map(({ name }) => name), ...reader.opaqueNames]),
    complete: isComplete,
  };
}

/** The names of the types that preambles declare, qualified as they are from outside. */
export function declaredTypeNames(trees: readonly PreambleTree[]): Set<string> {
  const names = new Set<string>();
  for (const { declarations } of trees) {
    for (const { kind, name } of declarations.filter((declaration) => declaration.kind !== 'variable')) {
      if (kind !== 'function' && name !== '') names.add(name);
    }
  }
  return names;
}

/** Sorts the macros: types by another name, words in front of declarations, and all the rest. */
function readMacros(
  text: string,
  directives: readonly Directive[],
  context: CppContext,
  specifierMacros: Set<string>,
): { aliases: Extract<Declaration, { kind: 'alias' }>[]; opaque: OpaqueDeclaration[] } {
  const aliases: Extract<Declaration, { kind: 'alias' }>[] = [];
  const opaque: OpaqueDeclaration[] = [];
  for (const directive of directives) {
    const macro = macroOf(directive, text);
    if (macro === undefined) continue;
    const { name, nameSpan, replacement } = macro;
    const { tokens } = tokenize(text, replacement, new Findings());
    const cursor = new Cursor(text, balance(tokens, new Findings()), context);
    if (!macro.isFunction && scanType(cursor, 0) === tokens.length - 1) {
      const type = parseTypeName(cursor, 'here');
      aliases.push({ kind: 'alias', span: directive.span, name, nameSpan, type });
      continue;
    }
    opaque.push({ kind: 'macro', name, span: directive.span, nameSpan });
    if (!macro.isFunction && isSpecifierText(text.slice(replacement.start, replacement.end))) specifierMacros.add(name);
  }
  return { aliases, opaque };
}
