import { cudaShapes, generateCuda, gridOf, loadsForRange, planCuda, type CudaPlan } from '../../codegen';
import type { JobResult, NativeCudaDevice } from '../../native/binding';
import type { Run } from '../../protocol/report';
import { compileCuda } from '../compile/cuda';
import { bytesRead, firstOf, jobParameters } from '../inputs';
import { spreadOf } from '../profile/spread';
import type { BackendRequest, PreparedKernel } from './backend';

/** Compiles a kernel for a CUDA device. The plan suits the whole range, and stays the same for parts of it. */
export async function prepareCuda(request: BackendRequest, device: NativeCudaDevice): Promise<PreparedKernel> {
  const { kernel, data, tools } = request;
  const suited = planCuda(kernel, device, data.range.count);
  const prepared = await prepareShape(request, device, suited);
  return {
    ...prepared,
    otherShapes: cudaShapes(suited).map((shape) => () => prepareShape(request, device, shape)),
    release: () => {
      prepared.release();
      if (request.inputsKey !== undefined) tools.addon.releaseInputs(device.ordinal);
    },
  };
}

/** One shape of the reduction. It leaves the inputs in place. */
async function prepareShape(
  request: BackendRequest,
  device: NativeCudaDevice,
  suited: CudaPlan,
): Promise<PreparedKernel> {
  const { document, kernel, data, tools, settings } = request;
  request.stage('compiling');
  // The addon starts every vector at a multiple of 16 bytes.
  const plan = { ...suited, loads: loadsForRange(suited, data.range) };
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
        exactMemory: settings.watched,
        ...jobParameters(source.parameters, firstOf(data, count)),
        inputsKey: request.inputsKey,
        partialBytes: source.partialBytes,
        resultBytes: source.resultBytes,
        timing,
      }),
    launchOf: (job) => launchOf(plan, request, device, job.launch),
    otherShapes: [],
    release: () => undefined,
  };
}

function launchOf(
  plan: CudaPlan,
  { kernel, data }: BackendRequest,
  device: NativeCudaDevice,
  launch: JobResult['launch'],
): Run['launch'] {
  const { count } = data.range;
  const grid = gridOf(plan, count);
  return {
    block: plan.threadsPerBlock,
    grid,
    itemsPerThread: plan.itemsPerThread,
    vecSize: plan.vecSize,
    loads: plan.loads,
    mapping: plan.mapping,
    ...(plan.deterministic === true ? { deterministic: true } : {}),
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
