import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseExpression } from '../cpp/parse-expression';
import { Findings } from '../diagnostics/diagnostic';
import type { Constant } from './constant';
import { evaluateConstant } from './constant';

function evaluate(text: string): { value: Constant | undefined; codes: string[]; findings: Findings } {
  const findings = new Findings();
  const expression = parseExpression(text, { start: 0, end: text.length }, { findings, isTypeName: () => false });
  const value = evaluateConstant(expression, findings);
  return { value, codes: findings.all.map((finding) => finding.code), findings };
}

describe('evaluateConstant', () => {
  const values: readonly (readonly [string, Constant])[] = [
    ['1 << 24', 16777216n],
    ['1 << 40', 1n << 40n],
    ['-7 / -7', 1n],
    ['7 % -3', 1n],
    ['-7 % 3', -1n],
    ['-8 >> 1', -4n],
    ['0xff & ~0x0f', 0xf0n],
    ['~0', -1n],
    ['~0u', 0xffff_ffffn],
    ['~0ull', (1n << 64n) - 1n],
    ['~(unsigned)0', 0xffff_ffffn],
    ['(unsigned char)300', 44n],
    ['(int)-1.9', -1n],
    ['(signed char)200', -56n],
    ['int(2.5) * 2', 4n],
    ['(float)0.1', Math.fround(0.1)],
    ['0.1f', Math.fround(0.1)],
    ['1.0 / 3', 1 / 3],
    ['2 * 3.5', 7],
    ['1 + true', 2n],
    ['1 < 2 && 2 < 3', true],
    ['!1', false],
    ['false && 1 / 0', false],
    ['true || 1 / 0', true],
    ['1 > 2 ? 10 : 20.5', 20.5],
    ['inf', Infinity],
    ['-inf', -Infinity],
    ['nan', NaN],
    ["'a' + 1", 98n],
    ['9007199254740993 * 3', 27021597764222979n],
  ];
  for (const [text, expected] of values) {
    it(`${text} is ${expected}`, () => {
      const { value, codes } = evaluate(text);
      assert.deepEqual(codes, []);
      assert.ok(Object.is(value, expected), `got ${value}`);
    });
  }

  const mistakes: readonly (readonly [string, string])[] = [
    ['1 / 0', 'constant-division-by-zero'],
    ['1 % 0', 'constant-division-by-zero'],
    ['1.0 / 0', 'constant-division-by-zero'],
    ['5 << 200', 'constant-shift-count'],
    ['5 >> -1', 'constant-shift-count'],
    ['1.5 % 2', 'constant-integer-operator'],
    ['~1.5', 'constant-integer-operator'],
    ['(1 << 127) * 4', 'constant-too-large'],
    ['Nan', 'constant-unknown-name'],
    ['sqrt(2.0)', 'constant-expected'],
    ['(int)1.0e30', 'constant-cast-range'],
    ['(unsigned char)nan', 'constant-cast-range'],
    ['x[0]', 'constant-expected'],
  ];
  for (const [text, code] of mistakes) {
    it(`reports ${text} once`, () => {
      const { value, codes } = evaluate(text);
      assert.equal(value, undefined);
      assert.deepEqual(codes, [code]);
    });
  }

  it('warns of an inexact integer division, and offers the fraction', () => {
    const { value, findings } = evaluate('1 / 3');
    assert.equal(value, 0n);
    const [finding] = findings.all;
    assert.equal(finding?.severity, 'warning');
    assert.match(finding?.message ?? '', /gives 0 and not 0\.333/);
    assert.deepEqual(finding?.fixes[0]?.edits, [{ span: { start: 5, end: 5 }, newText: '.0' }]);
  });

  it('does not warn of an exact one', () => {
    assert.deepEqual(evaluate('1024 / 4').codes, []);
  });

  it('suggests the constant that a name is near to', () => {
    const [finding] = evaluate('infi').findings.all;
    assert.match(finding?.message ?? '', /Did you mean ‘inf’\?/);
    assert.equal(finding?.fixes[0]?.edits[0]?.newText, 'inf');
  });

  it('agrees with BigInt on random integer expressions', () => {
    const operators = ['+', '-', '*', '&', '|', '^'] as const;
    const term = fc.bigInt({ min: -(1n << 20n), max: 1n << 20n });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...operators), term), { maxLength: 5 }), term, (rest, first) => {
        let text = `(${first})`;
        let expected = first;
        for (const [operator, value] of rest) {
          text = `(${text} ${operator} (${value}))`;
          expected = apply(operator, expected, value);
        }
        const limit = 1n << 128n;
        const { value } = evaluate(text);
        if (expected < limit && expected > -limit) assert.equal(value, expected);
      }),
      { numRuns: 500 },
    );
  });
});

function apply(operator: '+' | '-' | '*' | '&' | '|' | '^', a: bigint, b: bigint): bigint {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
  }
}
