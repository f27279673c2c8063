import { generateCpp, generateCuda, planCpu, planCuda } from '../../codegen';
import { suggest, type CheckedDocument, type CheckedKernel } from '../../language';
import { WarpfoldError } from '../../protocol/errors';
import type { CompileParams, CompileResult } from '../../protocol/rpc';
import { CompileFailure } from '../backends/backend';
import { fileNameOf } from '../file-name';
import { selectDevice } from '../select-device';
import type { Toolset } from '../toolset';
import { readCompilerLog } from './compiler-diagnostics';
import { compileCpp, dialectOf } from './cpp';
import { compileCuda, LINE_INFO, nvrtcOptions } from './cuda';
import { listPtx, type Listed } from '../listing/listing';
import { sassOf } from './sass';

interface CompileContext {
  readonly document: CheckedDocument;
  readonly tools: Toolset;
  readonly signal: AbortSignal;
  readonly stage: (kernel: string) => void;
}

type KernelResult = CompileResult['kernels'][number];

/** The GPU that code is generated for where this machine has none: an H100. */
const GENERIC_GPU = { computeCapability: 90, multiprocessors: 132, maxThreadsPerMultiprocessor: 2048 };

/** Compiles kernels and returns what the compiler said of each, with the artifact that was asked for. Runs nothing. */
export async function compile(params: CompileParams, context: CompileContext): Promise<CompileResult> {
  const { document } = context;
  const kernels = document.kernels.filter(({ name }) => params.kernel === undefined || name === params.kernel);
  if (params.kernel !== undefined && kernels.length === 0) {
    const near = suggest(
      params.kernel,
      document.kernels.map(({ name }) => name),
    );
    const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
    throw new WarpfoldError({ code: 'unknown-kernel', message: `There is no kernel "${params.kernel}" here.${hint}` });
  }
  const results: KernelResult[] = [];
  for (const kernel of kernels) {
    context.signal.throwIfAborted();
    context.stage(kernel.name);
    results.push(await compileKernel(kernel, params, context));
  }
  return { kernels: results };
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
    const done =
      target.kind === 'cpu' ? await forCpu(kernel, params, context) : await forCuda(kernel, params, context, target);
    return { ...base, ok: true, ...done };
  } catch (error) {
    if (!(error instanceof CompileFailure)) throw error;
    return { ...base, compiler: error.compiler, diagnostics: [...error.diagnostics] };
  }
}

type Target = { readonly kind: 'cpu' } | ({ readonly kind: 'cuda' } & typeof GENERIC_GPU);

/** What to compile for: what the artifact implies, else the device that a run would take. */
function targetOf({ artifact, device }: CompileParams, { discovery }: Toolset): Target {
  if (artifact === 'cpp') return { kind: 'cpu' };
  const architecture = /^sm_(\d+)$/.exec(device)?.[1];
  if (architecture !== undefined) return { kind: 'cuda', ...GENERIC_GPU, computeCapability: Number(architecture) };
  const selected = selectDevice(device, discovery);
  if (selected.kind === 'cuda') return { kind: 'cuda', ...selected.device };
  return artifact === undefined ? { kind: 'cpu' } : { kind: 'cuda', ...GENERIC_GPU };
}

type Done = Pick<KernelResult, 'seconds' | 'fromCache'> & Partial<KernelResult>;

async function forCpu(kernel: CheckedKernel, params: CompileParams, context: CompileContext): Promise<Done> {
  const { document, tools, signal } = context;
  const source = generateCpp({
    document,
    kernel,
    fileName: fileNameOf(params.uri),
    plan: planCpu(kernel),
    compiler: dialectOf(tools),
  });
  if (params.artifact === 'cpp') return { seconds: 0, fromCache: false, artifact: source.text };
  const compiled = await compileCpp(
    { document, kernel: kernel.name, source, useCache: params.settings.useCache },
    tools,
    signal,
  );
  compiled.release();
  const { seconds, fromCache, diagnostics } = compiled;
  return { seconds, fromCache, compiler: 'c++', diagnostics: [...diagnostics] };
}

async function forCuda(
  kernel: CheckedKernel,
  params: CompileParams,
  context: CompileContext,
  gpu: typeof GENERIC_GPU,
): Promise<Done> {
  const { document, tools, signal } = context;
  // Enough elements for the plan of a large input.
  const plan = planCuda(kernel, gpu, Number.MAX_SAFE_INTEGER);
  const source = generateCuda({ document, kernel, fileName: fileNameOf(params.uri), plan });
  if (params.artifact === 'cuda') return { seconds: 0, fromCache: false, artifact: source.text };
  const listed = { document, kernel, source, plan };
  if (params.artifact === 'ptx') return ptxOf(listed, gpu.computeCapability, context);
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
