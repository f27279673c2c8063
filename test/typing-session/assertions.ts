import assert from 'node:assert/strict';
import type { Position, Range, TextEdit } from 'vscode-languageserver-types';
import { createAnalyser, format, semanticTokensLegend, type Analysis } from '../../language/services';
import {
  assertFolds,
  assertSelection,
  assertSymbols,
  assertTokens,
  comparePositions,
} from '../../language/services/testing/valid-structure';
import { formattingOptions, type CursorAnswers, type DocumentAnswers } from './features';

/** Every range and position anywhere in an answer lies in the document. */
export function assertInside(analysis: Analysis, feature: string, answer: unknown): void {
  if (typeof answer !== 'object' || answer === null) return;
  if (isRange(answer)) {
    const { start, end } = answer;
    const message = `${feature}: ${JSON.stringify(answer)} is no range of the document.`;
    assert.ok(isInside(analysis, start) && isInside(analysis, end) && comparePositions(start, end) <= 0, message);
    return;
  }
  if (isPosition(answer)) {
    assert.ok(isInside(analysis, answer), `${feature}: ${JSON.stringify(answer)} is no place of the document.`);
    return;
  }
  for (const part of Object.values(answer)) assertInside(analysis, feature, part);
}

function isPosition(value: unknown): value is Position {
  return typeof value === 'object' && value !== null && 'line' in value && 'character' in value;
}

function isRange(value: object): value is Range {
  return 'start' in value && 'end' in value && isPosition(value.start) && isPosition(value.end);
}

/** Exactly: a place behind the end of its line would be clamped to another one. */
function isInside({ lines }: Analysis, position: Position): boolean {
  return comparePositions(lines.position(lines.offset(position)), position) === 0;
}

/** What the protocol wants of the answers about a whole document. */
export function assertDocument(analysis: Analysis, answers: DocumentAnswers): void {
  for (const [feature, answer] of Object.entries(answers)) assertInside(analysis, feature, answer);
  const { lines, text } = analysis;
  assertTokens(answers.semanticTokens, text.split(/\r\n|\r|\n/), semanticTokensLegend.tokenTypes.length);
  assertSymbols(answers.documentSymbols);
  assertFolds(answers.foldingRanges, lines.lineCount);
  assertSorted(
    'diagnostics',
    answers.diagnostics.map(({ range }) => range.start),
  );
  assertSorted(
    'inlay hints',
    answers.inlayHints.map(({ position }) => position),
  );
  assertFormatting(analysis, answers.formatting);
}

/** What the protocol wants of the answers about a place. */
export function assertCursor(analysis: Analysis, position: Position, answers: CursorAnswers): void {
  for (const [feature, answer] of Object.entries(answers)) assertInside(analysis, feature, answer);
  for (const selection of answers.selectionRanges) assertSelection(selection, position);
  for (const { label, textEdit } of answers.completion.items) {
    assert.notEqual(label, '');
    const range = textEdit && ('range' in textEdit ? textEdit.range : textEdit.insert);
    const isAtCursor = range === undefined || (range.start.line === position.line && holds(range, position));
    assert.ok(isAtCursor, `Completing ${label} replaces what is not at the cursor.`);
  }
  for (const edits of [...answers.onTypeFormatting, answers.rangeFormatting]) assertOnlySpacing(analysis, edits);
}

/** Formatting changes white space only, finds nothing to change in what it made, and leaves what the checker says. */
function assertFormatting(analysis: Analysis, edits: readonly TextEdit[]): void {
  if (edits.length === 0) return;
  const text = assertOnlySpacing(analysis, edits);
  const formatted = createAnalyser(analysis.uri).analyse(text, 1);
  assert.deepEqual(format(formatted, formattingOptions), [], 'Formatting again changes more.');
  assert.deepEqual(codesOf(formatted), codesOf(createAnalyser(analysis.uri).analyse(analysis.text, 1)));
}

function codesOf({ model }: Analysis): string[] {
  return model.diagnostics.map(({ code }) => code).sort();
}

function assertOnlySpacing({ text, lines }: Analysis, edits: readonly TextEdit[]): string {
  const after = applyEdits(text, lines, edits);
  assert.equal(after.replaceAll(/\s/g, ''), text.replaceAll(/\s/g, ''), 'Formatting changes more than white space.');
  return after;
}

function applyEdits(text: string, lines: Analysis['lines'], edits: readonly TextEdit[]): string {
  let result = '';
  let last = 0;
  for (const { range, newText } of edits) {
    const start = lines.offset(range.start);
    assert.ok(start >= last, 'Two edits overlap.');
    result += text.slice(last, start) + newText;
    last = lines.offset(range.end);
  }
  return result + text.slice(last);
}

function assertSorted(what: string, positions: readonly Position[]): void {
  const isSorted = positions.every((position, at) => comparePositions(positions[at - 1] ?? position, position) <= 0);
  assert.ok(isSorted, `${what} are not in order.`);
}

function holds({ start, end }: Range, position: Position): boolean {
  return comparePositions(start, position) <= 0 && comparePositions(position, end) <= 0;
}
