import assert from 'node:assert/strict';
import { emulate, type EmulatedLaunch } from '../../../codegen/cuda/emulator/emulate';
import {
  type CudaPlan,
  type EntryParameter,
  type FoldTree,
  generateCpp,
  generateCuda,
  gridOf,
  type Loads,
  loadsForRange,
  planCpu,
  planCuda,
} from '../../../codegen';
import { readKernel } from '../../../codegen/testing/read-kernel';
import type { IndexRange } from '../../../language/checked';
import type { Addon, JobParameter } from '../../../native/binding';
import { compileCpp, findCompiler } from '../../../native/toolchain';

/** What a kernel is run on: its arguments' bytes, in its order. */
export interface Input {
  readonly arguments: readonly Uint8Array[];
  readonly n: number;
  readonly range: IndexRange;
}

const anyDevice = { multiprocessors: 132, maxThreadsPerMultiprocessor: 2048 };

/** The tree of a kernel, or a smaller one of the same shape that brings its last block within reach of few elements. */
export function treeOf(text: string, changes: Partial<FoldTree> = {}): FoldTree {
  const { kernel } = readKernel(text);
  const { tree } = planCpu(kernel);
  assert.ok(tree !== undefined, 'the kernel is deterministic');
  return { ...tree, ...changes };
}

/** Runs the generated CUDA program in the emulator, once for each input. */
export function emulated(text: string, tree: FoldTree, inputs: readonly Input[], misalignment = 0): Uint8Array[] {
  const { document, kernel } = readKernel(text);
  const plan: CudaPlan = { ...planCuda(kernel, anyDevice, 1), ...tree };
  assert.equal(plan.deterministic, true);
  const results = new Array<Uint8Array>(inputs.length);
  for (const loads of ['words', 'elements'] as const) {
    const usual = (input: Input): Loads => (misalignment === 0 ? loadsForRange(plan, input.range) : 'elements');
    const these = inputs.flatMap((input, index) => (usual(input) === loads ? [{ input, index }] : []));
    if (these.length === 0) continue;
    const source = generateCuda({ document, kernel, fileName: 'test.reduce', plan: { ...plan, loads } });
    const launches = these.map(({ input }): EmulatedLaunch => ({
      grid: gridOf(tree, input.range.count),
      block: tree.threadsPerBlock,
      arguments: new Map(input.arguments.map((bytes, index) => [index, bytes])),
      misalignment,
      n: input.n,
      ...input.range,
    }));
    emulate(source, launches).forEach(({ result }, k) => {
      const { index } = these[k] ?? assert.fail();
      results[index] = result;
    });
  }
  return results;
}

/** The program that the CPU engine runs, compiled as it compiles it. */
export async function cpuProgram(text: string, tree: FoldTree, addon: Addon) {
  const { document, kernel } = readKernel(text);
  const plan = { ...planCpu(kernel), tree };
  const source = generateCpp({ document, kernel, fileName: 'test.reduce', plan });
  const { found: compiler } = findCompiler();
  assert.ok(compiler !== undefined, 'a C++ compiler');
  const compiled = await compileCpp({ source, compiler });
  assert.ok(compiled.ok, compiled.ok ? '' : compiled.log);
  const { symbols } = source;
  assert.ok(symbols.target === 'cpu');
  return {
    release: compiled.release,
    async run(input: Input, threads = 0): Promise<Uint8Array> {
      const { count } = input.range;
      const job = await addon.runCpu({
        library: compiled.library,
        symbols: { partial: symbols.partial, finish: symbols.finish },
        ...jobInputs(source.parameters, input),
        count: count === 0 ? 0 : gridOf(tree, count),
        chunkSize: 1,
        threads,
        referenceOnly: false,
        partialBytes: source.partialBytes,
        resultBytes: source.resultBytes,
        timing: { warmups: 0, minSamples: 1, maxSamples: 1, budgetSeconds: 0 },
      });
      return job.result;
    },
  };
}

function jobInputs(parameters: readonly EntryParameter[], input: Input) {
  const inputs: { kind: 'bytes'; bytes: Uint8Array }[] = [];
  const given = parameters.map((parameter): JobParameter => {
    switch (parameter.kind) {
      case 'vector':
        inputs.push({ kind: 'bytes', bytes: input.arguments[parameter.index] ?? new Uint8Array() });
        return { kind: 'input', index: inputs.length - 1 };
      case 'scalar':
        return { kind: 'bytes', bytes: input.arguments[parameter.index] ?? new Uint8Array() };
      case 'n':
        return long(input.n);
      case 'start':
      case 'step':
      case 'count':
        return long(input.range[parameter.kind]);
      default:
        throw new Error(`the CPU takes no ${parameter.kind}`);
    }
  });
  return { inputs, parameters: given };
}

function long(value: number): JobParameter {
  return { kind: 'bytes', bytes: new Uint8Array(BigInt64Array.of(BigInt(value)).buffer) };
}
