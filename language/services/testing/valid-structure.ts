import assert from 'node:assert/strict';
import type { DocumentSymbol, FoldingRange, Position, Range, SelectionRange } from 'vscode-languageserver-types';

/** What the protocol asks of every answer, whatever the text is. */

export function comparePositions(left: Position, right: Position): number {
  return left.line - right.line || left.character - right.character;
}

function holds(outer: Range, inner: Range): boolean {
  return comparePositions(outer.start, inner.start) <= 0 && comparePositions(inner.end, outer.end) <= 0;
}

/** Names are not empty; what is selected lies in the symbol, and its children do. */
export function assertSymbols(symbols: readonly DocumentSymbol[], parent?: Range): void {
  for (const { name, range, selectionRange, children = [] } of symbols) {
    assert.notEqual(name.trim(), '');
    assert.ok(holds(range, selectionRange), `The name of ${name} lies outside it.`);
    assert.ok(parent === undefined || holds(parent, range), `${name} lies outside what holds it.`);
    assertSymbols(children, range);
  }
}

/** At least two lines each, in the document, sorted, one for each first line, nested or apart. */
export function assertFolds(folds: readonly FoldingRange[], lineCount: number): void {
  const open: FoldingRange[] = [];
  let lastStart = -1;
  for (const fold of folds) {
    assert.ok(fold.startLine > lastStart && fold.startLine < fold.endLine && fold.endLine < lineCount);
    lastStart = fold.startLine;
    while (open.length > 0 && (open.at(-1)?.endLine ?? 0) < fold.startLine) open.pop();
    const outer = open.at(-1);
    const isNested = outer === undefined || fold.endLine <= outer.endLine;
    assert.ok(isNested || fold.kind === 'region' || outer.kind === 'region', 'Two blocks overlap.');
    open.push(fold);
  }
}

/** Each step is larger than the one in it; the first holds the position. */
export function assertSelection(selection: SelectionRange, position: Position): void {
  assert.ok(holds(selection.range, { start: position, end: position }));
  for (let step = selection; step.parent !== undefined; step = step.parent) {
    assert.ok(holds(step.parent.range, step.range));
    assert.notDeepEqual(step.parent.range, step.range);
  }
}

/** Whole tokens of the legend, in order, apart, each within its line. */
export function assertTokens(data: readonly number[], lines: readonly string[], typeCount: number): void {
  assert.equal(data.length % 5, 0);
  let line = 0;
  let character = 0;
  let end = 0;
  for (let index = 0; index < data.length; index += 5) {
    const [deltaLine = NaN, deltaCharacter = NaN, length = NaN, type = NaN] = data.slice(index, index + 5);
    assert.ok(deltaLine >= 0 && length > 0 && type >= 0 && type < typeCount);
    if (deltaLine > 0) [character, end] = [0, 0];
    line += deltaLine;
    character += deltaCharacter;
    assert.ok(character >= end, 'Two tokens overlap.');
    end = character + length;
    assert.ok(end <= (lines[line] ?? '').length, 'A token crosses its line.');
  }
}
