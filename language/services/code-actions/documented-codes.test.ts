import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { filesOf } from '../../../runner/client/node-files';
import { root } from '../../../test/support/root';
import { codes } from '../../diagnostics/codes';
import { analyse, applyAction, errorsOf, fixesOf } from './testing/apply';

/** Why a diagnostic has no fix, on purpose: what would have to be written only its author knows. */
const withoutFix: Readonly<Record<string, readonly string[]>> = {
  'what was meant cannot be told from the text': [
    'bad-character-literal',
    'constant-cast-range',
    'constant-expected',
    'constant-shift-count',
    'constant-too-large',
    'division-by-zero',
    'index-outside-vector',
    'keyword-as-value',
    'missing-type',
  ],
  'only another computation mends it': [
    'argument-type',
    'ignored-operand',
    'invalid-condition',
    'name-out-of-place',
    'no-matching-overload',
    'not-associative',
    'not-commutative',
    'order-dependent-ties',
  ],
  'a declaration has to be written anew': ['opaque-type', 'preprocessor-line', 'unsupported-argument-type'],
  'text that deep is generated, and its generator is at fault': ['nesting-too-deep', 'value-too-deep'],
};

const files = filesOf(pathToFileURL(path.join(root, 'test/fixtures/cases/example.reduce')).href);
const page = readFileSync(path.join(root, 'docs/diagnostics.md'), 'utf8');
const shared = /^```reduce shared\n(.*?)^```$/ms.exec(page)?.[1] ?? '';

/** The wrong example of each code; one that shows a case alone follows the kernels of the page. */
const examples = new Map(
  page
    .split(/^### /m)
    .slice(1)
    .flatMap((section): [string, string][] => {
      const [code = ''] = section.split('\n', 1);
      const wrong = /^```reduce wrong\n(.*?)^```$/ms.exec(section)?.[1];
      return wrong === undefined ? [] : [[code, wrong.startsWith('case ') ? `${shared}\n${wrong}` : wrong]];
    }),
);

const unfixable = new Set(Object.values(withoutFix).flat());

for (const [code, text] of examples) {
  if (unfixable.has(code)) continue;
  test(`${code}: a fix mends the documented mistake`, () => {
    const analysis = analyse(text, { files });
    const diagnostic = analysis.model.diagnostics.find((each) => each.code === code);
    assert.ok(diagnostic);
    const fixes = fixesOf(analysis, diagnostic);
    assert.ok(fixes.length > 0, `Nothing is offered for ‘${diagnostic.message}’`);
    const before = errorsOf(analysis);
    for (const fix of fixes) {
      const then = analyse(applyAction(analysis, fix), { files });
      const count = (each: typeof then): number => each.model.diagnostics.filter((found) => found.code === code).length;
      assert.ok(count(then) < count(analysis), `‘${fix.title}’ leaves the problem:\n${then.text}`);
      const errors = errorsOf(then).filter((error) => !before.includes(error));
      assert.deepEqual(errors, [], `‘${fix.title}’ makes new errors:\n${then.text}`);
    }
  });
}

test('the codes without a fix have none, and exist', () => {
  for (const code of unfixable) {
    assert.ok(code in codes, `${code} is no diagnostic.`);
    const text = examples.get(code);
    if (text === undefined) continue;
    const analysis = analyse(text, { files });
    const fixes = analysis.model.diagnostics
      .filter((each) => each.code === code)
      .flatMap((diagnostic) => fixesOf(analysis, diagnostic));
    assert.deepEqual(fixes, [], `${code} has a fix: take it off the list.`);
  }
});
