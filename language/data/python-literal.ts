/** A Python literal as NumPy writes it in the header of a `.npy` file. */
export type PythonLiteral =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'none' }
  | { readonly kind: 'sequence'; readonly items: readonly PythonLiteral[] }
  | { readonly kind: 'dict'; readonly entries: readonly (readonly [PythonLiteral, PythonLiteral])[] };

/** Headers nest as deep as structured types do; deeper text is no header. */
const maximumDepth = 32;

/** Python refuses longer decimal integers as well; a dimension has at most 19 digits. */
const maximumDigits = 40;

class Malformed extends Error {}

/**
 * Reads one Python literal that makes up the whole text, blanks around it apart: strings, integers (with Python 2's
 * `L` suffix), `True`, `False`, `None`, tuples, lists and dicts. Undefined for anything else.
 */
export function parsePythonLiteral(text: string): PythonLiteral | undefined {
  try {
    return new LiteralReader(text).readAll();
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

class LiteralReader {
  private position = 0;

  constructor(private readonly text: string) {}

  readAll(): PythonLiteral {
    const literal = this.read(0);
    this.skipBlanks();
    if (this.position < this.text.length) throw new Malformed();
    return literal;
  }

  private read(depth: number): PythonLiteral {
    if (depth > maximumDepth) throw new Malformed();
    this.skipBlanks();
    const next = this.text[this.position];
    if (next === '(') return this.readParenthesized(depth);
    if (next === '[') return { kind: 'sequence', items: this.readItems(']', depth).items };
    if (next === '{') return this.readDict(depth);
    const quote = this.match(/[uUbB]?(['"])/y);
    if (quote?.[1] !== undefined) return { kind: 'string', value: this.readString(quote[1]) };
    const digits = this.match(/([+-]?[0-9]+)[lL]?/y);
    if (digits?.[1] !== undefined) return integerLiteral(digits[1]);
    const word = this.match(/True|False|None/y)?.[0];
    if (word === 'None') return { kind: 'none' };
    if (word !== undefined) return { kind: 'bool', value: word === 'True' };
    throw new Malformed();
  }

  /** `(x)` is `x`; `()`, `(x,)` and `(x, y)` are tuples. */
  private readParenthesized(depth: number): PythonLiteral {
    const { items, trailingComma } = this.readItems(')', depth);
    const [only] = items;
    return only !== undefined && items.length === 1 && !trailingComma ? only : { kind: 'sequence', items };
  }

  private readItems(close: ')' | ']', depth: number): { items: PythonLiteral[]; trailingComma: boolean } {
    this.position++;
    const items: PythonLiteral[] = [];
    let trailingComma = false;
    while (!this.take(close)) {
      if (items.length > 0 && !trailingComma) throw new Malformed();
      items.push(this.read(depth + 1));
      trailingComma = this.take(',');
    }
    return { items, trailingComma };
  }

  private readDict(depth: number): PythonLiteral {
    this.position++;
    const entries: [PythonLiteral, PythonLiteral][] = [];
    let separated = true;
    while (!this.take('}')) {
      if (!separated) throw new Malformed();
      const key = this.read(depth + 1);
      if (!this.take(':')) throw new Malformed();
      entries.push([key, this.read(depth + 1)]);
      separated = this.take(',');
    }
    return { kind: 'dict', entries };
  }

  private readString(quote: string): string {
    let value = '';
    for (;;) {
      const character = this.text[this.position++];
      if (character === undefined || character === '\n') throw new Malformed();
      if (character === quote) return value;
      if (character !== '\\') {
        value += character;
        continue;
      }
      const escaped = this.text[this.position++];
      if (escaped === undefined) throw new Malformed();
      // Names of struct fields are the only strings that can hold other escapes, and structs are refused anyway.
      value += escaped;
    }
  }

  private take(character: string): boolean {
    this.skipBlanks();
    if (this.text[this.position] !== character) return false;
    this.position++;
    return true;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.position;
    const match = pattern.exec(this.text);
    if (match !== null) this.position = pattern.lastIndex;
    return match;
  }

  private skipBlanks(): void {
    this.match(/[ \t\r\n\f]*/y);
  }
}

function integerLiteral(digits: string): PythonLiteral {
  if (digits.length > maximumDigits) throw new Malformed();
  return { kind: 'integer', value: BigInt(digits.replace('+', '')) };
}
