import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Expression, Statement } from '../cpp/tree';
import { childStatements, statementExpressions, walkExpression } from '../cpp/walk';
import { parseItem } from '../syntax/parse-item';
import type { KernelItem } from '../syntax/tree';
import { describe } from '../types/spelling';
import { checkKernel, type CheckedKernelParts } from './kernel';
import { checkPreambles, noPreambles } from './preamble';

function kernelOf(fields: string): KernelItem {
  const { item } = parseItem(`kernel k { ${fields} }`);
  assert.ok(item.kind === 'kernel');
  return item;
}

function check(fields: string, filePreamble?: string): CheckedKernelParts {
  if (filePreamble === undefined) return checkKernel(kernelOf(fields), noPreambles);
  const { item } = parseItem(`preamble { ${filePreamble} }`);
  assert.ok(item.kind === 'preamble');
  return checkKernel(kernelOf(fields), checkPreambles([{ text: item.text, block: item }]));
}

/** The kernel with every fix of its findings applied, one after the other from the end. */
function mend(fields: string): string {
  const { kernel, findings } = check(fields);
  const edits = findings.flatMap(({ fixes }) => fixes[0]?.edits ?? []);
  let { text } = kernel.item;
  for (const { span, newText } of edits.toSorted((one, other) => other.span.start - one.span.start)) {
    text = text.slice(0, span.start) + newText + text.slice(span.end);
  }
  return text.slice('kernel k { '.length, -' }'.length);
}

const sum = 'dtype_out = float32; reduce_expr = a + b;';

test('the default map reads the one vector, and stands at the end of the arguments', () => {
  const { kernel } = check(`arguments = const float *values, float unused; ${sum}`);
  assert.equal(kernel.map.text, 'values[i]');
  assert.equal(kernel.map.span.start, kernel.map.span.end);
  assert.equal(kernel.item.text[kernel.map.span.start - 1], ';');
  assert.equal(describe(kernel.map.type), 'float');
  assert.equal(kernel.arguments[0]?.access, 'element');
});

test('a kernel without a vector maps the index', () => {
  const { kernel, findings } = check('dtype_out = int64; map_expr = i; reduce_expr = a + b;');
  assert.deepEqual(findings, []);
  assert.ok(kernel.runnable);
  assert.deepEqual(kernel.arguments, []);
});

test('vectors are elements, indexed, or not read at all', () => {
  const access = (map: string): Record<string, string> =>
    Object.fromEntries(
      check(
        `arguments = const float *x, const int *at, float s; map_expr = ${map}; ${sum} preamble {
#define PICK(k) x[k + 1]
          __device__ float first(const float *p) { return p[0]; }
        }`,
      ).kernel.arguments.map(({ name, access: how }) => [name, how]),
    );
  assert.deepEqual(access('x[i] > 0 ? (x)[(i)] : s'), { x: 'element', at: 'none', s: 'none' });
  assert.deepEqual(access('x[at[i]]'), { x: 'indexed', at: 'element', s: 'none' });
  assert.deepEqual(access('x[i] + x[n - 1 - i]'), { x: 'indexed', at: 'none', s: 'none' });
  assert.deepEqual(access('x[n - 1 - i] + x[i]'), { x: 'indexed', at: 'none', s: 'none' });
  assert.deepEqual(access('first(x)'), { x: 'indexed', at: 'none', s: 'none' });
  assert.deepEqual(access('x[i + 0]'), { x: 'indexed', at: 'none', s: 'none' });
  assert.deepEqual(access('*x + *&x[i]'), { x: 'indexed', at: 'none', s: 'none' });
  assert.deepEqual(access('x[i] + PICK(i)'), { x: 'indexed', at: 'indexed', s: 'none' });
});

test('the accumulator is the reduce_type, else the result, else float for what is smaller', () => {
  const accumulator = (fields: string): string =>
    describe(check(`arguments = const float *x; reduce_expr = a + b; ${fields}`).kernel.accumulatorType);
  assert.equal(accumulator('dtype_out = int32;'), 'int');
  assert.equal(accumulator('dtype_out = float16;'), 'float');
  assert.equal(accumulator('dtype_out = bfloat16;'), 'float');
  assert.equal(accumulator('dtype_out = float16; reduce_type = float16;'), 'half');
  assert.equal(accumulator('dtype_out = float32; reduce_type = float64;'), 'double');
});

test('arguments keep the spelling of their type', () => {
  const { kernel } = check(
    `arguments = const unsigned long int * __restrict__ x, pycuda::complex<float> z[]; map_expr = x[i] + real(z[i]); ${sum}`,
  );
  assert.deepEqual(
    kernel.arguments.map(({ name, role, spelling, isConst }) => [name, role, spelling, isConst]),
    [
      ['x', 'vector', 'unsigned long', true],
      ['z', 'vector', 'pycuda::complex<float>', false],
    ],
  );
});

test('structs that the signature uses come in the order of their declaration', () => {
  const structs = 'struct Inner { int k; }; struct Unused { int u; }; struct Outer { char c; Inner inner[2]; };';
  const { kernel, findings } = check(
    `dtype_out = Outer; arguments = const Outer *x; reduce_expr = b.c ? a : b;`,
    structs,
  );
  assert.deepEqual(findings, []);
  assert.deepEqual(
    kernel.structs.map(({ name, size }) => [name, size]),
    [
      ['Inner', 4],
      ['Outer', 12],
    ],
  );
});

test('the preambles of the file come before the kernel’s own', () => {
  const { kernel, findings } = check(
    `arguments = const float *x; map_expr = twice(x[i]); ${sum} preamble { __device__ Real twice(Real v) { return once(v) * 2; } }`,
    'typedef float Real; __device__ Real once(Real v) { return v; }',
  );
  assert.deepEqual(findings, []);
  assert.equal(describe(kernel.map.type), 'float');
});

test('bodies of functions are typed for the evaluator', () => {
  const { types, scope } = check(
    `arguments = const float *x; map_expr = f(x[i]); ${sum} preamble {
       struct P { float lo, hi; __device__ float width() const { return hi - lo; } };
       __device__ P make(float v) { return {v, v + 1}; }
       __device__ float f(float v) {
         float total = 0;
         for (int k = 0; k < 3; k++) { auto p = make(v * k); total += p.width(); }
         return total;
       }
     }`,
  );
  const unknown: string[] = [];
  const visit = (root: Expression): void =>
    walkExpression(root, (expression) => {
      const isCallee = expression.kind === 'name' || expression.kind === 'member';
      if (!isCallee && types.typeOf(expression).kind === 'unknown') unknown.push(expression.kind);
    });
  const [body] = (scope.functions.get('f') ?? []).map((declaration) => declaration.body);
  assert.ok(body);
  let count = 0;
  const walk = (statement: Statement): void => {
    count++;
    statementExpressions(statement).forEach(visit);
    childStatements(statement).forEach(walk);
  };
  walk(body);
  assert.ok(count >= 5, `${count} statements`);
  assert.deepEqual(unknown, []);
});

test('an ignored operand is reported once, and the laws are told', () => {
  const { findings, ignoresOperand } = check('dtype_out = float32; arguments = const float *x; reduce_expr = a;');
  assert.equal(ignoresOperand, true);
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['ignored-operand'],
  );
  assert.equal(check(`arguments = const float *x; ${sum}`).ignoresOperand, false);
});

test('an error anywhere makes the kernel not runnable, a warning does not', () => {
  assert.equal(check(`arguments = const float *x; map_expr = y[i]; ${sum}`).kernel.runnable, false);
  assert.equal(check(`arguments = const float *x; map_expr = 2.0 * x[i]; ${sum}`).kernel.runnable, true);
});

test('fixes mend what they are offered for', () => {
  const broken: readonly string[] = [
    'dtype_out = np.float32; arguments = const float *x; map_expr = 2.0 * x[i]; reduce_expr = a + b;',
    `arguments = const float *x, const float *y; map_expr = x * y + max(x, 0); ${sum}`,
    `arguments = const float *x; map_expr = np.exp(x(i)) + std::abs(x[i]); ${sum}`,
    `arguments = const float *x, float scale, const int *k; map_expr = pow(x[i], 2) + k[i] / 2; ${sum}`,
    'dtype_out = bool; arguments = const float *x; map_expr = 0 < x[i] < 1; reduce_expr = a = b;',
    'dtype_out = int32; arguments = const float *x, const long long *k; map_expr = x[i] + 1; reduce_expr = a + b;',
    `arguments = const flaot *values; map_expr = valeus[i] + fmaxf(values[i], 1.0f, 2.0f); ${sum}`,
    'dtype_out = P; arguments = const float *x; map_expr = P(x[i], 2); reduce_expr = P{a.lo + b.low, a.hi}; preamble { struct P { float lo, hi; }; }',
    'dtype_out = float32; arguments = const float4 *v; map_expr = float4(1, 2, 3, 4).x + v[i]->y; reduce_expr = a + b;',
  ];
  for (const fields of broken) {
    assert.notDeepEqual(check(fields).findings, [], fields);
    let mended = fields;
    // A fix may uncover what an error hid.
    for (let round = 0; round < 3; round++) mended = mend(mended);
    assert.deepEqual(
      check(mended).findings.map(({ message }) => message),
      [],
      mended,
    );
  }
});

test('a function that is declared before it is defined is one function, with the defaults of its declaration', () => {
  const preamble = `
    __device__ float scale(float v, float by = 2);
    __device__ float half_of(float v) { return scale(v, 0.5f); }
    __device__ float scale(float v, float by) { return v * by; }
    __device__ int scale(int v) { return v; }`;
  const fields = `arguments = const float *x; map_expr = scale(x[i]) + half_of(x[i]); ${sum}`;
  const { findings, kernel, types } = check(fields, preamble);
  assert.deepEqual(findings, []);
  const { expression } = kernel.map;
  assert.ok(expression.kind === 'binary');
  const callee = types.calleeOf(expression.left);
  assert.ok(callee?.kind === 'preamble' && callee.declaration.body !== undefined);
});
