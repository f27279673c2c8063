import type { Arithmetic, Family, MemorySpace, Operation } from './operation';

const kinds: readonly (readonly [
  kind: 'convert' | 'shuffle' | 'barrier' | 'branch' | 'call' | 'end' | 'move',
  RegExp,
])[] = [
  ['convert', /^cvt$/],
  ['shuffle', /^(?:shfl|vote|match|redux|activemask)$/],
  ['barrier', /^(?:bar|barrier|membar|fence)$/],
  ['branch', /^(?:bra|brx)$/],
  ['call', /^call$/],
  ['end', /^(?:ret|exit|trap)$/],
  ['move', /^(?:mov|cvta|selp|prmt|slct|isspacep)$/],
];

const does: Readonly<Record<string, Arithmetic>> = {
  add: 'add',
  sub: 'add',
  addc: 'add',
  subc: 'add',
  mul: 'multiply',
  mul24: 'multiply',
  mad: 'fma',
  mad24: 'fma',
  fma: 'fma',
  setp: 'compare',
  set: 'compare',
  min: 'compare',
  max: 'compare',
  testp: 'compare',
};

const special = /^(?:rcp|sqrt|rsqrt|sin|cos|lg2|ex2|tanh)$/;
const other =
  /^(?:div|rem|abs|neg|copysign|and|or|xor|not|cnot|lop3|shl|shr|shf|popc|clz|brev|bfe|bfi|bfind|fns|szext|bmsk|dp[24]a|sad)$/;
const spaces = /^(?:global|shared|local|const|param)$/;

/** What a PTX instruction does, from its opcode. */
export function ptxOperation(opcode: string): Operation {
  const [name = '', ...modifiers] = opcode.split('.');
  if (/^(?:ld|ldu|st|atom|red)$/.test(name)) {
    const kind = name.startsWith('ld') ? 'load' : name === 'st' ? 'store' : 'atomic';
    return {
      kind,
      space: spaceOf(modifiers.find((modifier) => spaces.test(modifier.replace(/::.*/, '')))),
      bytes: bytesOf(modifiers),
      coherent: modifiers.some((modifier) => /^(?:cg|cv|volatile|relaxed|acquire|release)$/.test(modifier)),
    };
  }
  for (const [kind, names] of kinds) if (names.test(name)) return { kind };
  const action = special.test(name) || other.test(name) ? 'other' : does[name];
  if (action === undefined) return { kind: 'other' };
  return { kind: 'arithmetic', family: familyOf(name, modifiers.at(-1) ?? ''), does: action };
}

function spaceOf(modifier = ''): MemorySpace {
  if (modifier.startsWith('shared')) return 'shared';
  if (modifier.startsWith('local')) return 'local';
  return /^(?:const|param)/.test(modifier) ? 'constant' : 'global';
}

function bytesOf(modifiers: readonly string[]): number {
  const bits = Number(/^[bsuf]?(\d+)$/.exec(modifiers.at(-1) ?? '')?.[1] ?? 32);
  const vector = modifiers.find((modifier) => /^v[248]$/.test(modifier));
  return (bits / 8) * Number(vector?.slice(1) ?? 1);
}

function familyOf(name: string, type: string): Family {
  if (special.test(name)) return 'special';
  if (type === 'f64') return 'float64';
  if (/^(?:f16|bf16)/.test(type)) return 'float16';
  return type.startsWith('f') ? 'float32' : 'integer';
}
