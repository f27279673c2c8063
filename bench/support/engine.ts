import * as v from 'valibot';
import { checkDocument } from '../../language';
import type { CudaJob, JobResult, NativeCudaDevice, TimingMethod } from '../../native/binding';
import { settingsSchema } from '../../protocol/rpc';
import type { PreparedKernel } from '../../runner/backends/backend';
import { prepareCuda } from '../../runner/backends/cuda';
import { bytesRead } from '../../runner/inputs';
import { runData } from '../../runner/run-data';
import { openToolset, type Toolset } from '../../runner/toolset';

/** A kernel on its case's data, on the first GPU. */
export interface Engine {
  readonly prepared: PreparedKernel;
  readonly bytes: number;
  /** Seconds of each launch, as a way to take the time has it; one for each sample. */
  readonly seconds: (method: TimingMethod, samples: number) => Promise<readonly number[]>;
}

/** This engine in this process: what the runner does with a kernel, without its report. */
export class GpuEngine {
  private constructor(
    private readonly tools: Toolset,
    readonly device: NativeCudaDevice,
  ) {}

  /** Throws where there is no GPU. */
  static open(): GpuEngine {
    const tools = openToolset({});
    const [device] = tools.discovery.devices;
    if (device === undefined) throw new Error('There is no CUDA device.');
    return new GpuEngine(tools, device);
  }

  /** What the addon is given for one launch, for other programs to do the same. */
  async jobOf(text: string, name: string): Promise<CudaJob> {
    const { addon } = this.tools;
    let job: CudaJob | undefined;
    const runCuda = (given: CudaJob): Promise<JobResult> => {
      job = given;
      return addon.runCuda(given);
    };
    const watched = new GpuEngine({ ...this.tools, addon: { ...addon, runCuda } }, this.device);
    const { prepared, seconds } = await watched.prepare(text, name);
    await seconds('hot', 1);
    prepared.release();
    if (job === undefined) throw new Error(`${name} was not launched.`);
    return job;
  }

  get compiler(): string {
    return `NVRTC ${this.tools.discovery.nvrtc.found?.version ?? 'not found'}`;
  }

  get driver(): string {
    return this.tools.discovery.driver.found?.version ?? 'not found';
  }

  /** Compiles the kernel of a name, and keeps its case's data on the device until it is released. */
  async prepare(text: string, name: string): Promise<Engine> {
    const document = checkDocument(text);
    const kernel = document.kernels.find((one) => one.name === name);
    const case_ = document.cases.find((one) => one.kernel.name === name);
    if (kernel === undefined) throw new Error(`There is no kernel ${name}.`);
    const data = runData(kernel, case_, 0);
    const { count } = data.range;
    const prepared = await prepareCuda(
      {
        document,
        kernel,
        fileName: 'bench.reduce',
        data,
        settings: v.parse(settingsSchema, {}),
        tools: this.tools,
        inputsKey: `${name} ${count}`,
        signal: new AbortController().signal,
        stage: () => undefined,
      },
      this.device,
    );
    return {
      prepared,
      bytes: bytesRead(kernel, count),
      seconds: async (method, samples) =>
        (
          await prepared.reduce(count, {
            warmups: 3,
            minSamples: samples,
            maxSamples: samples,
            budgetSeconds: 0,
            method,
          })
        ).kernelSeconds,
    };
  }
}
