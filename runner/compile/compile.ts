import { generateCpp, generateCuda, planCpu, planCuda, type CudaPlan } from '../../codegen';
import type { CheckedDocument, CheckedKernel } from '../../language';
import { WarpfoldError } from '../../protocol/errors';
import type { CompileParams, CompileResult } from '../../protocol/rpc';
import { CompileFailure } from '../backends/backend';
import { fileNameOf } from '../file-name';
import { findKernel } from '../find-target';
import { selectDevice } from '../select-device';
import type { Toolset } from '../toolset';
import { readCompilerLog } from './compiler-diagnostics';
import { compileCpp, dialectOf } from './cpp';
import { compileCuda, LINE_INFO, nvrtcOptions } from './cuda';
import { listPtx, type Listed } from '../listing/listing';
import {
  chooseAbsentCudaPlan,
  chooseCpuPlan,
  chooseCudaPlan,
  type AbsentGpu,
  type ChosenPlan,
  type PlanRequest,
} from '../tune/chosen-plan';
import { withPlan } from './plan-words';
import { sassOf } from './sass';
import { shownPlan, type Shown } from './shown-plan';
import { shownRun } from './shown-run';

interface CompileContext {
  readonly document: CheckedDocument;
  readonly tools: Toolset;
  readonly signal: AbortSignal;
  readonly stage: (kernel: string) => void;
}

type KernelResult = CompileResult['kernels'][number];

/** The GPU that code is generated for where this machine has none: an H100. */
const GENERIC_GPU = {
  ...{ computeCapability: 90, multiprocessors: 132, maxThreadsPerMultiprocessor: 2048 },
  l2Bytes: 50 * 2 ** 20,
};

/** Compiles kernels and returns what the compiler said of each, with the artifact that was asked for. Runs nothing. */
export async function compile(params: CompileParams, context: CompileContext): Promise<CompileResult> {
  const results: KernelResult[] = [];
  for (const kernel of kernelsOf(context.document, params)) {
    context.signal.throwIfAborted();
    context.stage(kernel.name);
    results.push(await compileKernel(kernel, params, context));
  }
  return { kernels: results };
}

/** Throws `unknown-kernel` and `unknown-case` where there is none of that name. */
function kernelsOf(document: CheckedDocument, { kernel, case: caseName }: CompileParams): readonly CheckedKernel[] {
  if (kernel !== undefined) return [findKernel(document, kernel)];
  if (caseName === undefined) return document.kernels;
  const owners = document.cases.filter(({ name }) => name === caseName).map((one) => one.kernel.name);
  if (owners.length > 0) return document.kernels.filter(({ name }) => owners.includes(name));
  throw new WarpfoldError({ code: 'unknown-case', message: `No kernel here has a case "${caseName}".` });
}

async function compileKernel(
  kernel: CheckedKernel,
  params: CompileParams,
  context: CompileContext,
): Promise<KernelResult> {
  const base = { kernel: kernel.name, ok: false, seconds: 0, fromCache: false, diagnostics: [] };
  if (!kernel.runnable) return base;
  try {
    const target = targetOf(params, context.tools);
    const run = shownRun(context.document, kernel, params.case, params.settings.defaultLength);
    const shown = { kernel, run, params, tools: context.tools };
    const done = target.kind === 'cpu' ? await forCpu(shown, context) : await forCuda(shown, context, target);
    return { ...base, ok: true, ...done };
  } catch (error) {
    if (!(error instanceof CompileFailure)) throw error;
    return { ...base, compiler: error.compiler, diagnostics: [...error.diagnostics] };
  }
}

interface CudaTarget {
  readonly kind: 'cuda';
  readonly gpu: AbsentGpu;
  /** The GPU's, or that of an architecture. */
  readonly name: string;
  /** The plan of a run on it. */
  readonly choose: (request: PlanRequest) => ChosenPlan<CudaPlan>;
}
type Target = { readonly kind: 'cpu' } | CudaTarget;

/** What to compile for: what the artifact implies, else the device that a run would take. */
function targetOf({ artifact, device }: CompileParams, { discovery }: Toolset): Target {
  if (artifact === 'cpp') return { kind: 'cpu' };
  const architecture = /^sm_(\d+)$/.exec(device)?.[1];
  if (architecture !== undefined) return absentGpu({ ...GENERIC_GPU, computeCapability: Number(architecture) });
  const selected = selectDevice(device, discovery);
  if (selected.kind === 'cpu') return artifact === undefined ? { kind: 'cpu' } : absentGpu(GENERIC_GPU);
  const gpu = selected.device;
  return { kind: 'cuda', gpu, name: gpu.name, choose: (request) => chooseCudaPlan(request, gpu) };
}

function absentGpu(gpu: AbsentGpu): CudaTarget {
  const name = `sm_${gpu.computeCapability}`;
  return { kind: 'cuda', gpu, name, choose: (request) => chooseAbsentCudaPlan(request, gpu) };
}

type Done = Pick<KernelResult, 'seconds' | 'fromCache'> & Partial<KernelResult>;

async function forCpu(shown: Shown, context: CompileContext): Promise<Done> {
  const { kernel, params } = shown;
  const { document, tools, signal } = context;
  const { plan, told } = shownPlan(shown, tools.discovery.cpu.name, () => planCpu(kernel), chooseCpuPlan);
  const source = generateCpp({
    document,
    kernel,
    fileName: fileNameOf(params.uri),
    plan,
    compiler: dialectOf(tools),
  });
  if (params.artifact === 'cpp')
    return { seconds: 0, fromCache: false, artifact: withPlan(source.text, told.words), plan: told };
  const compiled = await compileCpp(
    { document, kernel: kernel.name, source, useCache: params.settings.useCache },
    tools,
    signal,
  );
  compiled.release();
  const { seconds, fromCache, diagnostics } = compiled;
  return { seconds, fromCache, compiler: 'c++', diagnostics: [...diagnostics], plan: told };
}

async function forCuda(shown: Shown, context: CompileContext, { gpu, name, choose }: CudaTarget): Promise<Done> {
  const { kernel, params } = shown;
  const { document, tools, signal } = context;
  const { plan, told } = shownPlan(shown, name, () => planCuda(kernel, gpu, Number.MAX_SAFE_INTEGER), choose);
  const source = generateCuda({ document, kernel, fileName: fileNameOf(params.uri), plan });
  if (params.artifact === 'cuda')
    return { seconds: 0, fromCache: false, artifact: withPlan(source.text, told.words), plan: told };
  const listed = { document, kernel, source, plan, planWords: told.words };
  if (params.artifact === 'ptx') return { ...(await ptxOf(listed, gpu.computeCapability, context)), plan: told };
  const isListed = params.artifact === 'sass';
  const compiled = await compileCuda(
    {
      document,
      kernel: kernel.name,
      source,
      architecture: gpu.computeCapability,
      // The cache knows a program without its lines, which a listing shows.
      useCache: params.settings.useCache && !isListed,
      lineInfo: isListed,
      resourceUsage: isListed,
    },
    tools,
    signal,
  );
  const { seconds, fromCache, diagnostics } = compiled;
  return {
    seconds,
    fromCache,
    compiler: tools.discovery.nvrtc.found === undefined ? 'nvcc' : 'nvrtc',
    diagnostics: [...diagnostics],
    plan: told,
    ...(isListed ? await sassOf(listed, compiled, gpu.computeCapability, tools, signal) : {}),
  };
}

async function ptxOf(listed: Listed, architecture: number, { tools }: CompileContext): Promise<Done> {
  const { document, kernel, source } = listed;
  if (tools.discovery.nvrtc.found === undefined) {
    throw new WarpfoldError({
      code: 'no-cuda-compiler',
      message: 'PTX is made with NVRTC, which was not found.',
      advice: 'Install the CUDA toolkit, or: pip install nvidia-cuda-nvrtc',
    });
  }
  const options = [...nvrtcOptions(source, `compute_${architecture}`, tools), LINE_INFO];
  const { ok, ptx, log, seconds } = await tools.addon.nvrtcCompile({
    source: source.text,
    name: `${kernel.name}.cu`,
    options,
  });
  const diagnostics = readCompilerLog(document, source, 'nvrtc', { log, failed: !ok });
  if (!ok) throw new CompileFailure(kernel.name, 'nvrtc', diagnostics);
  return { seconds, fromCache: false, compiler: 'nvrtc', diagnostics, ...listPtx(listed, ptx) };
}
