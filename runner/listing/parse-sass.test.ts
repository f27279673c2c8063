import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mainLoop } from './main-loop';
import { parseSass } from './parse-sass';
import { readResources } from './resources';
import { sassOperation } from './sass-operation';

const bare = (text: string) =>
  parseSass(
    text,
    () => undefined,
    () => undefined,
  );

test('cuobjdump’s listing is read too: encodings are left out, and branches go to addresses', () => {
  const parsed = bare(
    [
      '\t\tFunction : wf_kernel_k',
      '        /*0000*/                   LDC R1, c[0x0][0x28] ;                /* 0x00000a00ff017b82 */',
      '                                                                         /* 0x000ff00000000800 */',
      '        /*0010*/                   LDG.E.64 R2, desc[UR4][R2.64] ;       /* 0x0000000402007981 */',
      '        /*0020*/                   DADD R6, R6, R2 ;                     /* 0x000000000606722b */',
      '        /*0030*/              @!P0 BRA 0x10 ;                            /* 0x00000000000c8947 */',
      '        /*0040*/                   EXIT ;                                /* 0x000000000000794d */',
      '.L_x_1:',
      '        /*0050*/                   BRA 0x50;                             /* 0xfffffffc00fc7947 */',
    ].join('\n'),
  );
  assert.equal(parsed.lines[1], '        /*0010*/                   LDG.E.64 R2, desc[UR4][R2.64] ;');
  assert.deepEqual(
    mainLoop(parsed, () => false)?.map(({ opcode }) => opcode),
    ['LDG.E.64', 'DADD', 'BRA'],
  );
});

test('the main loop leaves out the path of a cut tile and the rare call, and the loop that folds partials', () => {
  const parsed = bare(
    [
      '.L_1:',
      '  /*0000*/ ISETP.GT P0, PT, R5, R2, PT ;',
      '  /*0010*/ @P0 BRA `(.L_2) ;',
      '  /*0020*/ LDG.E.128 R4, desc[UR4][R2.64] ;',
      '  /*0030*/ @P1 BRA `(.L_5) ;',
      '  /*0040*/ CALL.REL.NOINC `($__internal_0_$__cuda_sm3x_div_rn_noftz_f32_slowpath) ;',
      '.L_5:',
      '  /*0050*/ FADD R9, R9, R4 ;',
      '  /*0060*/ BRA `(.L_4) ;',
      '.L_2:',
      '  /*0070*/ LDG.E R4, desc[UR4][R2.64] ;',
      '  /*0080*/ @!P0 BRA `(.L_2) ;',
      '.L_4:',
      '  /*0090*/ @!P0 BRA `(.L_1) ;',
      '.L_6:',
      // Waits for another block's packet: a wide load in a loop, and not of the input.
      '  /*00a0*/ LDG.E.128.STRONG.SYS R16, desc[UR8][R6.64] ;',
      '  /*00b0*/ @!P1 BRA `(.L_6) ;',
    ].join('\n'),
  );
  assert.deepEqual(
    mainLoop(parsed, () => false)?.map(({ address }) => address),
    [0x00, 0x10, 0x20, 0x30, 0x50, 0x60, 0x90],
  );
});

test('code without a loop has no main loop', () => {
  assert.equal(
    mainLoop(bare('  /*0000*/ EXIT ;'), () => true),
    undefined,
  );
});

test('widths and spaces of loads and stores', () => {
  for (const [opcode, kind, space, bytes] of [
    ['LDG.E.128.CONSTANT', 'load', 'global', 16],
    ['LDG.E.U8', 'load', 'global', 1],
    ['LDG.E.S16.CONSTANT', 'load', 'global', 2],
    ['LDG.E', 'load', 'global', 4],
    ['LDS.64', 'load', 'shared', 8],
    ['LDC', 'load', 'constant', 4],
    ['STL.128', 'store', 'local', 16],
    ['ATOMG.E.ADD.STRONG.GPU', 'atomic', 'global', 4],
  ] as const) {
    const operation = sassOperation(opcode, '');
    assert.deepEqual(operation, { kind, space, bytes, coherent: opcode.includes('STRONG') }, opcode);
  }
});

test('moves and conversions in the guise of arithmetic are what they do', () => {
  assert.equal(sassOperation('HADD2.F32', 'R0, -RZ, R4.H0_H0').kind, 'convert');
  assert.equal(sassOperation('HADD2', 'R0, R1, R4').kind, 'arithmetic');
  assert.equal(sassOperation('IMAD.MOV.U32', 'R1, RZ, RZ, R2').kind, 'move');
  assert.equal(sassOperation('HFMA2.MMA', 'R5, -RZ, RZ, 0, 0').kind, 'move');
  assert.deepEqual(sassOperation('HFMA2', 'R5, R4, R3, R2'), { kind: 'arithmetic', family: 'float16', does: 'fma' });
});

test('resources are read from ptxas’s log, and what it does not say is missing', () => {
  const log = `ptxas info    : Function properties for k
ptxas         .     64 bytes stack frame, 8 bytes spill stores, 12 bytes spill loads
ptxas info    : Used 40 registers, used 1 barriers, 33 bytes smem`;
  assert.deepEqual(readResources(log), {
    registers: 40,
    sharedBytes: 33,
    stackBytes: 64,
    spillStoreBytes: 8,
    spillLoadBytes: 12,
  });
  assert.deepEqual(readResources(''), {});
});
