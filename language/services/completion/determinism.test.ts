import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkDocument } from '../../document/check-document';
import { Offer } from './testing/completion-at';

const preamble = `preamble {
    #define TWICE(v) (v + v)
    struct Angle { float value; __device__ float sine() const { return sinf(value); } };
    struct Opaque { float value; __device__ Opaque(float v) : value(expf(v)) { } };
    __device__ float squared(float v) { return v * v; }
    __device__ float wave(float v) { return cosf(v); }
    __device__ float waves(float v) { return squared(wave(v)); }
}
`;

function kernel(map: string, { args = 'const float *x', deterministic = true, more = '' } = {}): string {
  return `${preamble}kernel k {
    dtype_out     = float32;
    arguments     = ${args};
    deterministic = ${deterministic};
    ${more}
    map_expr      = ${map};
    reduce_expr   = a + b;
}
`;
}

describe('completion in a deterministic kernel', () => {
  it('offers functions whose result is exactly defined, and no other', () => {
    new Offer(kernel('$0')).has('x', 'fabsf', 'fmaxf', 'sqrtf', 'fmaf').lacks('expf', 'sinf', 'rsqrtf', '__expf');
    new Offer(kernel('$0', { deterministic: false })).has('fabsf', 'expf', 'sinf', 'rsqrtf');
    new Offer(kernel('fmaxf($0)')).has('fabsf').lacks('expf');
  });

  it('shows the overloads that are admitted', () => {
    const args = 'const complex<float> *x';
    assert.match(new Offer(kernel('$0', { args, deterministic: false })).item('abs').labelDetails?.detail ?? '', /\(/);
    new Offer(kernel('pycuda::$0', { args })).has('real', 'conj').lacks('exp', 'sin');
    new Offer(kernel('pycuda::$0', { args, deterministic: false })).has('real', 'exp');
  });

  it('offers of a preamble what the checker admits', () => {
    const names = ['squared', 'wave', 'waves', 'Opaque', 'TWICE'] as const;
    new Offer(kernel('$0')).has('squared', 'Angle').lacks('wave', 'waves', 'Opaque', 'TWICE');
    new Offer(kernel('$0', { deterministic: false })).has(...names);
    new Offer(kernel('Angle{x[i]}.$0')).has('value').lacks('sine');
    new Offer(kernel('Angle{x[i]}.$0', { deterministic: false })).has('value', 'sine');
    new Offer(kernel('$0', { more: 'options = "-DLIMIT=3";' })).lacks('LIMIT');
  });

  it('does so in its own preambles, and not in those of the file', () => {
    const own = 'preamble { __device__ float f(float v) { return $0; } }';
    new Offer(kernel('x[i]', { more: own })).has('v', 'fabsf', 'squared').lacks('expf', 'wave');
    new Offer(`${own.replace('f(float v)', 'g(float v)')}\n${kernel('x[i]')}`).has('v', 'fabsf', 'expf', 'wave');
  });

  it('agrees with the checker about each call that it offers', () => {
    const refusedOf = (deterministic: boolean): string[] => {
      const { items } = new Offer(kernel('$0', { deterministic }), { snippets: true });
      const calls = items.flatMap(({ label, textEdit }) => {
        const [, list] = /^\w+\((.*)\)$/.exec(textEdit?.newText ?? '') ?? [];
        return list === undefined || label === 'sizeof' ? [] : [{ label, count: list.split('${').length - 1 }];
      });
      assert.ok(calls.length > 20);
      const isRefused = ({ label, count }: { label: string; count: number }): boolean => {
        const call = `${label}(${Array.from({ length: count }, () => 'x[i]').join(', ')})`;
        return checkDocument(kernel(call)).diagnostics.some(({ code }) => code.startsWith('deterministic-'));
      };
      return calls.filter(isRefused).map(({ label }) => label);
    };
    assert.deepEqual(refusedOf(true), []);
    assert.ok(refusedOf(false).includes('expf'));
  });
});
