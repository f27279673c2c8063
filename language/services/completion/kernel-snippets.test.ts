import assert from 'node:assert/strict';
import { it } from 'node:test';
import { checkDocument } from '../../index';
import { kernelSnippets } from './kernel-snippets';
import { Offer } from './testing/completion-at';

it('whole kernels check without a diagnostic, alone and with a case for each', () => {
  for (const { name } of kernelSnippets) {
    for (const snippets of [false, true]) {
      const text = `${new Offer('$0', { snippets }).applied(`kernel ${name}`)}\n`;
      const document = checkDocument(text);
      assert.deepEqual(document.diagnostics, [], text);
      assert.equal(document.kernels[0]?.runnable, true, text);
      const withCase = `${new Offer(`${text}\n$0`, { snippets }).applied(`case … of ${name}`)}\n`;
      const checked = checkDocument(withCase);
      assert.deepEqual(checked.diagnostics, [], withCase);
      assert.equal(checked.cases[0]?.runnable, true, withCase);
    }
  }
});

it('all whole kernels together check without a diagnostic', () => {
  let text = '';
  for (const { name } of kernelSnippets) text = `${new Offer(`${text}$0`).applied(`kernel ${name}`)}\n\n`;
  for (const { name } of kernelSnippets) text = `${new Offer(`${text}$0`).applied(`kernel ${name}`)}\n\n`;
  assert.deepEqual(checkDocument(text).diagnostics, []);
  assert.equal(checkDocument(text).kernels.length, 2 * kernelSnippets.length);
});
