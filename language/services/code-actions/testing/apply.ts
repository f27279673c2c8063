import assert from 'node:assert/strict';
import { TextDocumentEdit, type CodeAction, type Range } from 'vscode-languageserver-types';
import type { CheckOptions } from '../../../checked';
import type { Diagnostic } from '../../../diagnostics/diagnostic';
import { createAnalyser, rangeOf, spanOf, type Analysis } from '../../model/analysis';
import { applyChanges } from '../fix';
import { codeActions } from '../code-actions';

export const uri = 'file:///kernels.reduce';

/** Analyses a text with its operator laws. */
export function analyse(text: string, options: CheckOptions = {}): Analysis {
  return createAnalyser(uri, options).analyse(text, 7, true);
}

/** The text after an action's edit, as a client would make it; fails where the edit is not one for this version. */
export function applyAction(analysis: Analysis, action: CodeAction): string {
  const [change, ...others] = action.edit?.documentChanges ?? [];
  assert.ok(change && TextDocumentEdit.is(change) && others.length === 0, `${action.title} edits one document.`);
  assert.deepEqual(change.textDocument, { uri: analysis.uri, version: analysis.version });
  const changes = change.edits.map((edit) => {
    assert.ok('newText' in edit);
    return { span: spanOf(analysis, edit.range), newText: edit.newText };
  });
  const text = applyChanges(analysis.text, changes);
  assert.ok(text !== undefined, `The edits of ‘${action.title}’ overlap.`);
  return text;
}

/** The quick fixes of a diagnostic, those for the whole file apart. */
export function fixesOf(analysis: Analysis, diagnostic: Diagnostic): readonly CodeAction[] {
  return codeActions(analysis, rangeOf(analysis, diagnostic.span), { only: ['quickfix'] }).filter(
    ({ diagnostics, title }) =>
      !title.startsWith('Fix all ') &&
      diagnostics?.some(
        (each) => each.code === diagnostic.code && isSame(each.range, rangeOf(analysis, diagnostic.span)),
      ),
  );
}

function isSame(left: Range, right: Range): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

export function errorsOf(analysis: Analysis): readonly string[] {
  return analysis.model.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

/**
 * Applies a fix at the cursor `$0`, which is found by its title, and asserts the text that comes out, that the problem
 * that it is for is gone, and that the document has no error that it had not before.
 */
export function checkFix(before: string, title: string, after: string): void {
  const { analysis, offset } = marked(before);
  const position = analysis.lines.position(offset);
  const actions = codeActions(analysis, { start: position, end: position }, {});
  const action = actions.find((each) => each.title === title);
  assert.ok(action, `No ‘${title}’ among: ${actions.map((each) => each.title).join(' · ')}`);
  const text = applyAction(analysis, action);
  assert.equal(text, after);
  const then = analyse(text);
  const count = (each: Analysis, code: string): number =>
    each.model.diagnostics.filter((diagnostic) => diagnostic.code === code).length;
  for (const { code } of action.diagnostics ?? []) {
    assert.ok(count(then, String(code)) < count(analysis, String(code)), `${code} is still there.`);
  }
  for (const code of errorsOf(then)) assert.ok(count(then, code) <= count(analysis, code), `${code} is new.`);
}

/** The titles of what is offered at the cursor `$0`. */
export function titlesAt(before: string, only?: string[]): readonly string[] {
  const { analysis, offset } = marked(before);
  const position = analysis.lines.position(offset);
  const actions = codeActions(analysis, { start: position, end: position }, only === undefined ? {} : { only });
  return actions.map(({ title }) => title);
}

function marked(text: string): { readonly analysis: Analysis; readonly offset: number } {
  const offset = text.indexOf('$0');
  assert.ok(offset >= 0, 'The text has no $0.');
  return { analysis: analyse(text.slice(0, offset) + text.slice(offset + 2)), offset };
}
