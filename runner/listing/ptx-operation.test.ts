import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ptxOperation } from './ptx-operation';

test('widths and spaces of loads and stores', () => {
  for (const [opcode, kind, space, bytes, coherent] of [
    ['ld.global.nc.v4.f32', 'load', 'global', 16, false],
    ['ld.shared.u8', 'load', 'shared', 1, false],
    ['ld.param.u64', 'load', 'constant', 8, false],
    ['ld.local.v2.f64', 'load', 'local', 16, false],
    ['st.global.cg.v2.u32', 'store', 'global', 8, true],
    // The last block waits for the packets of the others: those loads are none of the input.
    ['ld.volatile.global.v2.u32', 'load', 'global', 8, true],
    ['ld.volatile.global.v4.u32', 'load', 'global', 16, true],
    ['atom.global.add.u32', 'atomic', 'global', 4, false],
  ] as const) {
    assert.deepEqual(ptxOperation(opcode), { kind, space, bytes, coherent }, opcode);
  }
});

test('arithmetic by family and by what it does', () => {
  assert.deepEqual(ptxOperation('fma.rn.f32'), { kind: 'arithmetic', family: 'float32', does: 'fma' });
  assert.deepEqual(ptxOperation('mul.lo.s32'), { kind: 'arithmetic', family: 'integer', does: 'multiply' });
  assert.deepEqual(ptxOperation('setp.lt.f64'), { kind: 'arithmetic', family: 'float64', does: 'compare' });
  assert.deepEqual(ptxOperation('sqrt.rn.f32'), { kind: 'arithmetic', family: 'special', does: 'other' });
  assert.equal(ptxOperation('cvt.f32.f16').kind, 'convert');
});
