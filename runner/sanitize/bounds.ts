import {
  boundsCheckThreads,
  generateCpuBoundsCheck,
  generateCudaBoundsCheck,
  readFinding,
  type BoundsCheck,
  type Finding,
} from '../../codegen';
import type { NativeCudaDevice } from '../../native/binding';
import { CompileFailure, type BackendRequest } from '../backends/backend';
import { compileCpp, dialectOf } from '../compile/cpp';
import { compileCuda } from '../compile/cuda';
import { WarpfoldError } from '../../protocol/errors';
import { jobParameters } from '../inputs';
import { outOfRange } from './out-of-range';

const once = { warmups: 0, minSamples: 1, maxSamples: 1, budgetSeconds: 0 };
/** Blocks for each multiprocessor: enough threads to hide the latency of gathers. */
const blocksPerMultiprocessor = 8;
/** Values of `i` that one thread of the CPU checks at a time. */
const chunkSize = 1 << 16;

/**
 * Evaluates the map at every value of `i`, on the device that the kernel runs on, and throws a MarkedError for the first
 * access that leaves its vector. Vectors whose pointers go elsewhere are named in the answer: what is read through them
 * is not checked.
 */
export async function checkBounds(
  request: BackendRequest,
  device: NativeCudaDevice | undefined,
): Promise<{ readonly unfollowed: readonly string[] }> {
  const { check, finding } = await (device === undefined ? onCpu(request) : onCuda(request, device));
  if (finding !== undefined) throw outOfRange(request, finding);
  return { unfollowed: check.unfollowed };
}

interface Checked {
  readonly check: BoundsCheck;
  readonly finding: Finding | undefined;
}

async function onCuda(request: BackendRequest, device: NativeCudaDevice): Promise<Checked> {
  const { document, kernel, data, tools, settings, signal } = request;
  const check = generateCudaBoundsCheck({ document, kernel, fileName: request.fileName });
  const { source } = check;
  const compiled = await refusing(
    kernel.name,
    compileCuda(
      { document, kernel: kernel.name, source, architecture: device.computeCapability, useCache: settings.useCache },
      tools,
      signal,
    ),
  );
  signal.throwIfAborted();
  const blocks = Math.ceil(data.range.count / boundsCheckThreads);
  const { result } = await tools.addon.runCuda({
    device: device.ordinal,
    cubin: compiled.cubin,
    entry: compiled.entry,
    grid: Math.max(1, Math.min(blocks, device.multiprocessors * blocksPerMultiprocessor)),
    block: boundsCheckThreads,
    ...jobParameters(source.parameters, data),
    partialBytes: source.partialBytes,
    resultBytes: source.resultBytes,
    timing: once,
  });
  return { check, finding: readFinding(check, result) };
}

async function onCpu(request: BackendRequest): Promise<Checked> {
  const { document, kernel, data, tools, settings, signal } = request;
  const check = generateCpuBoundsCheck({ document, kernel, fileName: request.fileName, compiler: dialectOf(tools) });
  const { source } = check;
  const { symbols } = source;
  if (symbols.target !== 'cpu') throw new Error('The CPU generator made no CPU program.');
  const compiled = await refusing(
    kernel.name,
    compileCpp({ document, kernel: kernel.name, source, useCache: settings.useCache }, tools, signal),
  );
  try {
    signal.throwIfAborted();
    const { result } = await tools.addon.runCpu({
      library: compiled.library,
      symbols: { partial: symbols.partial, finish: symbols.finish },
      count: data.range.count,
      chunkSize,
      threads: settings.cpuThreads,
      ...jobParameters(source.parameters, data),
      partialBytes: source.partialBytes,
      resultBytes: source.resultBytes,
      referenceOnly: false,
      timing: once,
    });
    return { check, finding: readFinding(check, result) };
  } finally {
    compiled.release();
  }
}

/** The kernel itself has compiled by then: what fails here is that vectors are no plain pointers in a checked program. */
async function refusing<Compiled>(kernel: string, compiling: Promise<Compiled>): Promise<Compiled> {
  try {
    return await compiling;
  } catch (error) {
    if (!(error instanceof CompileFailure)) throw error;
    throw new WarpfoldError({
      code: 'not-checkable',
      message: `The accesses of kernel "${kernel}" cannot be checked: its map_expr uses a vector in a way that only a plain pointer allows. ${error.message}`,
      advice: 'Read vectors as x[index], or run the kernel without checks.',
      kernel,
    });
  }
}
