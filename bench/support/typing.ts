import type { Position } from 'vscode-languageserver-protocol';
import { LineIndex } from '../../language';
import type { LanguageClient } from './language-client';

/** Steps that lie so far apart that neighbours of the file are not edited one after the other. Prime. */
const STRIDE = 389;

/**
 * Types one letter at the beginning of an expression, and takes it back in the next step, at a place that moves through
 * the file: every second text has a mistake in it.
 */
export class Typist {
  private readonly places: readonly Position[];
  private step = 0;

  /** @param before Finds the places: what stands directly before each of them. */
  constructor(text: string, before: RegExp) {
    const lines = new LineIndex(text);
    this.places = Array.from(text.matchAll(before), (match) => lines.position(match.index + match[0].length));
    if (this.places.length === 0) throw new Error(`Nothing in the file matches ${before.source}.`);
  }

  /** Makes the next edit. @returns the place behind the letter, or where it was. */
  type(client: LanguageClient): Position {
    const place = this.places[(Math.floor(this.step / 2) * STRIDE) % this.places.length] ?? { line: 0, character: 0 };
    const behind = { line: place.line, character: place.character + 1 };
    const isTyped = this.step % 2 === 0;
    this.step += 1;
    if (isTyped) client.edit(place, place, 'x');
    else client.edit(place, behind, '');
    return isTyped ? behind : place;
  }
}
