// Every text that a person makes who types the examples, or deletes one character of them, through every feature of the
// editor: none may throw, and no answer may break the protocol. All of it takes minutes: WARPFOLD_EXHAUSTIVE=1.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Position } from 'vscode-languageserver-types';
import { createAnalyser, type Analysis } from '../language/services';
import { filesOf } from '../runner/client/node-files';
import { OpenDocument } from '../server/document-store';
import { root } from './support/root';
import { assertCursor, assertDocument, assertInside } from './typing-session/assertions';
import { cursorAnswers, documentAnswers, editAnswers } from './typing-session/features';

const isExhaustive = process.env['WARPFOLD_EXHAUSTIVE'] === '1';

/** Of how many texts one goes through the features of a kind. Primes, so that the samples spread over lines and columns. */
const every = isExhaustive
  ? { document: 1, cursor: 1, edit: 1, fresh: 1 }
  : { document: 7, cursor: 5, edit: 41, fresh: 29 };

const examples = readdirSync(path.join(root, 'examples'))
  .filter((name) => name.endsWith('.reduce'))
  .sort();

/** The steps of one session: each asks what an editor asks with the cursor at an offset. */
class Session {
  readonly document: OpenDocument;
  private steps = 0;

  constructor(
    readonly uri: string,
    text: string,
  ) {
    this.document = new OpenDocument({ uri, text, version: 0, languageId: 'reduce' });
  }

  /** Replaces a part of the text, as the editor tells it: a change of a range. */
  change(start: number, end: number, text: string): void {
    const { lines } = this.document.analysis();
    const range = { start: lines.position(start), end: lines.position(end) };
    this.document.change([{ range, text }], this.document.version + 1);
  }

  ask(offset: number): void {
    const analysis = this.document.analysis();
    const position = analysis.lines.position(offset);
    this.steps += 1;
    try {
      if (this.steps % every.document === 0) assertDocument(analysis, documentAnswers(analysis));
      if (this.steps % every.cursor === 0) assertCursor(analysis, position, cursorAnswers(analysis, position));
      if (this.steps % every.fresh === 0) assertFresh(analysis);
      if (this.steps % every.edit === 0) this.askForEdits(position);
    } catch (error) {
      throw new Error(`With the cursor at ${offset} of:\n${analysis.text}`, { cause: error });
    }
  }

  /** With all that is known of the operator laws: they have fixes too. */
  private askForEdits(position: Position): void {
    const analysis = this.document.analysisWithLaws(() => true);
    assertInside(analysis, 'edits', editAnswers(analysis, position));
  }
}

/** What is remembered from one version to the next changes no answer. */
function assertFresh(analysis: Analysis): void {
  const { uri, text, version } = analysis;
  const fresh = createAnalyser(uri, { files: filesOf(uri) }).analyse(text, version);
  assert.deepEqual(documentAnswers(analysis), documentAnswers(fresh));
}

for (const name of examples) {
  const file = path.join(root, 'examples', name);
  const uri = pathToFileURL(file).href;
  const text = readFileSync(file, 'utf8');

  describe(name, () => {
    test('typed character by character', () => {
      const session = new Session(uri, '');
      for (let end = 1; end <= text.length; end++) {
        session.change(end - 1, end - 1, text.charAt(end - 1));
        session.ask(end);
      }
      assert.equal(session.document.text, text);
    });

    test('without one of its characters', () => {
      const session = new Session(uri, text);
      for (let at = 0; at < text.length; at++) {
        session.change(at, at + 1, '');
        session.ask(at);
        session.change(at, at, text.charAt(at));
      }
      assert.equal(session.document.text, text);
    });

    test('with the cursor at each of its places', () => {
      const session = new Session(uri, text);
      for (let at = 0; at <= text.length; at++) session.ask(at);
    });
  });
}
