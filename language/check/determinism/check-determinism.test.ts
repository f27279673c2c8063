import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { root } from '../../../test/support/root';
import { checkDocument } from '../../document/check-document';
import { findFunction } from '../../cuda/table';
import { spell } from '../../types/spelling';
import { isExact } from './exact-functions';
import { changesArithmetic } from './options';

/** The codes of what is said of a kernel that wants to be deterministic, its warnings apart. */
function errorsOf(map: string, preamble = '', extra = ''): string[] {
  const text = `kernel k {
    dtype_out = float32; arguments = const float *x, const int *k; map_expr = ${map}; reduce_expr = a + b;
    deterministic = true; ${extra}
    preamble { ${preamble} }
}`;
  return checkDocument(text)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
}

describe('what a deterministic kernel may have', () => {
  test('functions that call each other are judged once, and in the end', () => {
    const odd = `__device__ float odd(float x, int n);
      __device__ float even(float x, int n) { return n == 0 ? x : odd(x + 1.0f, n - 1); }
      __device__ float odd(float x, int n) { return n == 0 ? sinf(x) : even(x + 1.0f, n - 1); }`;
    assert.ok(errorsOf('even(x[i], 3) + odd(x[i], 4)', odd).includes('deterministic-call sinf'));
  });

  test('loops, locals and arrays are plain C++', () => {
    const body = `__device__ float horner(float x) {
      const float c[3] = {0.5f, 0.25f, 0.125f};
      float sum = 0.0f;
      for (int j = 0; j < 3; ++j) { sum = sum * x + c[j]; if (sum > 1e6f) break; }
      int steps = 0;
      while (sum > 1.0f && steps < 10) { sum *= 0.5f; steps++; }
      switch (steps) { case 0: return sum; default: return -sum; }
    }`;
    assert.deepEqual(errorsOf('horner(x[i])', body), []);
  });

  test('methods and operators of structs are judged where they are used', () => {
    const body = `struct P {
        float v;
        __device__ float wild() const { return expf(v); }
        __device__ float tame() const { return v * v; }
      };
      __device__ P operator*(P p, float s) { return P{p.v * s}; }`;
    assert.deepEqual(errorsOf('(P{x[i]} * 2.0f).tame()', body), []);
    assert.deepEqual(errorsOf('(P{x[i]} * 2.0f).wild()', body), ['deterministic-call expf']);
  });

  test('of functions with several meanings, those that are exact', () => {
    const exactOnes = (name: string): string[] =>
      (findFunction(name)?.overloads ?? [])
        .filter((overload) => isExact(findFunction(name) ?? assert.fail(), overload))
        .map(({ parameters }) => parameters.map(({ type }) => spell(type)).join(', '));
    assert.deepEqual(exactOnes('norm'), ['pycuda::complex<float>', 'pycuda::complex<double>']);
    assert.deepEqual(exactOnes('abs'), ['int', 'long', 'long long', 'float', 'double']);
    assert.deepEqual(exactOnes('sqrt'), ['double', 'float']);
    assert.deepEqual(exactOnes('__hadd'), ['int, int']);
  });

  test('no thread writes where others read', () => {
    const writes = (statement: string): string[] =>
      errorsOf('f(x[i])', `__device__ float total; __device__ float f(float v) { ${statement} return v; }`);
    assert.deepEqual(writes('total = v;'), ['deterministic-unknown total = v']);
    assert.deepEqual(writes('++total;'), ['deterministic-unknown ++total']);
    assert.deepEqual(writes('total--;'), ['deterministic-unknown total--']);
    const byReference = '__device__ void bump(float &v) { v += 1.0f; }\n__device__ float total;';
    const calling = (what: string): string[] =>
      errorsOf('f(x[i])', `${byReference} __device__ float f(float v) { bump(${what}); return v; }`);
    assert.deepEqual(calling('total'), ['deterministic-unknown bump(total)']);
    assert.deepEqual(calling('v'), []);
    const table = '__device__ const float table[2] = {0.5f, 0.25f};';
    assert.deepEqual(errorsOf('table[k[i] & 1]', table), []);
    assert.deepEqual(writes('float *p = &v; *p = 1.0f;'), ['deterministic-unknown *p = 1.0f']);
    assert.deepEqual(writes('float own[2] = {v, v}; own[1] = 2.0f; v += own[1];'), []);
  });

  test('every option that rounds otherwise is known, with either number of dashes and in either form', () => {
    const forms = fc.record({
      dashes: fc.constantFrom('-', '--'),
      option: fc.constantFrom(
        ...['use_fast_math', 'ftz=true', 'fmad=true', 'prec-div=false', 'prec-sqrt=false', 'ftz', 'fmad'],
        ...['extra-device-vectorization', 'pre-include=x.h', 'include=x.h', 'prec-div'],
      ),
    });
    fc.assert(fc.property(forms, ({ dashes, option }) => changesArithmetic(dashes + option)));
    for (const harmless of ['--fmad=false', '-ftz=false', '--prec-div=true', '-prec-sqrt=true', '-lineinfo', '-DN=4']) {
      assert.equal(changesArithmetic(harmless), false, harmless);
    }
  });

  test('any kernel can be asked for it, and what else is wrong with it is said all the same', () => {
    const ownFixtures = ['deterministic.reduce', 'accuracy.reduce'];
    const folders = ['examples', ...['cases', 'cpp', 'laws', 'types'].map((each) => `test/fixtures/${each}`)];
    const codesOf = (text: string): string[] =>
      checkDocument(text)
        .diagnostics.filter(({ code, severity }) => severity === 'error' && !code.startsWith('deterministic-'))
        .map(({ code }) => code);
    for (const folder of folders.map((each) => path.join(root, each))) {
      const files = readdirSync(folder).filter((name) => name.endsWith('.reduce') && !ownFixtures.includes(name));
      for (const file of files) {
        // A deterministic kernel has a plain accumulator.
        const text = readFileSync(path.join(folder, file), 'utf8').replace(
          /accuracy( *)= compensated/g,
          'accuracy$1= plain',
        );
        const asked = text.replace(/^(kernel \w+ *\{)/gm, '$1 deterministic = true;');
        assert.notEqual(asked, text, file);
        assert.deepEqual(codesOf(asked), codesOf(text), file);
      }
    }
  });
});
