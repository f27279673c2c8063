import type { CudaJob, NativeCudaDevice } from '../../../native/binding';
import type { SanitizerTool } from '../../../protocol/rpc';
import type { Toolset } from '../../toolset';

const partialBytes = 3 << 20;

const text = `
// Reads one word more than \`partials\` has: where memory ends there, or where nobody has written.
extern "C" __global__ void planted_read(const unsigned int *partials, unsigned int *result) {
  if (threadIdx.x == 0) *result = partials[${partialBytes / 4}];
}

extern "C" __global__ void planted_race(const unsigned int *, unsigned int *result) {
  __shared__ volatile unsigned int word;
  if (threadIdx.x == 0) word = 1;
  if (threadIdx.x == 32) *result = word;
}
`;

/** Runs a kernel that is wrong in the way that a tool looks for. Its name begins with `planted`. */
export async function runPlanted(tools: Toolset, device: NativeCudaDevice, tool: SanitizerTool): Promise<void> {
  const options = [`-arch=sm_${device.computeCapability}`];
  const { ok, cubin, log } = await tools.addon.nvrtcCompile({ source: text, name: 'planted.cu', options });
  if (!ok) throw new Error(log);
  const job: CudaJob = {
    device: device.ordinal,
    cubin,
    entry: tool === 'racecheck' ? 'planted_race' : 'planted_read',
    grid: 1,
    block: 64,
    inputs: [],
    parameters: [{ kind: 'partials' }, { kind: 'result' }],
    partialBytes,
    resultBytes: 4,
    timing: { warmups: 0, minSamples: 1, maxSamples: 1, budgetSeconds: 0 },
    exactMemory: tool === 'memcheck',
  };
  // A tool ends what it finds out of bounds.
  await tools.addon.runCuda(job).catch(() => undefined);
}
