import { pythonTokens, type PythonToken } from './tokens';
import type { PythonArgument, PythonExpression } from './tree';

/** How tight Python's binary operators bind. */
const levels: ReadonlyMap<string, number> = new Map([
  ['|', 1],
  ['^', 2],
  ['&', 3],
  ['<<', 4],
  ['>>', 4],
  ['+', 5],
  ['-', 5],
  ['*', 6],
  ['/', 6],
  ['//', 6],
  ['%', 6],
  ['@', 6],
]);

/** Binds tighter than a sign on its left. */
const powerLevel = 8;
const signLevel = 7;

/** Levels of brackets and signs that are read; deeper text is of no interest, and must not exhaust the stack. */
const depthLimit = 100;

/** Reads expressions from tokens without newlines and comments. Never throws: what it does not know is `other`. */
export class ExpressionParser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly PythonToken[]) {}

  get isAtEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  /** All that is left, as one expression; a comma at the top makes a list. */
  rest(): PythonExpression {
    const elements: PythonExpression[] = [];
    let isOther = false;
    while (!this.isAtEnd) {
      elements.push(this.expression());
      if (this.isAtEnd) break;
      if (this.accept(',')) continue;
      isOther = true;
      this.at++;
    }
    const [only, ...more] = elements;
    if (isOther) return { kind: 'other', parts: elements };
    return only !== undefined && more.length === 0 ? only : { kind: 'list', elements };
  }

  expression(level = 0): PythonExpression {
    if (++this.depth > depthLimit) {
      this.at = this.tokens.length;
      return { kind: 'other', parts: [] };
    }
    let left = this.operand();
    for (;;) {
      const operator = this.text();
      if (operator === '**' && level <= powerLevel) {
        this.at++;
        left = { kind: 'binary', operator, left, right: this.expression(signLevel) };
        continue;
      }
      const own = levels.get(operator);
      if (own === undefined || own < level) break;
      this.at++;
      left = { kind: 'binary', operator, left, right: this.expression(own + 1) };
    }
    this.depth--;
    return left;
  }

  private operand(): PythonExpression {
    const token = this.tokens[this.at];
    if (token === undefined) return { kind: 'other', parts: [] };
    if (token.kind === 'operator' && '+-~'.includes(token.text)) {
      this.at++;
      return { kind: 'unary', operator: token.text, operand: this.expression(signLevel) };
    }
    return this.trailers(this.atom(token));
  }

  private atom(token: PythonToken): PythonExpression {
    switch (token.kind) {
      case 'number':
        this.at++;
        return { kind: 'number', value: Number(token.text.replace(/_/g, '')), text: token.text };
      case 'string':
        return this.strings();
      case 'name':
        this.at++;
        return { kind: 'name', name: token.text };
      case 'operator':
      case 'comment':
      case 'newline':
      case 'end':
        if (token.text === '(' || token.text === '[') return this.brackets(token.text === '(' ? ')' : ']');
        if (token.text === '{') return this.mapping();
        // What is no operand is left to whoever reads on.
        if (!')],'.includes(token.text)) this.at++;
        return { kind: 'other', parts: [] };
    }
  }

  /** Neighbouring strings are one. */
  private strings(): PythonExpression {
    const parts: PythonExpression[] = [];
    for (let token = this.tokens[this.at]; token?.kind === 'string'; token = this.tokens[this.at]) {
      const value = token.value ?? '';
      if (token.isTemplate === true) parts.push(...this.template(value));
      else parts.push({ kind: 'string', value });
      this.at++;
    }
    return joined(parts);
  }

  /** The texts of an f-string and the expressions between them; a format behind `:` is left out. */
  private template(value: string): readonly PythonExpression[] {
    return value.split(/(\{\{|\}\}|\{[^{}]*\})/).map((part): PythonExpression => {
      if (!/^\{[^{]/.test(part))
        return { kind: 'string', value: part.replace(/^(?:\{\{|\}\})$/, (both) => both.charAt(0)) };
      const tokens = pythonTokens(part.slice(1, -1).replace(/(?:![rsa])?(?::[^:\]]*)?$/, ''));
      return new ExpressionParser(tokens.slice(0, -1)).rest();
    });
  }

  /** `{ "name": value, … }`; a set, or keys that are no strings, are of no interest. */
  private mapping(): PythonExpression {
    this.at++;
    const entries: PythonArgument[] = [];
    while (!this.isAtEnd && !this.accept('}')) {
      const before = this.at;
      const key = this.expression();
      const value = this.accept(':') ? this.expression() : undefined;
      if (key.kind === 'string' && value !== undefined) entries.push({ name: key.value, value });
      if (!this.accept(',') && this.text() !== '}') this.skipTo('}', before);
    }
    return { kind: 'mapping', entries };
  }

  /** A tuple, a list, or an expression in parentheses. */
  private brackets(close: string): PythonExpression {
    this.at++;
    const elements: PythonExpression[] = [];
    let isTuple = close === ']';
    let isOther = false;
    while (!this.isAtEnd && !this.accept(close)) {
      const before = this.at;
      elements.push(this.expression());
      if (this.accept(',')) {
        isTuple = true;
      } else if (this.text() !== close) {
        isOther = true;
        if (this.at === before || !this.isAtEnd) this.at++;
      }
    }
    const [only] = elements;
    if (isOther) return { kind: 'other', parts: elements };
    return isTuple || only === undefined ? { kind: 'list', elements } : only;
  }

  private trailers(first: PythonExpression): PythonExpression {
    let left = first;
    for (;;) {
      if (this.accept('.')) {
        const name = this.text();
        this.at++;
        left =
          left.kind === 'name'
            ? { kind: 'name', name: `${left.name}.${name}` }
            : { kind: 'attribute', object: left, name };
      } else if (this.text() === '(') {
        left = { kind: 'call', callee: left, arguments: this.callArguments() };
      } else if (this.text() === '[') {
        const index = this.brackets(']');
        left = { kind: 'other', parts: [left, index] };
      } else {
        return left;
      }
    }
  }

  private callArguments(): readonly PythonArgument[] {
    this.at++;
    const found: PythonArgument[] = [];
    while (!this.isAtEnd && !this.accept(')')) {
      const before = this.at;
      const token = this.tokens[this.at];
      if (token?.kind === 'name' && this.tokens[this.at + 1]?.text === '=') {
        this.at += 2;
        found.push({ name: token.text, value: this.expression() });
      } else {
        found.push({ value: this.expression() });
      }
      while (!this.isAtEnd && this.text() !== ',' && this.text() !== ')') {
        // A comparison or a condition: its operands may hold a call that matters.
        const last = found.pop();
        const more = this.at === before ? undefined : this.afterOperator();
        found.push({
          ...last,
          value: { kind: 'other', parts: [...(last ? [last.value] : []), ...(more ? [more] : [])] },
        });
        if (more === undefined) this.at++;
      }
      this.accept(',');
    }
    return found;
  }

  private afterOperator(): PythonExpression {
    this.at++;
    return this.expression();
  }

  /** Moves on to a closing bracket, at least by one token from `before`. */
  private skipTo(close: string, before: number): void {
    if (this.at === before) this.at++;
    for (let depth = 0; !this.isAtEnd && (depth > 0 || this.text() !== close); this.at++) {
      const text = this.text();
      if (text === '(' || text === '[' || text === '{') depth++;
      else if (text === ')' || text === ']' || text === '}') depth--;
    }
  }

  private text(): string {
    const token = this.tokens[this.at];
    return token === undefined || token.kind === 'string' ? '' : token.text;
  }

  private accept(text: string): boolean {
    if (this.text() !== text) return false;
    this.at++;
    return true;
  }
}

/** Strings one after another, as one. */
function joined(parts: readonly PythonExpression[]): PythonExpression {
  const texts = parts.flatMap((part) => (part.kind === 'string' ? [part.value] : []));
  return texts.length === parts.length ? { kind: 'string', value: texts.join('') } : { kind: 'template', parts };
}
