import { span } from '../text/span';
import { parseCaseValue } from './case-value';
import { skipTrivia, wordEnd } from './lexeme';
import { parseBody } from './parse-body';
import { parseName, reportMissingName } from './parse-name';
import { reportRepeated } from './repeated-member';
import type { Scanner } from './scanner';
import { startsBinding } from './split-items';
import type { Binding, CaseItem, Identifier } from './tree';

const form = 'case NAME of KERNEL { … }';

/** Reads `NAME of KERNEL { … }` behind the keyword `case`. */
export function parseCase(scanner: Scanner): CaseItem {
  const name = parseCaseName(scanner);
  const kernel = parseKernelName(scanner, name);
  const { members, span: body } = parseBody(scanner, 'case');
  const bindings = members.map((member): Binding => ({
    name: member.name,
    span: member.span,
    valueSpan: member.value.span,
    value: parseCaseValue(scanner.text, member.name.text, member.value, scanner.findings),
  }));
  const item: CaseItem = { kind: 'case', text: scanner.text, name, kernel, bindings, body };
  reportRepeated(item, bindings, scanner.findings);
  return item;
}

function parseCaseName(scanner: Scanner): Identifier {
  const keyword = scanner.last;
  scanner.skipTrivia();
  if (startsOf(scanner.text, scanner.at) && !isNamedOf(scanner.text, scanner.at)) {
    scanner.findings.report('missing-name', keyword, { what: 'case', form });
    return { text: '', span: span(keyword.end, keyword.end) };
  }
  return parseName(scanner, 'case', form);
}

/** A case may be called `of`: then another `of` follows. */
function isNamedOf(text: string, at: number): boolean {
  return startsOf(text, skipTrivia(text, at + 'of'.length));
}

function startsOf(text: string, at: number): boolean {
  return text.startsWith('of', at) && wordEnd(text, at) === at + 'of'.length;
}

function parseKernelName(scanner: Scanner, name: Identifier): Identifier {
  const before = scanner.last;
  const missing: Identifier = { text: '', span: span(before.end, before.end) };
  scanner.skipTrivia();
  const hasOf = startsOf(scanner.text, scanner.at);
  if (!hasOf) {
    const isNamed = name.text !== '';
    if (isNamed && !scanner.isCutShort) scanner.findings.report('missing-of', name.span, { name: name.text });
    if (scanner.character === '{' || scanner.isAtEnd || startsBinding(scanner.text, scanner.at)) return missing;
  } else {
    scanner.word();
  }
  scanner.skipTrivia();
  if (scanner.character === '{' || scanner.isAtEnd) {
    reportMissingName(scanner, scanner.last, 'kernel', form);
    return { text: '', span: span(scanner.last.end, scanner.last.end) };
  }
  return parseName(scanner, 'kernel', form);
}
