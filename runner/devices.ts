import type { LibrarySearch, SearchStep } from '../native/binding';
import type { DevicesResult, Finding } from '../protocol/rpc';
import { describeDevice } from './select-device';
import type { Toolset } from './toolset';

/** What there is to compile and run with, where each thing was looked for, and how to get what is missing. */
export function describeDevices(tools: Toolset): DevicesResult {
  const { driver, nvrtc, devices, cpu } = tools.discovery;
  return {
    schemaVersion: 1,
    devices: [
      ...devices.map((device) => describeDevice({ kind: 'cuda', device }, 0)),
      describeDevice({ kind: 'cpu', cpu }, 0),
    ],
    findings: [
      finding('CUDA driver', driver, driverAdvice(tools)),
      finding('NVRTC', nvrtc, nvrtcAdvice(tools)),
      headersFinding(tools),
      finding('nvcc', tools.nvcc, undefined),
      ncuFinding(tools),
      finding('compute-sanitizer', tools.sanitizer(), undefined),
      finding('C++ compiler', tools.compiler, tools.compiler.found === undefined ? compilerAdvice() : undefined),
    ],
  };
}

function finding(
  name: string,
  { found, tried }: Pick<LibrarySearch, 'found' | 'tried'>,
  advice: string | undefined,
): Finding {
  return {
    name,
    ...(found === undefined ? {} : { found }),
    tried: [...tried],
    ...(advice === undefined ? {} : { advice }),
  };
}

function headersFinding({ headers }: Toolset): Finding {
  const tried: readonly SearchStep[] = headers.tried;
  return {
    name: 'CUDA headers',
    ...(headers.found === undefined ? {} : { found: { path: headers.found, version: 'cuda_fp16.h' } }),
    tried: [...tried],
    ...(headers.found === undefined
      ? { advice: 'Kernels with half or bfloat16 need them: pip install nvidia-cuda-runtime' }
      : {}),
  };
}

/** Counters are missed only where there is a GPU to count on. */
function ncuFinding(tools: Toolset): Finding {
  const ncu = tools.ncu();
  const missed = ncu.found === undefined && tools.discovery.devices.length > 0;
  const advice = 'Reads hardware counters for deep profiles. Install it with the CUDA toolkit, or by itself.';
  return finding('Nsight Compute', ncu, missed ? advice : undefined);
}

function driverAdvice({ discovery }: Toolset): string | undefined {
  const { driver, devices } = discovery;
  if (driver.found === undefined)
    return 'No NVIDIA driver: kernels run on the CPU. With an NVIDIA GPU, install its driver.';
  if (driver.error !== undefined) return `The driver answers ${driver.error.cuda}: ${driver.error.message}`;
  return devices.length === 0 ? 'The driver shows no GPU: check CUDA_VISIBLE_DEVICES and nvidia-smi.' : undefined;
}

/** NVRTC is missed only where there is a GPU to compile for and no nvcc to do it. */
function nvrtcAdvice({ discovery, nvcc }: Toolset): string | undefined {
  const missed = discovery.nvrtc.found === undefined && nvcc.found === undefined && discovery.devices.length > 0;
  return missed ? 'Nothing here compiles CUDA. Install the CUDA toolkit, or: pip install nvidia-cuda-nvrtc' : undefined;
}

export function compilerAdvice(): string {
  switch (process.platform) {
    case 'win32':
      return 'Runs kernels on the CPU. Install the Visual Studio Build Tools with the C++ workload.';
    case 'darwin':
      return 'Runs kernels on the CPU. Install it: xcode-select --install';
    default:
      return 'Runs kernels on the CPU. Install it: apt-get install g++, or your system’s package of GCC or Clang.';
  }
}
