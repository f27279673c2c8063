import { generateCuda, gridOf, loadsForRange, planCuda, type CudaPlan } from '../../codegen';
import type { NativeCudaDevice } from '../../native/binding';
import type { Run } from '../../protocol/report';
import { compileCuda } from '../compile/cuda';
import { jobParameters } from '../inputs';
import type { BackendOutcome, BackendRequest } from './backend';

/** Compiles a kernel for a CUDA device and runs it there. */
export async function runOnCuda(request: BackendRequest, device: NativeCudaDevice): Promise<BackendOutcome> {
  const { document, kernel, data, tools, settings, stage } = request;
  stage('compiling');
  const suited = planCuda(kernel, device, data.range.count);
  // The addon starts every vector at a multiple of 16 bytes.
  const plan = { ...suited, loads: loadsForRange(suited, data.range) };
  const source = generateCuda({ document, kernel, fileName: request.fileName, plan });
  const compiled = await compileCuda(
    { document, kernel: kernel.name, source, architecture: device.computeCapability, useCache: settings.useCache },
    tools,
    request.signal,
  );
  request.signal.throwIfAborted();
  stage('running');
  const grid = gridOf(plan, data.range.count);
  const job = await tools.addon.runCuda({
    device: device.ordinal,
    cubin: compiled.cubin,
    entry: compiled.entry,
    grid,
    block: plan.threadsPerBlock,
    ...jobParameters(source.parameters, data),
    partialBytes: source.partialBytes,
    resultBytes: source.resultBytes,
    timing: request.timing,
  });
  return {
    job,
    compiler: compiled.compiler,
    compileSeconds: compiled.seconds,
    compileFromCache: compiled.fromCache,
    compilerDiagnostics: compiled.diagnostics,
    launch: launchOf(plan, grid, device, job.launch),
  };
}

function launchOf(
  plan: CudaPlan,
  grid: number,
  device: NativeCudaDevice,
  kernel: BackendOutcome['job']['launch'],
): Run['launch'] {
  return {
    block: plan.threadsPerBlock,
    grid,
    itemsPerThread: plan.itemsPerThread,
    vecSize: plan.vecSize,
    mapping: plan.mapping,
    ...(kernel === undefined
      ? {}
      : {
          registers: kernel.registers,
          sharedBytes: kernel.sharedBytes,
          localBytes: kernel.localBytes,
          occupancy: (kernel.blocksPerMultiprocessor * plan.threadsPerBlock) / device.maxThreadsPerMultiprocessor,
        }),
  };
}
