import { cover, span, type Span } from '../text/span';
import { suggest } from '../text/suggest';
import { isKernelField, kernelFields } from './fields';
import { isHeadBroken } from './parse-name';
import { parsePreamble } from './preamble';
import type { Scanner } from './scanner';
import { isStrayBrace, startsBinding, startsPreamble } from './split-items';
import type { Identifier, PreambleBlock } from './tree';
import { scanValue, type ValueExtent } from './value-extent';

/** `name = value;` of a kernel or a case. */
export interface Member {
  readonly name: Identifier;
  /** From the name to the `;`, or to the end of the value. */
  readonly span: Span;
  readonly value: ValueExtent;
}

export interface Body {
  readonly span: Span;
  readonly members: readonly Member[];
  readonly preambles: readonly PreambleBlock[];
}

/** Reads `{ … }` of a kernel or a case; the scanner stands behind its head. */
export function parseBody(scanner: Scanner, owner: 'kernel' | 'case'): Body {
  return new BodyParser(scanner, owner).run();
}

class BodyParser {
  private readonly members: Member[] = [];
  private readonly preambles: PreambleBlock[] = [];

  constructor(
    private readonly scanner: Scanner,
    private readonly owner: 'kernel' | 'case',
  ) {}

  run(): Body {
    const { scanner } = this;
    const brace = this.openBrace();
    for (;;) {
      scanner.skipTrivia();
      if (scanner.isAtEnd) {
        if (brace !== undefined && !scanner.isCutShort) {
          scanner.findings.report('unclosed-brace', brace, { what: this.owner });
        }
        break;
      }
      if (scanner.character === '}') {
        const isStray = isStrayBrace(scanner.text, scanner.at + 1);
        scanner.accept('}');
        if (!isStray) break;
        this.reportStrayBrace();
      } else {
        this.member();
      }
    }
    const start = brace?.start ?? this.members[0]?.span.start ?? scanner.last.end;
    return { span: span(start, scanner.last.end), members: this.members, preambles: this.preambles };
  }

  private openBrace(): Span | undefined {
    const { scanner } = this;
    const head = scanner.last;
    scanner.skipTrivia();
    if (scanner.accept('{')) return scanner.last;
    const junk = /[^\s{}=;][^{}=;\r\n]*(?=\{)/y;
    junk.lastIndex = scanner.at;
    const found = junk.exec(scanner.text)?.[0].trimEnd();
    if (found !== undefined) {
      scanner.moveTo(scanner.at + found.length);
      const where = `between the head of a ${this.owner} and its ‘{’`;
      scanner.findings.report('unexpected-text', scanner.last, { text: abridge(found), where });
      scanner.skipTrivia();
      if (scanner.accept('{')) return scanner.last;
    }
    if (scanner.isCutShort || isHeadBroken(scanner)) return undefined;
    const after = scanner.text.slice(head.start, head.end);
    const fix = { title: 'Add {', edits: [{ span: span(head.end, head.end), newText: ' {' }] };
    scanner.findings.report('missing-open-brace', head, { after }, { fixes: [fix] });
    return undefined;
  }

  private reportStrayBrace(): void {
    const { scanner } = this;
    const brace = scanner.last;
    scanner.skipTrivia();
    if (scanner.accept(';')) scanner.findings.report('stray-brace', cover(brace, scanner.last), {});
    else scanner.findings.report('stray-brace', brace, {});
  }

  private member(): void {
    const { scanner } = this;
    const name = scanner.word();
    if (name === undefined) {
      this.skipStray(scanner.at);
      return;
    }
    if (this.owner === 'kernel' && startsPreamble(scanner.text, name.span.start)) {
      this.preambles.push(parsePreamble(scanner, name.span, 'kernel'));
      return;
    }
    const isNewLine = scanner.skipTrivia();
    if (startsBinding(scanner.text, name.span.start) || scanner.character === '=') {
      this.equals(name);
    } else if (this.owner === 'kernel' && !isLikeField(name.text)) {
      this.skipStray(name.span.start);
      return;
    } else if (
      scanner.isAtEnd ||
      '};'.includes(scanner.character) ||
      (isNewLine && startsBinding(scanner.text, scanner.at))
    ) {
      if (!scanner.isCutShort) scanner.findings.report('missing-value', name.span, { name: name.text });
      scanner.accept(';');
      return;
    } else {
      const wrong = /[:=+*/%&|^<>-]*/y;
      wrong.lastIndex = scanner.at;
      this.wrongEquals(name, wrong.exec(scanner.text)?.[0] ?? '');
    }
    this.value(name);
  }

  private equals(name: Identifier): void {
    const { scanner } = this;
    scanner.accept('=');
    if (scanner.character === '=') {
      scanner.at--;
      this.wrongEquals(name, '==');
    }
  }

  /** Something else stands where `=` has to, such as `:` or `==`; nothing, perhaps. */
  private wrongEquals(name: Identifier, found: string): void {
    const { scanner } = this;
    const { at } = scanner;
    const isOperator = found === ':' || found.endsWith('=');
    const wrong = isOperator ? span(at, at + found.length) : span(name.span.end, name.span.end);
    const fix = { title: 'Write =', edits: [{ span: wrong, newText: isOperator ? '=' : ' =' }] };
    const place = isOperator ? wrong : name.span;
    scanner.findings.report('missing-equals', place, { name: name.text }, { fixes: [fix] });
    if (isOperator) scanner.moveTo(wrong.end);
  }

  private value(name: Identifier): void {
    const { scanner } = this;
    const equals = scanner.last;
    const isOneLine = this.owner === 'kernel' && /^(?:dtype_out|reduce_type|accuracy)$/.test(name.text);
    const first = scanValue(scanner, this.owner, isOneLine);
    const value = name.text === 'arguments' && this.owner === 'kernel' ? this.moreArguments(first) : first;
    const end = value.isTerminated ? scanner.last.end : value.span.end;
    const isMissing = value.span.start === value.span.end;
    if (!scanner.isCutShort) {
      if (isMissing) {
        scanner.findings.report('missing-value', cover(name.span, equals), { name: name.text });
      } else if (!value.isTerminated && !value.isOpenEnded) {
        const fix = { title: 'Add ;', edits: [{ span: span(value.span.end, value.span.end), newText: ';' }] };
        scanner.findings.report('missing-semicolon', scanner.last, {}, { fixes: [fix] });
      }
    }
    this.members.push({ name, span: span(name.span.start, Math.max(end, equals.end)), value });
  }

  /** Takes declarations behind the `;` of the arguments as further ones: whoever reads them reports the `;`. */
  private moreArguments(first: ValueExtent): ValueExtent {
    const { scanner } = this;
    let value = first;
    while (value.isTerminated) {
      const { last, at } = scanner;
      scanner.skipTrivia();
      if (scanner.isCutShort || !startsDeclaration(scanner.text, scanner.at)) {
        scanner.moveBackTo(at, last);
        break;
      }
      const next = scanValue(scanner, this.owner);
      value = { ...next, span: cover(value.span, next.span) };
    }
    return value;
  }

  /** Passes text that is no member, up to a `;` or to a line that begins a member or closes the item. */
  private skipStray(start: number): void {
    const { scanner } = this;
    scanner.at = start;
    let isFirstLine = true;
    let end = start + 1;
    while (!scanner.isAtEnd) {
      const isNewLine = scanner.skipTrivia();
      const { at, text } = scanner;
      if (scanner.isAtEnd || (text[at] === '}' && at > start)) break;
      if (isNewLine && at > start && (startsBinding(text, at) || startsPreamble(text, at))) break;
      if (isNewLine) isFirstLine = false;
      scanner.lexeme();
      if (isFirstLine) end = scanner.at;
      if (text[at] === ';') break;
    }
    const place = span(start, end);
    scanner.findings.report('unexpected-text', place, {
      text: abridge(scanner.text.slice(place.start, place.end)),
      where: `in a ${this.owner}`,
    });
  }
}

/** A type and a name, up to the end of the declaration; the first word is captured. Words never overlap: it is linear. */
const declaration =
  /([A-Za-z_]\w*)(?:::\w+|<[^<>(){};=]*>)*[\s*&]+(?:[A-Za-z_][\w:]*(?:<[^<>(){};=]*>)?[\s*&]+)*[A-Za-z_]\w*\s*(?:\[\w*\]\s*)?[,;]/y;

/** True where `float *x;` stands, and not a field that lacks its `=`. */
function startsDeclaration(text: string, at: number): boolean {
  declaration.lastIndex = at;
  const word = declaration.exec(text)?.[1];
  return word !== undefined && !isLikeField(word);
}

/** True for a field's name and for what may be meant for one. */
function isLikeField(name: string): boolean {
  return isKernelField(name) || suggest(name, kernelFields) !== undefined;
}

/** Text of a message, cut to a length that a line can hold. */
export function abridge(text: string): string {
  return text.length > 32 ? `${text.slice(0, 31)}…` : text;
}
