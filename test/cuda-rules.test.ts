/**
 * The checker's rules against the compiler's: NVRTC has to agree with every signature of the function table, with every
 * choice among overloads, and with the type, or the refusal, of random expressions.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkKernel } from '../language/check/kernel';
import { noPreambles } from '../language/check/preamble';
import { allConstants } from '../language/cuda/constants';
import type { CudaFunction } from '../language/cuda/function';
import { allFunctions } from '../language/cuda/table';
import { parseItem } from '../language/syntax/parse-item';
import { arithmetic } from '../language/types/builtin';
import { chooseOverload } from '../language/types/conversions';
import { spell } from '../language/types/spelling';
import type { Type } from '../language/types/type';
import { findCudaHeaders } from '../native/cuda-headers';
import { loadAddon } from '../native/load';
import { root } from './support/root';

const library = path.join(root, '.venv/lib');
const hints = (existsSync(library) ? readdirSync(library) : []).map((python) => ({
  path: path.join(library, python, 'site-packages/nvidia/cu13/lib'),
  why: 'the project',
}));
const addon = loadAddon();
const nvrtc = addon.discover({ nvrtcHints: hints }).nvrtc.found?.path;
const headers = findCudaHeaders(nvrtc, undefined).found;
const skip = (nvrtc === undefined || headers === undefined) && 'NVRTC or the headers of half were not found';

const prelude = `#include <cuda_fp16.h>
#include <cuda_bf16.h>
#include <cuComplex.h>
template <class T, class U> struct Same { static const bool value = false; };
template <class T> struct Same<T, T> { static const bool value = true; };
template <class T> struct Plain { using type = T; };
template <class T> struct Plain<T &> { using type = typename Plain<T>::type; };
template <class T> struct Plain<T &&> { using type = typename Plain<T>::type; };
template <class T> struct Plain<const T> { using type = T; };
template <class T> __device__ T &made();
struct Refused {};
`;

/** Compiles, and gives the messages of each line below the prelude, by the line's number. */
async function messagesByLine(lines: readonly string[], before = ''): Promise<Map<number, string>> {
  const first = `${prelude}${before}`;
  const source = first + lines.join('\n');
  const options = ['-arch=compute_90', '--std=c++17', '-default-device', `-I${headers ?? ''}`];
  const { log } = await addon.nvrtcCompile({ source, name: 'rules.cu', options });
  const offset = first.split('\n').length;
  const found = new Map<number, string>();
  for (const [, line, message] of log.matchAll(/rules\.cu\((\d+)\): error: (.*)/g)) {
    const index = Number(line) - offset;
    assert.ok(index >= 0, `NVRTC refuses the prelude: ${message}`);
    found.set(index, message ?? '');
  }
  return found;
}

/** NVRTC stops after 100 errors: few enough lines that each can have some. */
const linesAtOnce = 40;

/** The lines that NVRTC refuses, with what it says. */
async function refusedLines(lines: readonly string[], before = ''): Promise<Map<number, string>> {
  const refused = new Map<number, string>();
  for (let start = 0; start < lines.length; start += linesAtOnce) {
    const found = await messagesByLine(lines.slice(start, start + linesAtOnce), before);
    for (const [index, message] of found) refused.set(start + index, message);
  }
  return refused;
}

function isPycudaComplex(type: Type): boolean {
  return type.kind === 'complex' && type.family === 'pycuda';
}

/** The overloads that NVRTC has: `complex<T>` is ours. */
function ownOverloads({ overloads }: CudaFunction): CudaFunction['overloads'] {
  return overloads.filter(
    ({ result, parameters }) => ![result, ...parameters.map(({ type }) => type)].some(isPycudaComplex),
  );
}

test('every signature of the table is the compiler’s', { skip }, async () => {
  const assertions = [...allFunctions()].flatMap((entry) =>
    ownOverloads(entry).map(({ result, parameters }) => {
      const call = `${entry.name}(${parameters.map(({ type }) => `made<${spell(type)}>()`).join(', ')})`;
      return `static_assert(Same<decltype(${call}), ${spell(result)}>::value, "${call} is ${spell(result)}");`;
    }),
  );
  assert.ok(assertions.length > 900);
  assert.deepEqual(await messagesByLine(assertions), new Map());
});

test('every constant has its type', { skip }, async () => {
  const assertions = allConstants().map(
    ({ name, type, definition }) =>
      `static_assert(Same<decltype(${definition}), ${spell(type)}>::value, "${name} is ${spell(type)}");`,
  );
  assert.deepEqual(await messagesByLine(assertions), new Map());
});

test('overloads are chosen, and found ambiguous, as the compiler does', { skip }, async () => {
  const given = Object.values(arithmetic);
  const lines: string[] = [];
  for (const entry of allFunctions()) {
    const overloads = ownOverloads(entry);
    const parameters = overloads[0]?.parameters ?? [];
    const isNumeric = overloads.every((each) => each.parameters.every(({ type }) => type.kind === 'arithmetic'));
    if (overloads.length < 2 || !isNumeric || parameters.length > 2) continue;
    const types = parameters.map((_, index) => `T${index}`);
    const list = types.map((type) => `class ${type}`).join(', ');
    const call = `${entry.name}(${types.map((type) => `made<${type}>()`).join(', ')})`;
    lines.push(
      `template <${list}> auto try_${entry.name}(int) -> decltype(${call}); template <${list}> Refused try_${entry.name}(...);`,
    );
    const combinations =
      parameters.length === 1
        ? given.map((type) => [type])
        : given.flatMap((one) => given.map((other) => [one, other]));
    for (const types of combinations) {
      // long double, which this language does not have, makes these ambiguous; `resolveCall` knows.
      if (/^(isnan|isinf|isfinite|signbit)$/.test(entry.name) && /half|bfloat16/.test(types[0]?.name ?? '')) continue;
      const choice = chooseOverload(overloads, types);
      const expected = choice.kind === 'chosen' ? spell(choice.candidate.result) : 'Refused';
      const call = `try_${entry.name}<${types.map(spell).join(', ')}>(0)`;
      lines.push(`static_assert(Same<decltype(${call}), ${expected}>::value, "${call} is ${expected}");`);
    }
  }
  assert.ok(lines.length > 5000);
  assert.deepEqual(await messagesByLine(lines), new Map());
});

const preamble = `struct Pair { int lo; float y; };
struct Made { float x; Made(float v) : x(v) {} Made(float v, int w) : x(v) {} };
Made operator+(Made a, Made b) { return a; }
Made operator*(float s, Made b) { return b; }
bool operator<(const Made &a, const Made &b) { return a.x < b.x; }
float weigh(float p, int q) { return p; }
int over(int p) { return p; }
float over(float p) { return p; }
`;

const variables: readonly (readonly [name: string, type: string])[] = [
  ['vb', 'bool'],
  ['vc', 'char'],
  ['vs', 'short'],
  ['vw', 'unsigned short'],
  ['vk', 'int'],
  ['vu', 'unsigned'],
  ['vl', 'long'],
  ['vm', 'long long'],
  ['vq', 'unsigned long long'],
  ['vf', 'float'],
  ['vd', 'double'],
  ['vh', '__half'],
  ['vg', '__nv_bfloat16'],
  ['vv', 'float4'],
  ['vp', 'Pair'],
  ['vt', 'Made'],
];

const declarations = variables.map(([name, type]) => `${type} ${name}`).join(', ');

const binary = ['+', '-', '*', '/', '%', '<<', '>>', '<', '<=', '>', '==', '!=', '&', '^', '|', '&&', '||'];
const calls: readonly (readonly [name: string, arity: number])[] = [
  ['max', 2],
  ['fmin', 2],
  ['sqrtf', 1],
  ['exp', 1],
  ['abs', 1],
  ['pow', 2],
  ['fmaf', 3],
  ['__hadd', 2],
  ['__popc', 1],
  ['__half2float', 1],
  ['isnan', 1],
  ['ldexpf', 2],
  ['make_float2', 2],
  ['weigh', 2],
  ['over', 1],
  ['Made', 2],
];

const { expression } = fc.letrec<{ expression: string; leaf: string }>((tie) => {
  const below = tie('expression');
  return {
    leaf: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...variables.map(([name]) => name)) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('1', '2u', '3l', '4ll', '0x80000000', '2147483648', '1.5', '2.5f', 'true', "'c'"),
      },
    ),
    expression: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'expression' },
      { weight: 2, arbitrary: tie('leaf') },
      {
        weight: 5,
        arbitrary: fc
          .tuple(below, fc.constantFrom(...binary), below)
          .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(fc.constantFrom('-', '+', '!', '~'), below).map(([sign, it]) => `(${sign}${it})`),
      },
      { weight: 1, arbitrary: fc.tuple(below, below, below).map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom('int', 'float', 'double', '__half', 'long long', 'Made', 'Pair'), below)
          .map(([type, it]) => `(${type})${it}`),
      },
      {
        weight: 1,
        arbitrary: fc.tuple(below, fc.constantFrom('x', 'y', 'lo', 'w')).map(([it, name]) => `(${it}).${name}`),
      },
      { weight: 1, arbitrary: fc.tuple(below, below).map(([one, other]) => `Pair{${one}, ${other}}`) },
      {
        weight: 3,
        arbitrary: fc
          .constantFrom(...calls)
          .chain(([name, arity]) =>
            fc.array(below, { minLength: arity, maxLength: arity }).map((list) => `${name}(${list.join(', ')})`),
          ),
      },
    ),
  };
});

/** What the checker makes of an expression: its type as C++ spells it, or the codes of its errors. */
function verdict(text: string): { type?: string; errors: string[] } {
  const { item } = parseItem(
    `kernel k { dtype_out = float32; arguments = ${declarations}; map_expr = ${text}; reduce_expr = a + b; preamble { ${preamble} } }`,
  );
  assert.ok(item.kind === 'kernel');
  const { kernel, findings } = checkKernel(item, noPreambles);
  const { start, end } = kernel.map.span;
  const errors = findings.filter(({ severity, message, span }) => {
    // Whether the value becomes the accumulator is another question.
    const isAboutValue = message.startsWith('The value of map_expr');
    return severity === 'error' && span.start >= start && span.end <= end && !isAboutValue;
  });
  const { type } = kernel.map;
  return { ...(type.kind === 'unknown' ? {} : { type: spell(type) }), errors: errors.map(({ code }) => code) };
}

test(
  'random expressions have the compiler’s types, and errors where it has them',
  { skip, timeout: 120_000 },
  async () => {
    const texts = [...new Set(fc.sample(expression, { numRuns: 1000, seed: 20 }))];
    const verdicts = texts.map(verdict);
    const lines = texts.map((text, index) => {
      const { type, errors } = verdicts[index] ?? { errors: [] };
      assert.ok(type !== undefined || errors.length > 0, `${text} is left untyped, without an error`);
      const body =
        errors.length > 0
          ? `(void)(${text});`
          : `static_assert(Same<typename Plain<decltype(${text})>::type, ${type ?? ''}>::value, "the type is ${type ?? ''}");`;
      return `void f${index}(${declarations}) { ${body} }`;
    });
    const refused = await refusedLines(lines, preamble);
    const disagreements = texts.flatMap((text, index) => {
      const { type, errors } = verdicts[index] ?? { errors: [] };
      const message = refused.get(index);
      if (errors.length > 0 === (message !== undefined)) return [];
      return [`${text}: ${errors.join() || type} here, ${message ?? 'accepted'} there`];
    });
    assert.deepEqual(disagreements, []);
    const accepted = verdicts.filter(({ errors }) => errors.length === 0).length;
    assert.ok(accepted > 200 && accepted < texts.length - 200, `${accepted} of ${texts.length} are accepted`);
  },
);
