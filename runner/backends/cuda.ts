import { cudaShapes, generateCuda, gridOf, type CudaPlan, type GeneratedSource } from '../../codegen';
import type { JobResult, NativeCudaDevice } from '../../native/binding';
import type { Run } from '../../protocol/report';
import { compileCuda, type CompiledCuda } from '../compile/cuda';
import { bytesRead, firstOf, jobParameters } from '../inputs';
import { spreadOf } from '../profile/spread';
import { chooseCudaPlan, planFacts, type ChosenPlan } from '../tune/chosen-plan';
import type { BackendRequest, PreparedKernel } from './backend';

/** A kernel's program for a CUDA device. Plans that differ in their grid only share it. */
export interface CudaProgram {
  readonly source: GeneratedSource;
  readonly compiled: CompiledCuda;
}

/** Compiles a kernel for a CUDA device. The plan suits the whole range, and stays the same for parts of it. */
export async function prepareCuda(request: BackendRequest, device: NativeCudaDevice): Promise<PreparedKernel> {
  const chosen = chooseCudaPlan(request, device);
  const prepared = withCudaProgram(request, device, chosen, await compileCudaPlan(request, device, chosen.plan));
  return {
    ...prepared,
    otherShapes: cudaShapes(chosen.plan).map(
      (plan) => async () =>
        withCudaProgram(request, device, { ...chosen, plan }, await compileCudaPlan(request, device, plan)),
    ),
    release: () => {
      prepared.release();
      if (request.inputsKey !== undefined) request.tools.addon.releaseInputs(device.ordinal);
    },
  };
}

/** Compiles the program of one plan. */
export async function compileCudaPlan(
  request: BackendRequest,
  device: NativeCudaDevice,
  plan: CudaPlan,
): Promise<CudaProgram> {
  const { document, kernel, tools, settings } = request;
  request.stage('compiling');
  const source = generateCuda({ document, kernel, fileName: request.fileName, plan });
  const compiled = await compileCuda(
    {
      document,
      kernel: kernel.name,
      source,
      architecture: device.computeCapability,
      // The cache knows a program without its lines, by which a tool tells where it found something.
      useCache: settings.useCache && !settings.watched,
      lineInfo: settings.watched,
    },
    tools,
    request.signal,
  );
  request.signal.throwIfAborted();
  return { source, compiled };
}

/** A compiled program, ready to be launched as a plan says that has it. It leaves the inputs in place. */
export function withCudaProgram(
  request: BackendRequest,
  device: NativeCudaDevice,
  chosen: ChosenPlan<CudaPlan>,
  { source, compiled }: CudaProgram,
): PreparedKernel {
  const { data, tools } = request;
  const { plan } = chosen;
  return {
    compiler: compiled.compiler,
    compileSeconds: compiled.seconds,
    compileFromCache: compiled.fromCache,
    compilerDiagnostics: compiled.diagnostics,
    reduce: (count, timing) =>
      tools.addon.runCuda({
        device: device.ordinal,
        cubin: compiled.cubin,
        entry: compiled.entry,
        grid: gridOf(plan, count),
        block: plan.threadsPerBlock,
        exactMemory: request.settings.watched,
        ...jobParameters(source.parameters, firstOf(data, count)),
        inputsKey: request.inputsKey,
        partialBytes: source.partialBytes,
        resultBytes: source.resultBytes,
        timing,
      }),
    launchOf: ({ launch }) => launchOf(chosen, request, device, launch),
    otherShapes: [],
    release: () => undefined,
  };
}

function launchOf(
  chosen: ChosenPlan<CudaPlan>,
  { kernel, data }: BackendRequest,
  device: NativeCudaDevice,
  launch: JobResult['launch'],
): Run['launch'] {
  const { plan } = chosen;
  const { count } = data.range;
  const grid = gridOf(plan, count);
  return {
    block: plan.threadsPerBlock,
    grid,
    itemsPerThread: plan.itemsPerThread,
    vecSize: plan.vecSize,
    ...(plan.accumulators === undefined ? {} : { accumulators: plan.accumulators }),
    loads: plan.loads,
    mapping: plan.mapping,
    ...(plan.deterministic === true ? { deterministic: true } : {}),
    ...planFacts(chosen),
    ...(launch === undefined
      ? {}
      : {
          registers: launch.registers,
          sharedBytes: launch.sharedBytes,
          localBytes: launch.localBytes,
          occupancy: (launch.blocksPerMultiprocessor * plan.threadsPerBlock) / device.maxThreadsPerMultiprocessor,
          ...spreadOf({ plan, grid, count, elementBytes: bytesRead(kernel, 1), device, launch }),
        }),
  };
}
