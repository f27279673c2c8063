import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import { documentDiagnostics } from './diagnostics';
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
