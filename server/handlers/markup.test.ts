import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText, rendererFor } from './markup';

const markdown = { kind: 'markdown' as const, value: 'The **sum** of `x[i]`: see [the page](file:///a.md).' };

test('a client that knows Markdown gets it as it is', () => {
  assert.deepEqual(rendererFor(['markdown', 'plaintext'])(markdown), markdown);
});

test('another gets the words without the marks', () => {
  for (const formats of [undefined, [], ['plaintext' as const]]) {
    assert.deepEqual(rendererFor(formats)(markdown), { kind: 'plaintext', value: 'The sum of x[i]: see the page.' });
  }
  assert.equal(plainText('```cpp\nfloat fmaf(float x)\n```\n\nExact.'), 'float fmaf(float x)\n\nExact.');
  assert.equal(plainText('a \\* b'), 'a * b');
});
