import { isKernelField } from '../../syntax/fields';
import { isWordPart, isWordStart, skipTrivia, wordEnd } from '../../syntax/lexeme';
import { isStrayBrace, startsBinding, startsPreamble } from '../../syntax/split-items';
import type { Item, KernelItem, PreambleBlock } from '../../syntax/tree';
import type { Span } from '../../text/span';
import type { LexemeReader } from './lexeme-reader';

/** The part of an item that a cursor stands in. Offsets count from the document. */
export type ItemPlace =
  /** Where an item begins. */
  | { readonly kind: 'top' }
  /** Behind `kernel` or `case`, with the words that stand there already. */
  | { readonly kind: 'head'; readonly keyword: 'kernel' | 'case'; readonly words: readonly string[] }
  /** Where the name of a field or a binding begins. */
  | { readonly kind: 'name'; readonly owner: 'kernel' | 'case' }
  /** Behind the `=` that ends at `start`. */
  | { readonly kind: 'value'; readonly owner: 'kernel' | 'case'; readonly name: string; readonly start: number }
  /** In a preamble whose C++ begins at `start`. */
  | { readonly kind: 'preamble'; readonly start: number }
  /** Where nothing can be completed: between a name and its `=`, in text that is no item. */
  | { readonly kind: 'nothing' };

const top: ItemPlace = { kind: 'top' };
const nothing: ItemPlace = { kind: 'nothing' };

/** Finds the part of an item that the reader's cursor stands in, as the parser would divide the text before it. */
export function scanItem(reader: LexemeReader, item: Item | undefined, start: number): ItemPlace {
  const first = reader.next();
  if (first === undefined) return top;
  const keyword = reader.text.slice(first.start, first.end);
  switch (keyword) {
    case 'kernel':
    case 'case':
      return new BodyScan(reader, keyword, item?.kind === 'kernel' ? item : undefined, start).run();
    case 'preamble':
      return item?.kind === 'preamble' ? (preamblePlace(reader, item, start) ?? afterItem(reader)) : nothing;
    default:
      return afterItem(reader, first);
  }
}

/** A new item begins behind the brace that closes another, or on a line of its own. */
function afterItem(reader: LexemeReader, stray?: Span): ItemPlace {
  let last = stray;
  for (let next = reader.next(); next !== undefined; next = reader.next()) last = next;
  const isFree = last === undefined || '};'.includes(reader.text.charAt(last.end - 1));
  return reader.isNewLine || isFree ? top : nothing;
}

/** The place in a preamble; undefined where the cursor stands behind it. The reader moves there, or behind it. */
function preamblePlace(reader: LexemeReader, block: PreambleBlock, start: number): ItemPlace | undefined {
  const { cursor, text } = reader;
  const end = start + block.span.end;
  const isClosed = block.body.end < block.span.end && text[end - 1] === '}';
  if (isClosed && cursor >= end) {
    reader.at = end;
    return undefined;
  }
  const bodyStart = start + block.body.start;
  if (cursor < bodyStart) return nothing;
  reader.at = bodyStart;
  while (reader.next() !== undefined);
  return { kind: 'preamble', start: bodyStart };
}

type State =
  | { readonly kind: 'head' }
  | { readonly kind: 'members' }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'value'; readonly name: string; readonly start: number };

class BodyScan {
  private state: State = { kind: 'head' };
  private readonly words: string[] = [];
  /** The brackets that are open in the value. */
  private open: string[] = [];
  private last: Span | undefined;

  constructor(
    private readonly reader: LexemeReader,
    private readonly owner: 'kernel' | 'case',
    private readonly kernel: KernelItem | undefined,
    private readonly start: number,
  ) {}

  run(): ItemPlace {
    const { reader } = this;
    for (let next = reader.next(); next !== undefined; next = reader.next()) {
      const place = this.take(next);
      if (place !== undefined) return place;
    }
    return this.atCursor();
  }

  /** Takes one lexeme; a place where the item ends with it, or the cursor stands in a preamble of it. */
  private take(lexeme: Span): ItemPlace | undefined {
    const { reader, state } = this;
    const text = reader.text.slice(lexeme.start, lexeme.end);
    if (this.isPreamble(lexeme)) return this.skipPreamble(lexeme);
    if (text === '}' && this.closesItem(lexeme)) return afterItem(reader);
    switch (state.kind) {
      case 'head':
        if (text === '{') this.state = { kind: 'members' };
        else if (text === '=') this.state = { kind: 'value', name: this.words.at(-1) ?? '', start: lexeme.end };
        else this.words.push(text);
        break;
      case 'members':
      case 'named':
        if (isWordStart(text.charCodeAt(0))) this.state = { kind: 'named', name: text };
        else if (text === ';' || text === '}') this.state = { kind: 'members' };
        else if (state.kind === 'named') this.state = { kind: 'value', name: state.name, start: lexeme.end };
        break;
      case 'value':
        if (reader.isNewLine && this.startsNextMember(lexeme.start)) this.state = { kind: 'named', name: text };
        else if (text === ';' && !this.open.includes('{')) this.state = { kind: 'members' };
        else this.bracket(text);
        break;
    }
    if (this.state.kind !== 'value') this.open = [];
    this.last = lexeme;
    return undefined;
  }

  private bracket(text: string): void {
    if (text === '(' || text === '[' || text === '{') this.open.push(text);
    const opener = text === ')' ? '(' : text === ']' ? '[' : text === '}' ? '{' : undefined;
    const partner = opener === undefined ? -1 : this.open.lastIndexOf(opener);
    if (partner >= 0) this.open.length = partner;
  }

  private closesItem({ end }: Span): boolean {
    if (this.state.kind === 'head' || this.open.includes('{')) return false;
    return !isStrayBrace(this.reader.text, end);
  }

  private isPreamble({ start }: Span): boolean {
    if (this.owner !== 'kernel' || this.state.kind === 'head' || !startsPreamble(this.reader.text, start)) return false;
    return this.state.kind !== 'value' || (this.reader.isNewLine && !this.open.includes('{'));
  }

  private skipPreamble({ start, end }: Span): ItemPlace | undefined {
    this.state = { kind: 'members' };
    this.open = [];
    this.last = { start, end };
    const block = this.kernel?.preambles.find((each) => this.start + each.span.start === start);
    return block === undefined ? nothing : preamblePlace(this.reader, block, this.start);
  }

  private startsNextMember(at: number): boolean {
    const { text } = this.reader;
    if (!startsBinding(text, at)) return false;
    if (this.owner === 'kernel' && isKernelField(text.slice(at, wordEnd(text, at)))) return true;
    return this.open.length === 0;
  }

  private atCursor(): ItemPlace {
    const { reader, owner, state } = this;
    switch (state.kind) {
      case 'head':
        return { kind: 'head', keyword: owner, words: this.words };
      case 'members':
        return { kind: 'name', owner };
      case 'named':
        // A name alone on the line above is one that was given up.
        return reader.isNewLine ? { kind: 'name', owner } : nothing;
      case 'value':
        return this.beginsMember()
          ? { kind: 'name', owner }
          : { kind: 'value', owner, name: state.name, start: state.start };
    }
  }

  /** Whether the word at the cursor begins the next member, although the `;` before it is missing. */
  private beginsMember(): boolean {
    const { reader } = this;
    if (!reader.isNewLine || reader.interruption !== undefined) return false;
    const at = skipTrivia(reader.text, reader.at);
    if (isWordStart(reader.text.charCodeAt(at)) && this.startsNextMember(at)) return true;
    return this.open.length === 0 && this.followsOperand();
  }

  /** True where nothing before the cursor asks for more. */
  private followsOperand(): boolean {
    if (this.last === undefined) return false;
    const { text } = this.reader;
    return isWordPart(text.charCodeAt(this.last.end - 1)) || ')]}"\''.includes(text.charAt(this.last.end - 1));
  }
}
