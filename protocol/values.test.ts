import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import { jsonValueSchema, toJson, type PlainValue } from './values';

const number = fc.double();
const value: fc.Arbitrary<PlainValue> = fc.letrec<{ value: PlainValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.boolean(),
    fc.bigInt({ min: -(1n << 64n), max: 1n << 64n }),
    number,
    fc.record({ re: number, im: number }),
    fc
      .dictionary(
        fc.string({ minLength: 1 }).filter((name) => name !== '__proto__'),
        tie('value'),
        { maxKeys: 3 },
      )
      .map((fields) => ({ fields: new Map(Object.entries(fields)) })),
  ),
})).value;

describe('toJson', () => {
  const known: readonly (readonly [PlainValue, string])[] = [
    [true, 'true'],
    [0.5, '0.5'],
    [NaN, '"nan"'],
    [-Infinity, '"-inf"'],
    [9007199254740991n, '9007199254740991'],
    [9007199254740993n, '"9007199254740993"'],
    [-(1n << 63n), '"-9223372036854775808"'],
    [{ re: 1, im: Infinity }, '[1,"inf"]'],
    [
      {
        fields: new Map<string, PlainValue>([
          ['lo', NaN],
          ['at', { fields: new Map([['x', 1n]]) }],
        ]),
      },
      '{"lo":"nan","at":{"x":1}}',
    ],
  ];
  for (const [plain, text] of known) {
    it(`writes ${text}`, () => assert.equal(JSON.stringify(toJson(plain)), text));
  }

  it('always gives what readers accept, and never null', () => {
    fc.assert(
      fc.property(value, (plain) => {
        const text = JSON.stringify(toJson(plain));
        assert.ok(!/\bnull\b/.test(text.replaceAll(/"(?:[^"\\]|\\.)*"/g, '')));
        assert.equal(v.safeParse(jsonValueSchema, JSON.parse(text)).success, true);
      }),
      { numRuns: 500 },
    );
  });
});
