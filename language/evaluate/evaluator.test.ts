import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { PreambleScope } from '../check/typed';
import { arithmetic } from '../types/builtin';
import { emptyTypeScope } from '../types/resolve';
import type { ArithmeticType } from '../types/type';
import { Evaluator } from './evaluator';
import type { TypedText } from './testing/random-expression';
import { RandomExpressions, scalarNames, variableName } from './testing/random-expression';
import type { RuntimeValue } from './value';

const emptyScope: PreambleScope = {
  ...emptyTypeScope,
  structs: new Map(),
  aliases: new Map(),
  functions: new Map(),
  globals: new Map(),
};

/** A stream of integers below a bound (xorshift32). */
function stream(seed: number): (bound: number) => number {
  let state = seed | 1;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}

/** The value's bytes as C++ holds them, in hexadecimal; one NaN for all. */
function bits(value: RuntimeValue, type: ArithmeticType): string {
  const view = new DataView(new ArrayBuffer(8));
  if (type.name === 'double') view.setFloat64(0, value as number);
  else if (type.name === 'float') view.setFloat64(0, value as number);
  else view.setBigInt64(0, BigInt(value as number | bigint | boolean));
  return Number.isNaN(value) ? 'nan' : view.getBigUint64(0).toString(16);
}

/** A literal of C++ that is exactly the value. */
function literal(value: RuntimeValue, type: ArithmeticType): string {
  if (type.category === 'floating') {
    const number = value as number;
    if (Number.isNaN(number)) return '(0.0/0.0)';
    if (!Number.isFinite(number)) return number > 0 ? '(1e308*10)' : '(-1e308*10)';
    return `(${type.name})${Object.is(number, -0) ? '-0.0' : number.toExponential(20)}`;
  }
  return `(${type.name})${BigInt.asUintN(64, BigInt(value as number | bigint | boolean))}ull`;
}

function sample(type: ArithmeticType, random: (bound: number) => number): RuntimeValue {
  const small = random(11) - 4;
  switch (type.category) {
    case 'bool':
      return random(2) === 1;
    case 'integer': {
      const bitsOfType = type.size * 8;
      const wide = (BigInt(random(2 ** 32)) << 32n) | BigInt(random(2 ** 32));
      const limit = 1n << BigInt(bitsOfType - 1);
      const any = [BigInt(small), BigInt(small), wide, limit - 1n, -limit][random(5)] ?? 0n;
      const wrapped = type.signed ? BigInt.asIntN(bitsOfType, any) : BigInt.asUintN(bitsOfType, any);
      return type.size === 8 ? wrapped : Number(wrapped);
    }
    case 'floating': {
      const any =
        [small, small + 0.5, (random(2 ** 32) - 2 ** 31) / 1000, 1e30, 3e-42, -0, Infinity, NaN][random(8)] ?? 0;
      return type.name === 'float' ? Math.fround(any) : any;
    }
  }
}

const hasCompiler = spawnSync('g++', ['--version']).status === 0;

test('random expressions have the bits that a C++ compiler gives them', { skip: !hasCompiler && 'no g++' }, () => {
  const random = stream(20261122);
  const expressions = new RandomExpressions(random);
  const parameters = scalarNames.map((name) => ({ name: variableName(name), type: arithmetic[name] }));
  const evaluator = new Evaluator(expressions, emptyScope, 'own');
  const functions: string[] = [];
  const calls: string[] = [];
  const expected: { text: string; values: string; bits: string }[] = [];
  for (let index = 0; index < 500; index++) {
    const typed: TypedText = expressions.next(1 + random(4));
    const evaluate = evaluator.compile(typed.expression, parameters, typed.type);
    assert.ok(evaluate, `not evaluable: ${typed.text}`);
    const list = parameters.map(({ name, type }) => `${type.name} ${name}`).join(', ');
    functions.push(`static ${typed.type.name} f${index}(${list}) { return ${typed.text}; }`);
    for (let round = 0; round < 8; round++) {
      const values = parameters.map(({ type }) => sample(type, random));
      const value = evaluate(...values);
      if (value === undefined) continue;
      const given = values
        .map((each, position) => literal(each, parameters[position]?.type ?? arithmetic.int))
        .join(', ');
      calls.push(`show(f${index}(${given}));`);
      expected.push({ text: typed.text, values: given, bits: bits(value, typed.type) });
    }
  }
  const actual = compileAndRun(functions, calls);
  assert.equal(actual.length, expected.length);
  assert.ok(expected.length > 2000, 'most samples have a value');
  for (const [index, each] of expected.entries()) {
    assert.equal(each.bits, actual[index], `${each.text} at ${each.values}`);
  }
});

function compileAndRun(functions: readonly string[], calls: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'warpfold-evaluate-'));
  try {
    const source = `#include <cmath>
#include <cstdio>
#include <cstring>
static void show(long long v) { std::printf("%llx\\n", (unsigned long long)v); }
static void show(unsigned long long v) { std::printf("%llx\\n", v); }
static void show(int v) { show((long long)v); }
static void show(unsigned v) { show((long long)v); }
static void show(bool v) { show((long long)v); }
static void show(signed char v) { show((long long)v); }
static void show(unsigned char v) { show((long long)v); }
static void show(short v) { show((long long)v); }
static void show(unsigned short v) { show((long long)v); }
static void show(double v) {
  unsigned long long bits;
  std::memcpy(&bits, &v, 8);
  if (v != v) std::puts("nan"); else std::printf("%llx\\n", bits);
}
static void show(float v) { show((double)v); }
${functions.join('\n')}
${chunks(calls, 200)
  .map((chunk, index) => `static void run${index}() {\n${chunk.join('\n')}\n}`)
  .join('\n')}
int main() {
${chunks(calls, 200)
  .map((_, index) => `run${index}();`)
  .join('\n')}
}
`;
    const file = join(folder, 'expressions.cpp');
    const program = join(folder, 'expressions');
    writeFileSync(file, source);
    execFileSync('g++', ['-std=c++17', '-w', '-O0', '-fwrapv', '-ffp-contract=off', '-o', program, file]);
    return execFileSync(program, { encoding: 'utf8', maxBuffer: 1 << 26 })
      .trim()
      .split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}
