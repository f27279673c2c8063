import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readNumber, scanNumber } from '../../language/cpp/number-literal';
import { Findings } from '../../language/diagnostics/diagnostic';
import { span } from '../../language/text/span';
import { tokenize } from './tokenize';

const suffix = fc.constantFrom('', 'u', 'U', 'l', 'ul', 'LU', 'll', 'LL', 'ull', 'LLu', 'lL', 'f', 'F', 'L', 'z', 'h');
const piece = fc.constantFrom('0', '1', '7', '9', '0x', '0b', '0X', '.', 'e', 'e-', 'p', 'P+', "'", 'a', 'F', '_');
const number = fc
  .tuple(fc.constantFrom('', '.'), fc.constantFrom('0', '1', '42', '0x1', '0b1', '07', '1.5'), fc.array(piece), suffix)
  .map(([point, start, pieces, end]) => `${point}${start}${pieces.join('')}${end}`);

test('a number is marked as wrong exactly where the checker finds it so', async () => {
  await fc.assert(
    fc.asyncProperty(number, async (written) => {
      const text = written.slice(0, scanNumber(written, 0, written.length));
      const findings = new Findings();
      readNumber(text, span(0, text.length), findings);
      const isWrong = findings.all.some(({ code }) => code === 'bad-number' || code === 'unknown-suffix');
      const [, line = []] = await tokenize(`kernel k {\nmap_expr = ${text} ;\n}`);
      // Its suffix is a token of its own.
      const at = line.findIndex(({ text: token }) => text.startsWith(token) && token !== '');
      const scopes = line[at]?.scopes ?? [];
      const isMarked = scopes.includes('invalid.illegal.constant.numeric.cpp');
      assert.equal(isMarked, isWrong, `${text}: ${scopes.join(' ')}`);
      if (!isMarked) assert.ok(scopes.some((scope) => scope.startsWith('constant.numeric.')));
    }),
    { numRuns: Number(process.env['WARPFOLD_FUZZ_RUNS'] ?? 500) },
  );
});
