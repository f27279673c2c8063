import { cpuShapes, cpuSupport, generateCpp, gridOf, planCpu, type CpuPlan, type GeneratedSource } from '../../codegen';
import { decodeValue, dtypeType, type CheckedKernel } from '../../language';
import type { CpuJob } from '../../native/binding';
import { WarpfoldError } from '../../protocol/errors';
import type { Reference } from '../accuracy/accuracy';
import { compileCpp, dialectOf, type CompiledCpp } from '../compile/cpp';
import { firstOf, jobParameters } from '../inputs';
import { chooseCpuPlan, planFacts, type ChosenPlan } from '../tune/chosen-plan';
import type { BackendRequest, PreparedKernel } from './backend';

type CpuSymbols = Extract<GeneratedSource['symbols'], { readonly target: 'cpu' }>;

/** A kernel's program for the CPU. Plans that differ in their chunks only share it. */
export interface CpuProgram {
  readonly source: GeneratedSource;
  readonly symbols: CpuSymbols;
  readonly compiled: CompiledCpp;
}

/** Compiles a kernel for the CPU, to run on its cores. */
export async function prepareCpu(request: BackendRequest): Promise<PreparedKernel> {
  const chosen = chooseCpuPlan(request);
  const prepared = withCpuProgram(request, chosen, await compileCpuPlan(request, chosen.plan));
  return {
    ...prepared,
    otherShapes: cpuShapes(chosen.plan).map(
      (plan) => async () => withCpuProgram(request, { ...chosen, plan }, await compileCpuPlan(request, plan)),
    ),
    release: () => {
      prepared.release();
      if (request.inputsKey !== undefined) request.tools.addon.releaseInputs(undefined);
    },
  };
}

/** A compiled program, ready to be run as a plan says that has it. It leaves the inputs in place. */
export function withCpuProgram(
  request: BackendRequest,
  chosen: ChosenPlan<CpuPlan>,
  program: CpuProgram,
): PreparedKernel {
  const { source, compiled } = program;
  const { plan } = chosen;
  return {
    compiler: compiled.compiler,
    compileSeconds: compiled.seconds,
    compileFromCache: compiled.fromCache,
    compilerDiagnostics: compiled.diagnostics,
    reduce: (count, timing) =>
      request.tools.addon.runCpu({
        ...commonOf(request, program, count),
        ...tasksOf(plan, count),
        inputsKey: request.inputsKey,
        referenceOnly: false,
        resultBytes: source.resultBytes,
        timing,
      }),
    launchOf: () => ({
      mapping: plan.mapping,
      chunkSize: plan.chunkSize,
      lanes: plan.lanes,
      ...(plan.tree === undefined ? {} : { deterministic: true }),
      ...planFacts(chosen),
    }),
    otherShapes: [],
    release: () => {
      compiled.release();
    },
  };
}

/**
 * The reference of a run: floating sums widened and compensated, other kernels sequentially in their own types.
 * Undefined where the machine has no C++ compiler, or the kernel uses what only a GPU has.
 */
export async function runReference(request: BackendRequest): Promise<Reference | undefined> {
  if (request.tools.compiler.found === undefined || !cpuSupport(request.kernel).ok) return undefined;
  const plan = planCpu(request.kernel);
  const program = await compileCpuPlan(request, plan);
  try {
    const { reference } = program.source;
    if (program.symbols.reference === undefined || reference === undefined) return undefined;
    request.stage('reference');
    const { result } = await request.tools.addon.runCpu({
      ...commonOf(request, program, request.data.range.count),
      count: request.data.range.count,
      chunkSize: plan.chunkSize,
      referenceOnly: true,
      resultBytes: reference.bytes,
      timing: { warmups: 0, minSamples: 1, maxSamples: 1, budgetSeconds: 0 },
    });
    const widened = dtypeType(reference.dtype);
    const view = new DataView(result.buffer, result.byteOffset, result.byteLength);
    const value = decodeValue(widened ?? request.kernel.resultType, view);
    const { sumsOffset: at } = reference;
    if (at === undefined) return { value, method: 'sequential' };
    const sums = { magnitude: view.getFloat64(at, true), sum: view.getFloat64(at + 8, true) };
    return { value, method: 'compensated', sums };
  } finally {
    program.compiled.release();
  }
}

/** Compiles the program of one plan. */
export async function compileCpuPlan(request: BackendRequest, plan: CpuPlan): Promise<CpuProgram> {
  const { document, kernel, tools, settings } = request;
  requireSupport(kernel);
  request.stage('compiling');
  const source = generateCpp({ document, kernel, fileName: request.fileName, plan, compiler: dialectOf(tools) });
  const { symbols } = source;
  if (symbols.target !== 'cpu') throw new Error('The CPU generator made no CPU program.');
  const compiled = await compileCpp(
    { document, kernel: kernel.name, source, useCache: settings.useCache },
    tools,
    request.signal,
  );
  if (request.signal.aborted) compiled.release();
  request.signal.throwIfAborted();
  return { source, symbols, compiled };
}

/** How a reduction is cut into tasks: chunks of elements, or the blocks of a deterministic kernel, one a task. */
function tasksOf({ chunkSize, tree }: CpuPlan, count: number): Pick<CpuJob, 'count' | 'chunkSize'> {
  if (tree === undefined) return { count, chunkSize };
  return { count: count === 0 ? 0 : gridOf(tree, count), chunkSize: 1 };
}

/** What a program's reductions and its reference have in common. */
function commonOf(
  { data, settings }: BackendRequest,
  { source, symbols, compiled }: CpuProgram,
  count: number,
): Omit<CpuJob, 'count' | 'chunkSize' | 'referenceOnly' | 'resultBytes' | 'timing'> {
  return {
    library: compiled.library,
    symbols: { partial: symbols.partial, finish: symbols.finish, reference: symbols.reference },
    threads: settings.cpuThreads,
    ...jobParameters(source.parameters, firstOf(data, count)),
    partialBytes: source.partialBytes,
  };
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
