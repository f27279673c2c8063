import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseItem } from '../syntax/parse-item';
import { splitItems } from '../syntax/split-items';
import { checkKernel } from './kernel';
import { checkPreambles } from './preamble';

const folder = new URL('../../test/fixtures/types/', import.meta.url);
const kernels = readdirSync(folder)
  .filter((name) => name.endsWith('.reduce'))
  .flatMap((name) => splitItems(readFileSync(new URL(name, folder), 'utf8')).map(({ text }) => text))
  .filter((text) => text.includes('kernel '));

const pieces = [
  ...['(', ')', '[', ']', '{', '}', ',', ';', '.', '->', '*', '&', '+', '-', '=', '==', '<', '?', ':', '::', '#', '"'],
  ...[
    'x',
    'i',
    'n',
    'a',
    'b',
    'float',
    'half',
    'struct',
    'S',
    'fmaxf',
    'pow',
    'operator+',
    'complex<float>',
    '1',
    '0.5',
  ],
  ...['sizeof', 'template <class T>', 'const', 'return', 'auto', 'this', '\n', ' '],
];

interface Edit {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

const edits = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 0, max: 6 }),
    text: fc.constantFrom('', ...pieces),
  }),
  { minLength: 1, maxLength: 4 },
);

function apply(text: string, list: readonly Edit[]): string {
  return list.reduce((before, { at, length, text: inserted }) => {
    const start = Math.floor(at * before.length);
    return before.slice(0, start) + inserted + before.slice(start + length);
  }, text);
}

test('whatever a kernel is made of, checking it ends, and findings and fixes stand in its text', () => {
  fc.assert(
    fc.property(fc.constantFrom(...kernels), edits, (kernel, list) => {
      for (const { text } of splitItems(apply(kernel, list))) {
        const { item } = parseItem(text);
        if (item.kind === 'preamble') checkPreambles([{ text, block: item }]);
        if (item.kind !== 'kernel') continue;
        const { findings } = checkKernel(item, checkPreambles([]));
        const spans = findings.flatMap(({ span, fixes }) => [
          span,
          ...fixes.flatMap((fix) => fix.edits.map((edit) => edit.span)),
        ]);
        for (const { start, end } of spans) assert.ok(start >= 0 && start <= end && end <= text.length);
      }
    }),
    { numRuns: 2000 },
  );
});
