import type { NativeCudaDevice, NativeDiscovery } from '../native/binding';
import { WarpfoldError } from '../protocol/errors';
import type { ReportDevice } from '../protocol/report';

export type SelectedDevice =
  | { readonly kind: 'cuda'; readonly device: NativeCudaDevice }
  | { readonly kind: 'cpu'; readonly cpu: NativeDiscovery['cpu'] };

/**
 * The device that a name stands for: `auto` is the first CUDA device, or the CPU where there is none.
 * Throws `no-such-device`, `no-cuda-driver`, `no-cuda-device` or `invalid-request`.
 */
export function selectDevice(name: string, discovery: NativeDiscovery): SelectedDevice {
  const { devices, cpu } = discovery;
  if (name === 'cpu') return { kind: 'cpu', cpu };
  if (name === 'auto') {
    const [first] = devices;
    return first === undefined ? { kind: 'cpu', cpu } : { kind: 'cuda', device: first };
  }
  const match = /^cuda(?::(\d+))?$/.exec(name);
  if (match === null) {
    throw new WarpfoldError({
      code: 'invalid-request',
      message: `"${name}" names no device. Devices are auto, cpu, and cuda:0, cuda:1, ….`,
    });
  }
  const ordinal = Number(match[1] ?? 0);
  const device = devices.find((one) => one.ordinal === ordinal);
  if (device !== undefined) return { kind: 'cuda', device };
  throw missingDevice(ordinal, discovery);
}

function missingDevice(ordinal: number, { driver, devices }: NativeDiscovery): WarpfoldError {
  if (driver.found === undefined) {
    return new WarpfoldError({
      code: 'no-cuda-driver',
      message: `cuda:${ordinal} cannot be used: there is no NVIDIA driver on this machine.`,
      advice: 'Run "warpfold devices" to see where it was looked for, or use --device cpu.',
    });
  }
  if (devices.length === 0) {
    return new WarpfoldError({
      code: 'no-cuda-device',
      message: `cuda:${ordinal} cannot be used: the driver is there, but it shows no GPU.`,
      cuda: driver.error?.cuda,
      doing: driver.error?.message,
      advice: 'Check CUDA_VISIBLE_DEVICES and nvidia-smi, or use --device cpu.',
    });
  }
  const names = devices.map((one) => `cuda:${one.ordinal} (${one.name})`).join(', ');
  return new WarpfoldError({
    code: 'no-such-device',
    message: `There is no device cuda:${ordinal}. This machine has ${names}.`,
  });
}

/** The name that selects a device, and its key in the queue. */
export function deviceId(selected: SelectedDevice): string {
  return selected.kind === 'cuda' ? `cuda:${selected.device.ordinal}` : 'cpu';
}

/** `9.0` for 90, as NVIDIA writes a compute capability. */
export function capabilityName(computeCapability: number): string {
  return `${Math.floor(computeCapability / 10)}.${computeCapability % 10}`;
}

export function describeDevice(selected: SelectedDevice, cpuThreads: number): ReportDevice {
  const id = deviceId(selected);
  if (selected.kind === 'cpu') {
    const { name, cores, memoryBytes } = selected.cpu;
    return { kind: 'cpu', id, name, threads: cpuThreads === 0 ? cores : cpuThreads, memory: memoryBytes };
  }
  const { name, uuid, computeCapability, multiprocessors, memoryBytes } = selected.device;
  return {
    kind: 'cuda',
    id,
    name,
    uuid,
    computeCapability: capabilityName(computeCapability),
    multiprocessors,
    memory: memoryBytes,
  };
}
