import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import { documentDiagnostics } from './diagnostics';
import { createAnalyser, spanOf } from './model/analysis';
import { analyseAt } from './testing/analyse-at';

const kernel = (name: string, more = ''): string => `kernel ${name} {
    dtype_out   = float32;
    arguments   = const float *x${more};
    reduce_expr = a + b;
}
`;

test('a diagnostic has the range, code and severity of what was found', () => {
  const { analysis } = analyseAt(kernel('total').replace('float32', 'floot32'));
  const [diagnostic, ...others] = documentDiagnostics(analysis);
  assert.deepEqual(others, []);
  assert.deepEqual(diagnostic?.range, { start: { line: 1, character: 18 }, end: { line: 1, character: 25 } });
  assert.equal(diagnostic.severity, DiagnosticSeverity.Error);
  assert.equal(diagnostic.code, 'unknown-dtype');
  assert.equal(diagnostic.source, 'warpfold');
});

test('its code links to its section of the page, where there is one', () => {
  const { analysis } = analyseAt(kernel('total').replace('float32', 'floot32'));
  const [linked] = documentDiagnostics(analysis, { documentation: 'https://example.org/diagnostics' });
  assert.equal(linked?.codeDescription?.href, 'https://example.org/diagnostics#unknown-dtype');
  assert.equal(documentDiagnostics(analysis)[0]?.codeDescription, undefined);
});

test('what has no effect is faded', () => {
  const { analysis } = analyseAt(kernel('total', ', float unused'));
  const [diagnostic] = documentDiagnostics(analysis);
  assert.deepEqual([diagnostic?.code, diagnostic?.tags], ['unused-argument', [DiagnosticTag.Unnecessary]]);
});

test('the other declaration is named with its place, wherever that has moved to', () => {
  const { analysis } = analyseAt(`\n\n${kernel('total')}\n${kernel('total')}`);
  const diagnostic = documentDiagnostics(analysis).find(({ code }) => code === 'repeated-kernel');
  const [related] = diagnostic?.relatedInformation ?? [];
  assert.deepEqual(related?.location, {
    uri: analysis.uri,
    range: { start: { line: 2, character: 7 }, end: { line: 2, character: 12 } },
  });
});

/** What the places that belong to a diagnostic underline. */
function relatedTexts(text: string, code: string): readonly string[] | undefined {
  const analysis = createAnalyser('file:///k.reduce').analyse(text, 1, true);
  return documentDiagnostics(analysis)
    .find((diagnostic) => diagnostic.code === code)
    ?.relatedInformation?.map(({ location }) => {
      const { start, end } = spanOf(analysis, location.range);
      return text.slice(start, end);
    });
}

test('a broken law names where its operands come from, and a neutral its operator', () => {
  const text = (reduce: string): string =>
    kernel('total').replace('a + b;', `${reduce};\n    map_expr    = x[i] * 2;\n    neutral     = 1;`);
  assert.deepEqual(relatedTexts(text('a - b'), 'not-associative'), ['x[i] * 2']);
  assert.deepEqual(relatedTexts(text('a + b'), 'neutral-not-identity'), ['a + b']);
});

test('what a case lacks or sets off is named with its place', () => {
  const lacking = `${kernel('total', ', int k').replace('a + b', 'a + b + k')}case c of total { x = [1]; }\n`;
  assert.deepEqual(relatedTexts(lacking, 'missing-binding'), ['k']);
  const large = `${kernel('total').replace('float32', 'float16')}case large of total { n = 1 << 14; x = ones(); }\n`;
  const saturating = large.replace('arguments', 'reduce_type = float16;\n    arguments');
  assert.deepEqual(relatedTexts(saturating, 'accumulator-saturation'), ['large']);
});
