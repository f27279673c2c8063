import type { CodeSummary } from '../../protocol/rpc';
import type { Instruction } from './operation';

export type Counts = Pick<CodeSummary, 'instructions' | 'accesses' | 'operations' | 'calls'>;

/** Counts what each instruction does: accesses of memory by space and width, arithmetic by opcode, the rest by kind. */
export function countInstructions(instructions: readonly Instruction[]): Counts {
  const accesses = new Map<
    string,
    { -readonly [Key in keyof Counts['accesses'][number]]: Counts['accesses'][number][Key] }
  >();
  const operations = new Map<string, { kind: string; name: string; count: number }>();
  const calls = new Set<string>();
  let count = 0;
  for (const instruction of instructions) {
    const { operation, opcode, operands } = instruction;
    // What pads the code behind its end is never executed.
    if (opcode === 'NOP') continue;
    count++;
    if (operation.kind === 'load' || operation.kind === 'store' || operation.kind === 'atomic') {
      const { kind, space, bytes } = operation;
      const key = `${kind} ${space} ${bytes}`;
      const known = accesses.get(key);
      if (known === undefined) accesses.set(key, { kind, space, bytes, count: 1 });
      else known.count++;
      continue;
    }
    if (operation.kind === 'call') calls.add(calleeOf(operands));
    const kind = operation.kind === 'arithmetic' ? operation.family : operation.kind;
    const name = operation.kind === 'arithmetic' ? shortName(opcode) : operation.kind;
    const key = `${kind} ${name}`;
    const known = operations.get(key);
    if (known === undefined) operations.set(key, { kind, name, count: 1 });
    else known.count++;
  }
  const mostFirst = (one: { count: number }, other: { count: number }): number => other.count - one.count;
  return {
    instructions: count,
    accesses: [...accesses.values()].sort((one, other) => other.bytes - one.bytes),
    operations: [...operations.values()].sort(mostFirst),
    calls: [...calls],
  };
}

/** `FFMA` of `FFMA.FTZ`, `MUFU.RSQ` as it is, `fma.f32` of `fma.rn.f32`. */
function shortName(opcode: string): string {
  const parts = opcode.split('.');
  const [name = ''] = parts;
  if (name === 'MUFU') return parts.slice(0, 2).join('.');
  if (/^[A-Z]/.test(name)) return name;
  return [name, parts.at(-1)].join('.');
}

/** The subroutine's name without what the compiler puts before it: `div_rn_noftz_f32_slowpath`. */
function calleeOf(operands: string): string {
  const name = /`\(([^)]+)\)/.exec(operands)?.[1] ?? /\b([A-Za-z_$][\w$]+)\s*,?\s*\(?/.exec(operands)?.[1] ?? operands;
  return name.replace(/^\$__internal_\d+_\$?/, '').replace(/^_*(?:cuda_)?(?:sm\d+x?_)?/, '');
}
