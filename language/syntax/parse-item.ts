import { Findings, type Finding } from '../diagnostics/diagnostic';
import { span } from '../text/span';
import { suggest } from '../text/suggest';
import { lexemeEnd } from './lexeme';
import { abridge } from './parse-body';
import { parseCase } from './parse-case';
import { parseKernel } from './parse-kernel';
import { parsePreamble } from './preamble';
import { startsPython } from './python';
import { Scanner } from './scanner';
import { startsKernelOrCase } from './split-items';
import type { Item } from './tree';

export interface ParsedItem {
  readonly item: Item;
  readonly findings: readonly Finding[];
}

const keywords = ['kernel', 'case', 'preamble'] as const;

/**
 * Parses the text of one item, as `splitItems` cuts it. Never throws; takes time linear in the text.
 *
 * Findings are the mistakes of form. Whether a kernel has all of its fields, and what its values mean, is checked later.
 */
export function parseItem(text: string): ParsedItem {
  const findings = new Findings();
  const item = readItem(new Scanner(text, findings));
  return { item, findings: findings.all };
}

function readItem(scanner: Scanner): Item {
  const { text, findings } = scanner;
  scanner.skipTrivia();
  if (!startsKernelOrCase(text, scanner.at) && startsPython(text, scanner.at)) {
    findings.report('python-code', span(scanner.at, text.length), {});
    return { kind: 'unreadable', text };
  }
  const word = scanner.word();
  if (word === undefined) {
    reportStray(scanner);
    return { kind: 'unreadable', text };
  }
  let keyword = keywords.find((candidate) => candidate === word.text);
  if (keyword === undefined) {
    const near = suggest(word.text, keywords);
    const suggestion = near ?? keywords.find((candidate) => candidate.startsWith(word.text));
    const fixes =
      suggestion === undefined
        ? []
        : [{ title: `Change to ${suggestion}`, edits: [{ span: word.span, newText: suggestion }] }];
    findings.report('unknown-item', word.span, { word: word.text, suggestion }, { fixes });
    // What is plainly meant is read as such, so that the misspelling remains the only mistake.
    keyword = keywords.find((candidate) => candidate === near);
  }
  switch (keyword) {
    case 'kernel':
      return parseKernel(scanner);
    case 'case':
      return parseCase(scanner);
    case 'preamble':
      return { kind: 'preamble', text, ...parsePreamble(scanner, word.span, 'file') };
    case undefined:
      return { kind: 'unreadable', text };
  }
}

function reportStray(scanner: Scanner): void {
  if (scanner.isAtEnd) return;
  const { text, at } = scanner;
  const stray = scanner.restOfLine();
  if (scanner.character === '#') {
    const directive = /#\s*\w*/y;
    directive.lastIndex = at;
    const found = directive.exec(text)?.[0] ?? '#';
    scanner.findings.report('misplaced-directive', stray, { directive: found });
  } else {
    const end = Math.max(stray.end, lexemeEnd(text, at));
    const place = span(at, end);
    scanner.findings.report('unexpected-text', place, { text: abridge(text.slice(at, end)), where: 'between items' });
  }
}
