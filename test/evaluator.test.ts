import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import type { PreambleScope } from '../language/check/typed';
import { Evaluator } from '../language/evaluate/evaluator';
import { RandomExpressions, scalarNames, variableName } from '../language/evaluate/testing/random-expression';
import type { RuntimeValue } from '../language/evaluate/value';
import { arithmetic } from '../language/types/builtin';
import type { ArithmeticType } from '../language/types/type';
import { numberToJson, toJson, type JsonValue } from '../protocol/values';
import { RunnerClient } from '../runner/client/runner-client';
import { root } from './support/root';

const noNames: PreambleScope = {
  structs: new Map(),
  functions: new Map(),
  aliases: new Map(),
  enums: new Map(),
  globals: new Map(),
  opaqueNames: new Set(),
  complete: true,
};

const KERNELS = 4;
const EXPRESSIONS = 60;

/** What the arguments hold: values that every one of the types has. */
const VALUES = [3, 5, 7, 11, 13, 17, 19, 23, 29, 2.5, 0.1] as const;

/** xorshift32 */
function stream(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}

function argumentValue(type: ArithmeticType, position: number): RuntimeValue {
  const value = VALUES[position] ?? 1;
  if (type.category === 'bool') return true;
  if (type.name === 'float') return Math.fround(value);
  return type.category === 'integer' && type.size === 8 ? BigInt(value) : value;
}

function asJson(value: RuntimeValue): JsonValue {
  if (typeof value === 'number') return numberToJson(value);
  if (typeof value === 'bigint' || typeof value === 'boolean') return toJson(value);
  throw new Error('not a scalar');
}

test('random expressions have one value: the checker’s evaluator and the CPU engine agree to the bit', async (context) => {
  const runner = new RunnerClient({ entry: path.join(root, 'dist/runner.js'), role: 'execute' });
  context.after(() => runner.dispose());
  const random = stream(0x5eed);
  const parameters = scalarNames.map((name) => ({ name: variableName(name), type: arithmetic[name] }));
  const given = parameters.map(({ type }, position) => argumentValue(type, position));

  for (let kernel = 0; kernel < KERNELS; kernel++) {
    const expressions = new RandomExpressions(random);
    const evaluator = new Evaluator(expressions, noNames, 'own');
    const chosen: { text: string; type: string; value: RuntimeValue }[] = [];
    while (chosen.length < EXPRESSIONS) {
      const { expression, type, text } = expressions.next(1 + random(4));
      const value = evaluator.compile(expression, parameters, type)?.(...given);
      // Undefined behaviour has no value to agree on.
      if (value !== undefined) chosen.push({ text, type: type.name, value });
    }
    const text = `preamble { struct Out { ${chosen.map(({ type }, index) => `${type} v${index};`).join(' ')} }; }
kernel all {
    dtype_out = Out;
    arguments = ${parameters.map(({ name, type }) => `${type.name} ${name}`).join(', ')};
    map_expr = Out{ ${chosen.map((one) => one.text).join(',\n        ')} };
    reduce_expr = b;
}
case one of all { n = 1; ${parameters.map(({ name, type }, position) => `${name} = ${type.category === 'bool' ? 'true' : VALUES[position]};`).join(' ')} }
`;
    const run = await runner.execute({ uri: 'untitled:all.reduce', text, kernel: 'all', case: 'one', device: 'cpu' });
    assert.equal(
      run.status,
      'ok',
      JSON.stringify([run.error, run.diagnostics.filter(({ severity }) => severity === 'error')]),
    );
    const result = run.result?.value;
    assert.ok(typeof result === 'object' && !Array.isArray(result));
    for (const [index, one] of chosen.entries()) {
      const actual = Reflect.get(result, `v${index}`) as JsonValue;
      assert.deepEqual(actual, asJson(one.value), `${one.text} as ${one.type}`);
    }
  }
});
