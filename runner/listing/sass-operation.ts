import type { Arithmetic, Family, MemorySpace, Operation } from './operation';

type Memory = readonly [kind: 'load' | 'store' | 'atomic', space: MemorySpace];

const memory: Readonly<Record<string, Memory>> = {
  LDG: ['load', 'global'],
  LD: ['load', 'global'],
  LDS: ['load', 'shared'],
  LDSM: ['load', 'shared'],
  LDL: ['load', 'local'],
  LDC: ['load', 'constant'],
  ULDC: ['load', 'constant'],
  LDCU: ['load', 'constant'],
  STG: ['store', 'global'],
  ST: ['store', 'global'],
  STS: ['store', 'shared'],
  STL: ['store', 'local'],
  ATOM: ['atomic', 'global'],
  ATOMG: ['atomic', 'global'],
  ATOMS: ['atomic', 'shared'],
  RED: ['atomic', 'global'],
  REDG: ['atomic', 'global'],
};

const kinds: readonly (readonly [
  kind: 'convert' | 'shuffle' | 'barrier' | 'branch' | 'call' | 'end' | 'move',
  RegExp,
])[] = [
  ['convert', /^(?:[FI]2[FI]P?|F2FP|F2IP|I2IP|FRND|UF2[FI]P?|UI2FP?)$/],
  ['shuffle', /^(?:SHFL|VOTE|VOTEU|MATCH|C?REDUX)$/],
  ['barrier', /^(?:BAR|MEMBAR|ERRBAR|CGAERRBAR|WARPSYNC|DEPBAR|LDGDEPBAR|SYNCS|FENCE)$/],
  ['call', /^(?:CALL)$/],
  ['end', /^(?:EXIT|RET)$/],
  ['branch', /^(?:BRA|BRX|JMP|JMX|BSSY|BSYNC|BREAK|BMOV|YIELD|NANOSLEEP)$/],
  ['move', /^(?:U?MOV|S2U?R|CS2R|R2UR|B2R|R2B|P2R|R2P|U?SEL|U?PRMT|FSEL)$/],
];

const arithmetic: readonly (readonly [Family, RegExp])[] = [
  ['special', /^MUFU$/],
  ['float64', /^D(?:ADD|MUL|FMA|SETP|MNMX)$/],
  ['float16', /^H(?:ADD2|MUL2|FMA2|SETP2|SET2|MNMX2)$/],
  ['float32', /^U?F(?:ADD|MUL|FMA|MNMX|SETP|SET|CHK|SWZADD)(?:2|3)?$/],
  [
    'integer',
    /^(?:U?I(?:ADD3?|MAD|MUL|DP|ABS|MNMX|SETP|SCADD|NEG)(?:32I)?|U?VIADD(?:MNMX)?|U?V?IMNMX3?|U?LEA|U?P?LOP3|U?SH[FLR]|U?POPC|U?FLO|U?BREV|U?BMSK|U?SGXT|VABSDIFF4?)$/,
  ],
];

/** What a SASS instruction does, from its opcode: of every architecture from sm_75 on, as nvdisasm spells them. */
export function sassOperation(opcode: string, operands: string): Operation {
  const [name = '', ...modifiers] = opcode.split('.');
  const access = memory[name];
  if (access !== undefined) {
    const [kind, space] = access;
    return { kind, space, bytes: widthOf(modifiers), coherent: modifiers.includes('STRONG') };
  }
  // A multiplication by nothing is how constants and registers are moved.
  if (modifiers.includes('MOV') || (name === 'HFMA2' && /^R\d+, -RZ, RZ,/.test(operands))) return { kind: 'move' };
  // Adding nothing in the wider type is how halves become floats.
  if (name === 'HADD2' && modifiers.includes('F32') && /^R\d+, -RZ,/.test(operands)) return { kind: 'convert' };
  for (const [kind, names] of kinds) if (names.test(name)) return { kind };
  for (const [family, names] of arithmetic) {
    if (names.test(name)) return { kind: 'arithmetic', family, does: doesOf(name) };
  }
  return { kind: 'other' };
}

function widthOf(modifiers: readonly string[]): number {
  for (const modifier of modifiers) {
    const [, bits] = /^[USB]?(8|16|32|64|128|256)$/.exec(modifier) ?? [];
    if (bits !== undefined) return Number(bits) / 8;
  }
  return 4;
}

function doesOf(name: string): Arithmetic {
  if (/FMA|IMAD/.test(name)) return 'fma';
  if (/MUL/.test(name)) return 'multiply';
  if (/ADD/.test(name)) return 'add';
  return /SET|MNMX|CHK/.test(name) ? 'compare' : 'other';
}
