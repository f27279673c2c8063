import { span, type Span } from '../text/span';
import { isKernelField } from './fields';
import { skipTrivia, wordEnd } from './lexeme';
import type { Scanner } from './scanner';
import { startsBinding } from './split-items';
import type { PreambleBlock } from './tree';

/**
 * Reads `{ … }` behind the keyword `preamble`. What is between the braces is C++ and stays unread here.
 *
 * In a kernel, a preamble that nothing closes ends before the first line that sets a field.
 */
export function parsePreamble(scanner: Scanner, keyword: Span, owner: 'file' | 'kernel'): PreambleBlock {
  scanner.skipTrivia();
  const brace = span(scanner.at, scanner.at + 1);
  if (!scanner.accept('{')) {
    scanner.findings.report('missing-open-brace', keyword, { after: 'preamble' });
    return { span: keyword, body: span(keyword.end, keyword.end) };
  }
  const extent = scanBraces(scanner, owner);
  // Inside an unclosed inner brace, the C++ parser points at that one.
  if (extent.missingBraces === 1 && !scanner.isCutShort) {
    scanner.findings.report('unclosed-brace', brace, { what: 'preamble' });
  }
  scanner.moveTo(extent.end);
  return { span: span(keyword.start, extent.end), body: span(brace.end, extent.bodyEnd) };
}

interface BraceExtent {
  readonly bodyEnd: number;
  readonly end: number;
  /** How many braces are open at the end. */
  readonly missingBraces: number;
}

function scanBraces(scanner: Scanner, owner: 'file' | 'kernel'): BraceExtent {
  const { text } = scanner;
  let depth = 1;
  let isLineStart = false;
  let beforeField: BraceExtent | undefined;
  let beforeLastBrace: BraceExtent | undefined;
  while (!scanner.isAtEnd) {
    if (scanner.skipTrivia()) isLineStart = true;
    if (scanner.isAtEnd) break;
    if (isLineStart && beforeField === undefined && owner === 'kernel' && startsField(text, scanner.at)) {
      beforeField = { bodyEnd: scanner.last.end, end: scanner.last.end, missingBraces: depth };
    }
    isLineStart = false;
    if (text[scanner.at] === '}') {
      beforeLastBrace = { bodyEnd: scanner.last.end, end: scanner.last.end, missingBraces: depth };
      depth--;
    } else {
      beforeLastBrace = undefined;
      if (text[scanner.at] === '{') depth++;
    }
    const start = scanner.at;
    const end = scanner.lexeme();
    if (depth > 0) continue;
    // The kernel's own brace may have been taken for the preamble's: then nothing is left to close the kernel.
    if (beforeField !== undefined && skipTrivia(text, end) >= text.length) return beforeField;
    return { bodyEnd: start, end, missingBraces: 0 };
  }
  const fallback = beforeField ?? (owner === 'kernel' ? beforeLastBrace : undefined);
  return fallback ?? { bodyEnd: scanner.last.end, end: scanner.last.end, missingBraces: depth };
}

function startsField(text: string, at: number): boolean {
  return startsBinding(text, at) && isKernelField(text.slice(at, wordEnd(text, at)));
}
