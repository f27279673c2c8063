import { existsSync, readFileSync } from 'node:fs';
import type { ReportError } from '../../protocol/report';

/** What decides how a missing permission is given. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  /** The contents of /proc/driver/nvidia/params, where they can be read. */
  readonly driverParameters?: string;
  readonly isContainer: boolean;
  readonly isWsl: boolean;
}

export function surroundings(): Surroundings {
  const driverParameters = readText('/proc/driver/nvidia/params');
  return {
    platform: process.platform,
    ...(driverParameters === undefined ? {} : { driverParameters }),
    isContainer: existsSync('/.dockerenv') || existsSync('/run/.containerenv'),
    isWsl: /microsoft/i.test(readText('/proc/sys/kernel/osrelease') ?? ''),
  };
}

interface Known {
  /** What Nsight Compute prints. */
  readonly says: RegExp;
  readonly code: string;
  readonly message: string;
  readonly advice: string;
}

const MATCHING_VERSION =
  'Install the Nsight Compute that comes with the CUDA version of the driver, or a newer driver.';

/** What stands in the way, by the words of Nsight Compute 2019 to 2026. */
const knownFailures: readonly Known[] = [
  {
    says: /\bMIG\b|Failed to access the following/i,
    code: 'counters-unsupported',
    message:
      'The GPU does not give these counters away: it may be split by MIG, and its instances share the units that count.',
    advice: 'Profile on a GPU that is not split, or on an instance that has all of its compute slices.',
  },
  {
    says: /driver resource was unavailable/i,
    code: 'counters-busy',
    message: 'Another program holds the GPU’s counters.',
    advice: 'End other profilers; with DCGM, pause it for the profile: dcgmi profile --pause, and afterwards --resume.',
  },
  {
    says: /driver is not compatible|Failed to load Nsight Compute CUDA modules/i,
    code: 'counters-unsupported',
    message: 'This Nsight Compute does not work with the driver that is installed.',
    advice: MATCHING_VERSION,
  },
  {
    says: /Failed to initialize the profiler|LibraryNotLoaded/i,
    code: 'counters-unsupported',
    message: 'The driver’s library for counters cannot be used here: Nsight Compute failed to initialize the profiler.',
    advice: `${MATCHING_VERSION} Sandboxes such as gVisor keep counters from programs whatever the version.`,
  },
  {
    says: /failed to connect to the CUDA driver/i,
    code: 'counters-unsupported',
    message: 'Nsight Compute does not reach the CUDA driver: the toolkit’s stub of libcuda is found in its place.',
    advice: 'Take the folder "stubs" out of LD_LIBRARY_PATH.',
  },
  {
    says: /not supported on (?:this )?device/i,
    code: 'counters-unsupported',
    message: 'This Nsight Compute does not support the GPU.',
    advice: '"ncu --list-chips" names those that it does: new GPUs need a recent version, older ones an earlier.',
  },
];

/**
 * Why Nsight Compute gave no counters, from what it printed, and what to do about it. `ran` is why the run that it was to
 * count failed by itself, where it did.
 */
export function failureOf(output: string, where: Surroundings, ran?: ReportError): ReportError {
  if (output.includes('ERR_NVGPUCTRPERM')) {
    return {
      code: 'counters-not-permitted',
      message: notPermitted(where),
      advice: permission(where),
      cuda: 'ERR_NVGPUCTRPERM',
    };
  }
  const known = knownFailures.find(({ says }) => says.test(output));
  if (known !== undefined) return { code: known.code, message: known.message, advice: known.advice };
  if (ran !== undefined) {
    return {
      code: 'counters-unavailable',
      message: `The run that was to be counted failed: ${ran.message}`,
      advice: ran.advice ?? '"warpfold run" of the same case says more.',
    };
  }
  const said = wordsOf(output);
  // It says so after every error too: alone, it is the reason.
  if (/No kernels were profiled/i.test(output) && said.every(isAboutLaunches)) {
    return {
      code: 'counters-unavailable',
      message: 'Nsight Compute saw no launch of the kernel.',
      advice: '"warpfold run" of the same case shows what it does.',
    };
  }
  return {
    code: 'counters-unavailable',
    message: `Nsight Compute failed: ${(said.length > 0 ? said.join(' ') : output.trim().slice(-500)) || 'it printed nothing'}`,
    advice: 'Its own words are above; "ncu --version" and "warpfold devices" show what is installed.',
  };
}

/** Errors and warnings, without the marks before them. */
function wordsOf(output: string): string[] {
  return output
    .split(/\r?\n/)
    .filter((line) => /^==(?:ERROR|WARNING)==/.test(line))
    .map((line) => line.replace(/^==\w+==\s*/, ''));
}

function isAboutLaunches(line: string): boolean {
  return /No kernels were profiled|Profiling kernels launched by child processes|unmodified GPU clocks/i.test(line);
}

function notPermitted({ driverParameters }: Surroundings): string {
  const setting = /^RmProfilingAdminOnly:\s*(\d)/m.exec(driverParameters ?? '')?.[1];
  const why = setting === '1' ? ': the driver gives them to administrators only (RmProfilingAdminOnly is 1)' : '';
  return `This user may not read the GPU’s performance counters${why}.`;
}

function permission({ platform, isContainer, isWsl, driverParameters }: Surroundings): string {
  if (platform === 'win32' || isWsl) {
    const host = isWsl ? 'On Windows, outside WSL: ' : '';
    return `${host}NVIDIA Control Panel, Desktop, Enable Developer Settings; then Developer, Manage GPU Performance Counters, Allow access to all users.`;
  }
  const module = 'options nvidia NVreg_RestrictProfilingToAdminUsers=0';
  const forAll = `echo '${module}' | sudo tee /etc/modprobe.d/nvidia-profiling.conf, and start the machine anew`;
  if (isContainer) {
    const open = /^RmProfilingAdminOnly:\s*0/m.test(driverParameters ?? '');
    const host = open ? '' : ` Or open them to every user, on the host: ${forAll}.`;
    return `Start the container with --cap-add=SYS_ADMIN (from driver 565 on --cap-add=PERFMON suffices).${host}`;
  }
  return `Run as root, or open them to every user: ${forAll}. https://developer.nvidia.com/ERR_NVGPUCTRPERM`;
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
