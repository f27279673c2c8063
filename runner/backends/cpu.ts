import { cpuSupport, generateCpp, planCpu, type CpuPlan, type GeneratedSource } from '../../codegen';
import { decodeValue, dtypeType, type CheckedKernel, type Value } from '../../language';
import type { CpuJob, JobResult } from '../../native/binding';
import { WarpfoldError } from '../../protocol/errors';
import type { Run } from '../../protocol/report';
import { compileCpp, dialectOf, type CompiledCpp } from '../compile/cpp';
import { jobParameters } from '../inputs';
import type { BackendOutcome, BackendRequest } from './backend';

type CpuSymbols = Extract<GeneratedSource['symbols'], { readonly target: 'cpu' }>;

/** Compiles a kernel for the CPU and runs it on its cores. */
export async function runOnCpu(request: BackendRequest): Promise<BackendOutcome> {
  const prepared = await prepare(request);
  request.stage('running');
  const job = await runJob(request, prepared, false);
  return {
    job,
    compiler: prepared.compiled.compiler,
    compileSeconds: prepared.compiled.seconds,
    compileFromCache: prepared.compiled.fromCache,
    compilerDiagnostics: prepared.compiled.diagnostics,
    launch: launchOf(prepared.plan),
  };
}

/**
 * The reference of a run: floating sums widened and compensated, other kernels sequentially in their own types.
 * Undefined where the machine has no C++ compiler, or the kernel uses what only a GPU has.
 */
export async function runReference(
  request: BackendRequest,
): Promise<{ readonly value: Value; readonly method: NonNullable<Run['reference']>['method'] } | undefined> {
  if (request.tools.compiler.found === undefined || !cpuSupport(request.kernel).ok) return undefined;
  const prepared = await prepare(request);
  if (prepared.symbols.reference === undefined || prepared.source.reference === undefined) return undefined;
  request.stage('reference');
  const { result } = await runJob(request, prepared, true);
  const widened = dtypeType(prepared.source.reference.dtype);
  const view = new DataView(result.buffer, result.byteOffset, result.byteLength);
  return {
    value: decodeValue(widened ?? request.kernel.resultType, view),
    method: prepared.source.reference.dtype === request.kernel.resultDtype ? 'sequential' : 'compensated',
  };
}

interface Prepared {
  readonly plan: CpuPlan;
  readonly source: GeneratedSource;
  readonly symbols: CpuSymbols;
  readonly compiled: CompiledCpp;
}

async function prepare(request: BackendRequest): Promise<Prepared> {
  const { document, kernel, tools, settings } = request;
  requireSupport(kernel);
  request.stage('compiling');
  const plan = planCpu(kernel);
  const source = generateCpp({ document, kernel, fileName: request.fileName, plan, compiler: dialectOf(tools) });
  const { symbols } = source;
  if (symbols.target !== 'cpu') throw new Error('The CPU generator made no CPU program.');
  const compiled = await compileCpp(
    { document, kernel: kernel.name, source, useCache: settings.useCache },
    tools,
    request.signal,
  );
  request.signal.throwIfAborted();
  return { plan, source, symbols, compiled };
}

async function runJob(request: BackendRequest, prepared: Prepared, referenceOnly: boolean): Promise<JobResult> {
  const { source, symbols, compiled, plan } = prepared;
  const job: CpuJob = {
    library: compiled.library,
    symbols: { partial: symbols.partial, finish: symbols.finish, reference: symbols.reference },
    count: request.data.range.count,
    chunkSize: plan.chunkSize,
    threads: request.settings.cpuThreads,
    referenceOnly,
    ...jobParameters(source.parameters, request.data),
    partialBytes: source.partialBytes,
    resultBytes: referenceOnly ? (source.reference?.bytes ?? source.resultBytes) : source.resultBytes,
    timing: request.timing,
  };
  try {
    return await request.tools.addon.runCpu(job);
  } finally {
    compiled.release();
  }
}

function requireSupport(kernel: CheckedKernel): void {
  const support = cpuSupport(kernel);
  if (support.ok) return;
  throw new WarpfoldError({
    code: 'compile-failed',
    message: `Kernel "${kernel.name}" uses what only a GPU has: ${support.missing.join(', ')}.`,
    advice: 'Run it with --device cuda:0, or write it with functions that the CPU has too.',
    kernel: kernel.name,
  });
}

function launchOf({ chunkSize, lanes, mapping }: CpuPlan): Run['launch'] {
  return { mapping, chunkSize, lanes };
}
