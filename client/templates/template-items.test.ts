import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kernelTemplates } from '../../language/services';
import { templateItems } from './template-items';

test('a choice says what the kernel maps and how it reduces', () => {
  const items = templateItems([...kernelTemplates()]);
  const details = Object.fromEntries(items.map(({ label, detail }) => [label, detail]));
  assert.equal(details['dot_product'], 'map: x[i] * y[i]   reduce: a + b');
  assert.equal(details['mean'], 'map: x[i]   reduce: a + b   post_map: a / n');
  assert.ok(items.every(({ detail, description }) => detail.startsWith('map: ') && description.endsWith('.')));
});
