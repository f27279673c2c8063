import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseItem } from '../syntax/parse-item';
import { splitItems } from '../syntax/split-items';
import { arithmetic, complexType, vectorType } from '../types/builtin';
import { checkCase } from './check-case';
import { testKernel } from './test-kernel';

const kernel = testKernel({
  vectors: { x: arithmetic.float, k: arithmetic.int, z: complexType('float'), table: vectorType('float4') },
  scalars: { scale: arithmetic.double, flag: arithmetic.bool },
  indexed: ['table'],
  map: 'scale * x[i] + k[i]',
});

const folder = new URL('../../test/fixtures/cases/', import.meta.url);
const cases = readdirSync(folder)
  .filter((name) => name.endsWith('.reduce'))
  .flatMap((name) => splitItems(readFileSync(new URL(name, folder), 'utf8')))
  .map(({ text }) => text)
  .filter((text) => text.startsWith('case'));

const pieces = [
  'x',
  'k',
  '= ',
  ';',
  '[',
  ']',
  '{',
  '}',
  '(',
  ')',
  ',',
  ':',
  '-',
  '1e999',
  '1 << 127',
  'nan',
  'seed =',
  'n',
];
const more = [
  'arange(',
  'uniform(',
  'file("',
  'full(',
  'slice = ',
  'expect = ',
  '0',
  '9007199254740993',
  '~',
  '? :',
  '"',
];

/** A case with parts cut out and pieces of the language put in. */
const mutated = fc
  .tuple(
    fc.constantFrom(...cases),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(6), fc.constantFrom(...pieces, ...more)), {
      maxLength: 6,
    }),
  )
  .map(([text, edits]) =>
    edits.reduce((result, [place, cut, piece]) => {
      const at = Math.floor(place * result.length);
      return result.slice(0, at) + piece + result.slice(at + cut);
    }, text),
  );

test('no text of a case makes the check throw, and findings stay inside the text', () => {
  fc.assert(
    fc.property(mutated, (text) => {
      const { item } = parseItem(text);
      if (item.kind !== 'case') return;
      const { findings, runnable, bindings } = checkCase(item, kernel);
      for (const { span } of findings) assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length);
      if (runnable) assert.equal(bindings.length, kernel.arguments.length);
    }),
    { numRuns: 3000 },
  );
});
