import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
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
  assertTokens(semanticTokens(analysis).data, text.split(/\r\n|\r|\n/), semanticTokensLegend.tokenTypes.length);
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

test('brackets, blocks and calls may stand in each other as deep as anyone writes them', () => {
  const deep = (open: string, close = '', depth = 4000): string => open.repeat(depth) + close.repeat(depth);
  const texts = [
    `kernel k { map_expr = ${deep('(')}`,
    `kernel k { map_expr = ${deep('(', ']')}; }`,
    `kernel k { map_expr = a${deep(' + a')}; }`,
    `kernel k { preamble { float f(float v) { return v; } } reduce_expr = ${deep('f(', ')')}; }`,
    `preamble { void f() ${deep('{', '}')} }`,
    `preamble { void f() { ${deep('if (1) ')}; } }`,
    `preamble { ${deep('struct S { ', '};')} }`,
    `case c of k { x = ${deep('[', ']')}; }`,
    deep('// #region\n'),
  ];
  for (const text of texts) assertStructure(createAnalyser('file:///deep.reduce').analyse(text, 1), [text.length >> 1]);
});

/** Everything that is remembered from one version to the next. */
function answers(analysis: Analysis): unknown {
  return [
    semanticTokens(analysis).data,
    documentSymbols(analysis),
    foldingRanges(analysis),
    workspaceSymbols(analysis, ''),
  ];
}

test('after any edits, the structure is that of a document opened with the text', () => {
  const base = readFileSync(join(folder, '07_min_and_max.reduce'), 'utf8');
  const insertion = fc.constantFrom(
    '',
    '\n',
    '{',
    '}',
    '"',
    '/*',
    '*/',
    '(',
    'preamble { int f(); }',
    'float',
    ' ',
    ';',
  );
  const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), removed: fc.nat(12), insertion });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      const analyser = createAnalyser('file:///kernels.reduce');
      let text = base;
      for (const [version, { at, removed, insertion: inserted }] of edits.entries()) {
        const offset = Math.floor(at * text.length);
        text = text.slice(0, offset) + inserted + text.slice(offset + removed);
        const opened = createAnalyser('file:///kernels.reduce').analyse(text, 1);
        assert.deepEqual(answers(analyser.analyse(text, version)), answers(opened));
      }
    }),
    { numRuns: 40 },
  );
});
