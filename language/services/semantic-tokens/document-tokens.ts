import type { LinePosition } from '../../text/line-index';
import { difference, type ItemTokens } from './item-tokens';

/** The tokens of an item, and how far its first one is from the token before it. */
interface Part {
  readonly tokens: ItemTokens;
  readonly lines: number;
  readonly characters: number;
}

/** What differs between the tokens of two versions, as numbers of the protocol's encoding. */
export interface TokenChange {
  /** How many numbers before it are the same. */
  readonly start: number;
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/**
 * The tokens of one version of a document, as those of its items. A large document has a hundred thousand numbers, and
 * versions differ in few of them: they are put together where somebody wants them all.
 */
export class DocumentTokens {
  private readonly parts: Part[] = [];
  private last: LinePosition = { line: 0, character: 0 };

  /**
   * Adds the tokens of the next item.
   *
   * @param origin Where the item begins.
   */
  add(tokens: ItemTokens, origin: LinePosition): void {
    const [line, character] = tokens.data;
    if (line === undefined || character === undefined) return;
    const [lines, characters] = difference(absolute({ line, character }, origin), this.last);
    this.parts.push({ tokens, lines, characters });
    this.last = absolute(tokens.last, origin);
  }

  /** Five numbers a token, each token relative to the one before it. */
  get data(): number[] {
    return join(this.parts);
  }

  /** What an edit changed; at least all that differs. Takes time linear in the items, and in the tokens of those that differ. */
  changeFrom(before: DocumentTokens): TokenChange {
    const [old, now] = [before.parts, this.parts];
    const shorter = Math.min(old.length, now.length);
    let head = 0;
    while (head < shorter && areSame(old[head], now[head])) head++;
    let tail = 0;
    while (tail < shorter - head && areSame(old.at(-1 - tail), now.at(-1 - tail))) tail++;
    return {
      start: lengthOf(now.slice(0, head)),
      before: join(old.slice(head, old.length - tail)),
      after: join(now.slice(head, now.length - tail)),
    };
  }
}

function areSame(one: Part | undefined, other: Part | undefined): boolean {
  return one?.tokens === other?.tokens && one?.lines === other?.lines && one?.characters === other?.characters;
}

function lengthOf(parts: readonly Part[]): number {
  return parts.reduce((length, { tokens }) => length + tokens.data.length, 0);
}

function join(parts: readonly Part[]): number[] {
  // Filled in place: pushing a hundred thousand numbers one by one takes three times as long.
  const data = new Array<number>(lengthOf(parts));
  let at = 0;
  for (const { tokens, lines, characters } of parts) {
    data[at] = lines;
    data[at + 1] = characters;
    for (let index = 2; index < tokens.data.length; index++) data[at + index] = tokens.data[index] ?? 0;
    at += tokens.data.length;
  }
  return data;
}

function absolute({ line, character }: LinePosition, origin: LinePosition): LinePosition {
  return { line: origin.line + line, character: line === 0 ? origin.character + character : character };
}
