import { isTypeKeyword, isBuiltinType } from '../cpp/builtin-types';
import { parseExpression } from '../cpp/parse-expression';
import type { Expression } from '../cpp/tree';
import type { Findings } from '../diagnostics/diagnostic';
import { span, type Span } from '../text/span';
import { isWordStart, lexemeEnd, skipTrivia, wordEnd } from './lexeme';
import { abridge } from './parse-body';
import { startsBinding } from './split-items';
import type { CaseValue, GeneratorArgument, StructMember } from './tree';
import { partnerBracket, type ValueExtent } from './value-extent';

/** Levels of lists and structs that a value may have. */
const nestingLimit = 64;

/** Reads the value of a case's binding. A value whose brackets do not match is reported and comes out as missing. */
export function parseCaseValue(text: string, binding: string, extent: ValueExtent, findings: Findings): CaseValue {
  const { bracketMistake: mistake, span: place } = extent;
  if (place.start === place.end) return { kind: 'missing', span: place };
  if (mistake !== undefined) {
    const partner = partnerBracket(mistake.bracket);
    const at = span(mistake.at, mistake.at + 1);
    if (mistake.kind === 'unclosed') findings.report('unclosed-bracket', at, { open: mistake.bracket, close: partner });
    else findings.report('unmatched-bracket', at, { close: mistake.bracket, open: partner });
    return { kind: 'missing', span: place };
  }
  const parser = new ValueParser(text, extent.partners, findings);
  return binding === 'slice' ? parser.slice(place) : parser.value(place);
}

class ValueParser {
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly partners: ReadonlyMap<number, number>,
    private readonly findings: Findings,
  ) {}

  /** Reads a value that fills `place`, which is not empty. */
  value(place: Span): CaseValue {
    if (this.depth >= nestingLimit) {
      this.findings.report('value-too-deep', span(place.start, place.start + 1), { limit: nestingLimit });
      return { kind: 'missing', span: place };
    }
    this.depth++;
    const value = this.valueOfKind(place);
    this.depth--;
    return value;
  }

  /** `start:stop:step`, each part optional. */
  slice(place: Span): CaseValue {
    const [start, stop, step, ...rest] = this.split(place, ':');
    if (start === undefined || stop === undefined) return this.value(place);
    if (rest.length > 0) {
      this.findings.report('slice-parts', place, { count: rest.length + 3 });
      return { kind: 'missing', span: place };
    }
    return {
      kind: 'slice',
      span: place,
      ...(!isEmpty(start) && { start: this.expression(start) }),
      ...(!isEmpty(stop) && { stop: this.expression(stop) }),
      ...(step !== undefined && !isEmpty(step) && { step: this.expression(step) }),
    };
  }

  private valueOfKind(place: Span): CaseValue {
    const first = this.text.charAt(place.start);
    if (first === '[') return this.list(place);
    if (first === '{') return this.struct(place);
    if (isWordStart(this.text.charCodeAt(place.start))) {
      const generator = this.generator(place);
      if (generator !== undefined) return generator;
    }
    const expression = this.expression(place);
    if (expression.kind === 'string') return { kind: 'string', span: place, value: expression.value };
    if (expression.kind === 'missing') return { kind: 'missing', span: place };
    return { kind: 'constant', span: place, expression };
  }

  private list(place: Span): CaseValue {
    const inside = this.brackets(place, 'a list');
    const elements = this.parts(inside).map((part) =>
      isEmpty(part) ? this.missing(part, 'An element of the list') : this.value(part),
    );
    return { kind: 'list', span: place, elements };
  }

  private struct(place: Span): CaseValue {
    const inside = this.brackets(place, 'a struct');
    const members: StructMember[] = [];
    for (const part of this.parts(inside)) {
      if (isEmpty(part)) {
        this.missing(part, 'A member of the struct');
        continue;
      }
      const nameEnd = wordEnd(this.text, part.start);
      const colon = skipTrivia(this.text, nameEnd);
      const isNamed = isWordStart(this.text.charCodeAt(part.start)) && this.text[colon] === ':' && colon < part.end;
      if (!isNamed) {
        this.findings.report('unnamed-member', part, {});
        return { kind: 'missing', span: place };
      }
      const name = { text: this.text.slice(part.start, nameEnd), span: span(part.start, nameEnd) };
      const rest = this.trim(span(colon + 1, part.end));
      const value = isEmpty(rest)
        ? this.missing(span(colon, colon + 1), `The value of ‘${name.text}’`)
        : this.value(rest);
      members.push({ name, value });
    }
    return { kind: 'struct', span: place, members };
  }

  /** `name(…)` that fills the place. Casts such as `float(2)` are constants. */
  private generator(place: Span): CaseValue | undefined {
    const nameEnd = wordEnd(this.text, place.start);
    const open = skipTrivia(this.text, nameEnd);
    const close = this.partners.get(open);
    if (this.text[open] !== '(' || close === undefined || skipTrivia(this.text, close + 1) < place.end)
      return undefined;
    const name = { text: this.text.slice(place.start, nameEnd), span: span(place.start, nameEnd) };
    if (isTypeKeyword(name.text) || isBuiltinType(name.text) || name.text === 'sizeof') return undefined;
    const parts = this.parts(span(open + 1, close));
    return { kind: 'generator', span: place, name, arguments: parts.map((part) => this.argument(part)) };
  }

  private argument(part: Span): GeneratorArgument {
    if (isEmpty(part)) return { value: this.missing(part, 'An argument'), span: part };
    const nameEnd = wordEnd(this.text, part.start);
    const equals = skipTrivia(this.text, nameEnd);
    const isNamed =
      isWordStart(this.text.charCodeAt(part.start)) && this.text[equals] === '=' && this.text[equals + 1] !== '=';
    if (!isNamed || equals >= part.end) return { value: this.value(part), span: part };
    const name = { text: this.text.slice(part.start, nameEnd), span: span(part.start, nameEnd) };
    const rest = this.trim(span(equals + 1, part.end));
    const value = isEmpty(rest)
      ? this.missing(span(equals, equals + 1), `The value of ‘${name.text}’`)
      : this.value(rest);
    return { name, value, span: part };
  }

  /** What stands between the brackets that open the place. Anything behind them is reported. */
  private brackets(place: Span, what: string): Span {
    const close = this.partners.get(place.start) ?? place.end;
    const rest = this.trim(span(close + 1, place.end));
    if (!isEmpty(rest)) this.afterBrackets(span(place.start, close + 1), rest, what);
    return span(place.start + 1, close);
  }

  private afterBrackets(value: Span, rest: Span, what: string): void {
    if (startsBinding(this.text, rest.start)) {
      const fix = { title: 'Add ;', edits: [{ span: span(value.end, value.end), newText: ';' }] };
      this.findings.report('missing-semicolon', span(value.end - 1, value.end), {}, { fixes: [fix] });
      return;
    }
    const text = abridge(this.text.slice(rest.start, rest.end));
    this.findings.report('unexpected-after-value', rest, { what, text });
  }

  private missing(at: Span, what: string): CaseValue {
    this.findings.report('missing-element', isEmpty(at) ? span(at.start - 1, at.start) : at, { what });
    return { kind: 'missing', span: at };
  }

  /** An expression with a mistake of its syntax comes out as missing: what it would yield is not to be judged too. */
  private expression(place: Span): Expression {
    const found = this.findings.all.length;
    const expression = parseExpression(this.text, place, { isTypeName: () => false, findings: this.findings });
    const isBroken = this.findings.all.slice(found).some(({ severity }) => severity === 'error');
    return isBroken ? { kind: 'missing', span: place } : expression;
  }

  /** The parts between commas. One comma may follow the last. */
  private parts(place: Span): Span[] {
    const parts = this.split(place, ',');
    const last = parts.at(-1);
    if (last !== undefined && isEmpty(last)) parts.pop();
    return parts;
  }

  /** Splits at a character outside brackets and literals; a `:` that belongs to a `?` does not count. */
  private split(place: Span, separator: ',' | ':'): Span[] {
    const parts: Span[] = [];
    let start = -1;
    let end = place.start;
    let conditions = 0;
    let at = place.start;
    const push = (): void => {
      parts.push(start < 0 ? span(at, at) : span(start, end));
      start = -1;
    };
    while ((at = skipTrivia(this.text, at)) < place.end) {
      const character = this.text.charAt(at);
      if (character === separator && conditions === 0) {
        push();
        at++;
        continue;
      }
      if (separator === ':') {
        if (character === '?') conditions++;
        else if (character === ':') conditions--;
      }
      if (start < 0) start = at;
      const close = this.partners.get(at);
      at = close === undefined ? lexemeEnd(this.text, at) : close + 1;
      end = at;
    }
    at = place.end;
    push();
    return parts;
  }

  private trim(place: Span): Span {
    const start = Math.min(skipTrivia(this.text, place.start), place.end);
    let end = start;
    for (let at = start; at < place.end; at = skipTrivia(this.text, at)) {
      at = this.partners.get(at) === undefined ? lexemeEnd(this.text, at) : (this.partners.get(at) ?? at) + 1;
      end = Math.min(at, place.end);
    }
    return span(start, end);
  }
}

function isEmpty(place: Span): boolean {
  return place.start >= place.end;
}
