import type { Code, Instruction } from './operation';

/** What one pass through a loop executes, in order. */
export type LoopBody = readonly Instruction[];

/**
 * The loop that the elements are folded in, along the path through it that reads the most: the other paths are those of
 * a tile that the end cuts short. Undefined where no loop does what `isWork` says.
 *
 * Loops are the backward branches. Each one's body is cut into basic blocks; without its own and the inner loops'
 * backward branches they form an acyclic graph, and the best path from its first to its last block is found by
 * dynamic programming: the most bytes loaded, then the fewest calls (those are the rare cases of divisions and roots), then
 * the most work, then the fewest instructions.
 */
export function mainLoop(code: Code, isWork: (instruction: Instruction) => boolean): LoopBody | undefined {
  const weigh = (instruction: Instruction): Weight => ({
    bytes: loadedBytes(instruction),
    calls: instruction.operation.kind === 'call' ? 1 : 0,
    work: isWork(instruction) ? 1 : 0,
    count: 1,
  });
  let best: Path | undefined;
  code.instructions.forEach(({ target, operation }, last) => {
    const first = target === undefined || operation.kind !== 'branch' ? undefined : code.labels.get(target);
    if (first === undefined || first > last || (first === last && operation.kind === 'branch')) return;
    const path = bestPath(code, first, last, weigh);
    if (path !== undefined && path.weight.work + path.weight.bytes > 0 && isBetter(path.weight, best?.weight))
      best = path;
  });
  return best?.instructions;
}

/** Bytes of the input that an instruction loads. */
function loadedBytes({ operation }: Instruction): number {
  const counts = operation.kind === 'load' && operation.space === 'global' && !operation.coherent;
  return counts ? operation.bytes : 0;
}

interface Weight {
  readonly bytes: number;
  readonly calls: number;
  readonly work: number;
  readonly count: number;
}

interface Path {
  readonly weight: Weight;
  readonly instructions: readonly Instruction[];
}

function isBetter(one: Weight, other: Weight | undefined): boolean {
  if (other === undefined) return true;
  if (one.bytes !== other.bytes) return one.bytes > other.bytes;
  if (one.calls !== other.calls) return one.calls < other.calls;
  return one.work === other.work ? one.count < other.count : one.work > other.work;
}

function bestPath(
  { instructions, labels }: Code,
  first: number,
  last: number,
  weigh: (instruction: Instruction) => Weight,
): Path | undefined {
  const starts = blockStarts(instructions, labels, first, last);
  const known = new Map<number, Path | undefined>();
  // Blocks from the last to the first: what follows a block is known before it.
  for (const [at, start] of [...starts.entries()].reverse()) {
    const end = (starts[at + 1] ?? last + 1) - 1;
    const block = instructions.slice(start, end + 1);
    const ending = instructions[end];
    const next =
      end === last || ending === undefined
        ? [{ weight: { bytes: 0, calls: 0, work: 0, count: 0 }, instructions: [] }]
        : successors(ending, end, labels)
            .filter((follower) => follower > end && follower <= last)
            .map((follower) => known.get(follower))
            .filter((path) => path !== undefined);
    let best: Path | undefined;
    for (const path of next) if (isBetter(path.weight, best?.weight)) best = path;
    known.set(start, best === undefined ? undefined : extend(block, best, weigh));
  }
  return known.get(first);
}

function extend(block: readonly Instruction[], path: Path, weigh: (instruction: Instruction) => Weight): Path {
  let { bytes, calls, work, count } = path.weight;
  for (const instruction of block) {
    const weight = weigh(instruction);
    bytes += weight.bytes;
    calls += weight.calls;
    work += weight.work;
    count += weight.count;
  }
  return { weight: { bytes, calls, work, count }, instructions: [...block, ...path.instructions] };
}

function blockStarts(
  instructions: readonly Instruction[],
  labels: ReadonlyMap<string, number>,
  first: number,
  last: number,
): number[] {
  const starts = new Set([first]);
  for (const at of labels.values()) if (at > first && at <= last) starts.add(at);
  for (let at = first; at < last; at++) {
    const kind = instructions[at]?.operation.kind;
    if (kind === 'branch' || kind === 'end') starts.add(at + 1);
  }
  return [...starts].sort((left, right) => left - right);
}

function successors(
  { operation, opcode, operands, predicate, target }: Instruction,
  at: number,
  labels: ReadonlyMap<string, number>,
): number[] {
  const isJump = /^(?:BRA|bra)\b/.test(opcode);
  const jump = isJump && target !== undefined ? labels.get(target) : undefined;
  // `BRA P4, target` has a second condition behind its guard.
  const isGuarded = predicate !== undefined || /^!?U?P\d/.test(operands);
  const always = !isGuarded && (isJump || operation.kind === 'end');
  return [...(always ? [] : [at + 1]), ...(jump === undefined ? [] : [jump])];
}
