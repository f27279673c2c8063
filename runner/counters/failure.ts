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

/** Why Nsight Compute gave no counters, from what it printed, and what to do about it. */
export function failureOf(output: string, where: Surroundings): ReportError {
  const error = (code: string, message: string, advice: string): ReportError => ({ code, message, advice });
  if (output.includes('ERR_NVGPUCTRPERM')) {
    return {
      ...error('counters-not-permitted', notPermitted(where), permission(where)),
      cuda: 'ERR_NVGPUCTRPERM',
    };
  }
  if (/\bMIG\b/i.test(output)) {
    return error(
      'counters-unsupported',
      'The GPU is split by MIG, and this instance does not give its counters away.',
      'Profile on a GPU that is not split, or on an instance that has all of its compute slices.',
    );
  }
  if (/driver resource was unavailable/i.test(output)) {
    return error(
      'counters-busy',
      'Another program holds the GPU’s counters.',
      'End other profilers; with DCGM, pause it for the profile: dcgmi profile --pause, and afterwards --resume.',
    );
  }
  if (/driver is not compatible/i.test(output)) {
    return error(
      'counters-unsupported',
      'This Nsight Compute does not work with the driver that is installed.',
      'Install the Nsight Compute that comes with the CUDA version of the driver, or a newer driver.',
    );
  }
  if (/not supported on (?:this )?device|No supported GPU|unsupported GPU/i.test(output)) {
    return error(
      'counters-unsupported',
      'This Nsight Compute does not support the GPU.',
      '"ncu --list-chips" names those that it does. Volta and newer need a recent version, older GPUs nvprof.',
    );
  }
  if (/No kernels were profiled/i.test(output)) {
    return error(
      'counters-unavailable',
      'Nsight Compute saw no launch of the kernel.',
      'If the kernel faults or its case fails, "warpfold run" says why.',
    );
  }
  const said = output
    .split(/\r?\n/)
    .filter((line) => /^==(?:ERROR|WARNING)==/.test(line))
    .map((line) => line.replace(/^==\w+==\s*/, ''));
  return error(
    'counters-unavailable',
    `Nsight Compute failed: ${(said.length > 0 ? said.join(' ') : output.trim().slice(-500)) || 'it printed nothing'}`,
    'Its own words are above; "ncu --version" and "warpfold devices" show what is installed.',
  );
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
