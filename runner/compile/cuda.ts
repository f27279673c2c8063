import type { GeneratedSource } from '../../codegen';
import type { CheckedDocument } from '../../language';
import { cacheKey, compileNvcc } from '../../native/toolchain';
import { WarpfoldError } from '../../protocol/errors';
import type { ReportDiagnostic } from '../../protocol/report';
import { CompileFailure } from '../backends/backend';
import type { Toolset } from '../toolset';
import { readCompilerLog } from './compiler-diagnostics';
import { minimalOption } from './minimal';

export interface CudaCompilation {
  readonly document: CheckedDocument;
  readonly kernel: string;
  readonly source: GeneratedSource;
  /** 90 for `sm_90`. */
  readonly architecture: number;
  readonly useCache: boolean;
  /** Whether the binary says which line each instruction came from. It changes no instruction; nvcc is not asked for it. */
  readonly lineInfo?: boolean;
  /** Whether the log says what resources the kernel takes; nvcc is not asked for it. */
  readonly resourceUsage?: boolean;
}

export interface CompiledCuda {
  readonly cubin: Uint8Array;
  /** Symbol of the kernel. */
  readonly entry: string;
  readonly compiler: string;
  readonly seconds: number;
  readonly fromCache: boolean;
  readonly diagnostics: readonly ReportDiagnostic[];
  /** What the compiler printed; left out where the binary came from the cache. */
  readonly log?: string;
}

/** NVRTC's option for the lines that instructions came from. */
export const LINE_INFO = '--generate-line-info';

/** NVRTC's option that has the assembler tell what resources a kernel takes. */
const RESOURCE_USAGE = '--ptxas-options=-v';

/** Changes whenever binaries of before must not be loaded any more. */
const FORMAT_VERSION = 1;

/**
 * Compiles a kernel to a CUBIN with NVRTC, or with nvcc where there is no NVRTC. Throws `no-cuda-compiler`, or a
 * CompileFailure with what the compiler said.
 */
export async function compileCuda(
  request: CudaCompilation,
  tools: Toolset,
  signal: AbortSignal,
): Promise<CompiledCuda> {
  const { symbols } = request.source;
  if (symbols.target !== 'cuda') throw new Error('A program for the CPU was given to the CUDA compiler.');
  const entry = symbols.reduce;
  if (tools.discovery.nvrtc.found !== undefined) return { entry, ...(await withNvrtc(request, tools)) };
  if (tools.nvcc.found !== undefined) return { entry, ...(await withNvcc(request, tools, signal)) };
  throw new WarpfoldError({
    code: 'no-cuda-compiler',
    message: 'CUDA kernels need NVRTC or nvcc, and neither was found.',
    advice:
      'Install the CUDA toolkit, or: pip install nvidia-cuda-nvrtc. "warpfold devices" shows where they were looked for.',
  });
}

/** NVRTC's options for a program: what it asks for itself, the architecture, and where CUDA's headers are. */
export function nvrtcOptions(source: GeneratedSource, target: string, tools: Toolset): string[] {
  return [
    ...source.options,
    `--gpu-architecture=${target}`,
    ...minimalOption(source, tools.discovery.nvrtc.found?.version ?? ''),
    ...includeOptions(source, tools),
  ];
}

type Compiled = Omit<CompiledCuda, 'entry'>;

async function withNvrtc(request: CudaCompilation, tools: Toolset): Promise<Compiled> {
  const { document, kernel, source, architecture, useCache, lineInfo = false, resourceUsage = false } = request;
  const begin = performance.now();
  const version = tools.discovery.nvrtc.found?.version ?? '';
  const target = `sm_${usableArchitecture(architecture, tools)}`;
  const options = [
    ...nvrtcOptions(source, target, tools),
    ...(lineInfo ? [LINE_INFO] : []),
    ...(resourceUsage ? [RESOURCE_USAGE] : []),
  ];
  const key = cacheKey({ format: FORMAT_VERSION, compiler: `nvrtc ${version}`, source: source.cacheText, options });
  const seconds = (): number => (performance.now() - begin) / 1000;
  const known = useCache ? tools.cache.read(key) : undefined;
  const compiler = `NVRTC ${version}`;
  if (known !== undefined) return { cubin: known, compiler, seconds: seconds(), fromCache: true, diagnostics: [] };

  const result = await tools.addon.nvrtcCompile({
    source: source.text,
    name: `${kernel}.cu`,
    // Without our cache, NVRTC's own is not wanted either.
    options: useCache || !hasOwnCache(version) ? options : [...options, '--no-cache'],
  });
  const diagnostics = readCompilerLog(document, source, 'nvrtc', { log: result.log, failed: !result.ok });
  if (!result.ok) throw new CompileFailure(kernel, 'nvrtc', diagnostics);
  if (useCache) tools.cache.write(key, result.cubin);
  return { cubin: result.cubin, compiler, seconds: seconds(), fromCache: false, diagnostics, log: result.log };
}

/** NVRTC keeps binaries on disk by itself since CUDA 13. */
function hasOwnCache(version: string): boolean {
  return Number(version.split('.')[0]) >= 13;
}

async function withNvcc(request: CudaCompilation, tools: Toolset, signal: AbortSignal): Promise<Compiled> {
  const { document, kernel, source, architecture, useCache } = request;
  const nvcc = tools.nvcc.found;
  if (nvcc === undefined) throw new Error('nvcc was asked for and is not there.');
  const result = await compileNvcc({ source, nvcc, architecture, signal, ...(useCache ? { cache: tools.cache } : {}) });
  if (!result.ok) {
    throw new CompileFailure(
      kernel,
      'nvcc',
      readCompilerLog(document, source, 'nvcc', { log: result.log, failed: true }),
    );
  }
  const { cubin, seconds, fromCache } = result;
  return { cubin, compiler: `nvcc ${nvcc.version}`, seconds, fromCache, diagnostics: [] };
}

/** The newest architecture that this NVRTC knows and the device runs: CUBIN runs on newer minor revisions. */
function usableArchitecture(wanted: number, { discovery }: Toolset): number {
  const known = discovery.nvrtc.architectures;
  if (known.length === 0 || known.includes(wanted)) return wanted;
  const sameMajor = known.filter((one) => Math.floor(one / 10) === Math.floor(wanted / 10) && one <= wanted);
  return sameMajor.length === 0 ? wanted : Math.max(...sameMajor);
}

function includeOptions(source: GeneratedSource, tools: Toolset): string[] {
  if (source.headers.length === 0 && !/^[ \t]*#[ \t]*include/m.test(source.cacheText)) return [];
  const folder = tools.headers.found;
  if (folder !== undefined) return [`--include-path=${folder}`];
  if (source.headers.length === 0) return [];
  throw new WarpfoldError({
    code: 'no-cuda-compiler',
    message: `The kernel needs ${source.headers.join(' and ')}, and CUDA’s headers were not found.`,
    advice:
      'Install the CUDA toolkit, or: pip install nvidia-cuda-runtime. "warpfold devices" shows where they were looked for.',
  });
}
