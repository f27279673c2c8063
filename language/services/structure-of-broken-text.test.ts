import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from './call-hierarchy';
import { codeLenses } from './code-lenses';
import { documentLinks } from './document-links';
import { documentSymbols } from './document-symbols';
import { foldingRanges } from './folding-ranges';
import { createAnalyser, type Analysis } from './model/analysis';
import { selectionRanges } from './selection-ranges';
import { semanticTokens, semanticTokensLegend } from './semantic-tokens';
import { assertFolds, assertSelection, assertSymbols, assertTokens } from './testing/valid-structure';
import { workspaceSymbols } from './workspace-symbols';

const folder = join(import.meta.dirname, '../../examples');
const names = readdirSync(folder).filter((name) => name.endsWith('.reduce'));

function assertStructure(analysis: Analysis, offsets: readonly number[]): void {
  const { text, lines } = analysis;
  assertSymbols(documentSymbols(analysis));
  assertFolds(foldingRanges(analysis), lines.lineCount);
  assertTokens(semanticTokens(analysis), text.split(/\r\n|\r|\n/), semanticTokensLegend.tokenTypes.length);
  for (const { name } of workspaceSymbols(analysis, '')) assert.notEqual(name, '');
  for (const { range } of codeLenses(analysis, { run: 'run', profile: 'profile' })) {
    assert.equal(range.start.line, range.end.line);
  }
  for (const { range } of documentLinks(analysis, (path) => path)) assert.equal(range.start.line, range.end.line);
  for (const offset of offsets) {
    const position = lines.position(offset);
    const [selection] = selectionRanges(analysis, [position]);
    assert.ok(selection);
    assertSelection(selection, position);
    for (const item of prepareCallHierarchy(analysis, position)) {
      incomingCalls(analysis, item);
      outgoingCalls(analysis, item);
    }
  }
}

for (const name of names) {
  test(`every beginning of ${name} has a sound structure`, () => {
    const text = readFileSync(join(folder, name), 'utf8');
    const analyser = createAnalyser('file:///example.reduce');
    for (let length = 0; length <= text.length; length += 7) {
      const analysis = analyser.analyse(text.slice(0, length), length);
      assertStructure(analysis, [0, length >> 1, length - 3, length]);
    }
  });

  test(`${name} without any one of its brackets, quotes or semicolons has a sound structure`, () => {
    const text = readFileSync(join(folder, name), 'utf8');
    const analyser = createAnalyser('file:///example.reduce');
    for (const { index } of text.matchAll(/[{}()[\]";*/]/g)) {
      const broken = text.slice(0, index) + text.slice(index + 1);
      assertStructure(analyser.analyse(broken, index), [index, index + 12]);
    }
  });
}

test('every position of an example can be selected from', () => {
  const text = readFileSync(join(folder, '07_min_and_max.reduce'), 'utf8');
  const analysis = createAnalyser('file:///example.reduce').analyse(text, 1);
  assertStructure(
    analysis,
    Array.from(text, (_, offset) => offset),
  );
});
