import { execFileSync, spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import * as v from 'valibot';

const samplesSchema = v.array(v.number());

/** CUB's reductions of `bench/peers/cub`, compiled with nvcc, in a process that lives beside ours. */
export class Cub {
  private readonly lines: AsyncIterator<string>;

  private constructor(private readonly process: ChildProcessByStdio<Writable, Readable, null>) {
    this.lines = createInterface({ input: process.stdout })[Symbol.asyncIterator]();
  }

  /** Compiles the peer into a folder and starts it. Throws where there is no nvcc. */
  static start(folder: string): Cub {
    const binary = path.join(folder, 'cub');
    const nvcc =
      [process.env['CUDA_HOME'] ?? '', '/usr/local/cuda']
        .map((home) => path.join(home, 'bin/nvcc'))
        .find((file) => existsSync(file)) ?? 'nvcc';
    const source = path.join(process.cwd(), 'bench/peers/cub/main.cu');
    execFileSync(nvcc, ['-O3', '-std=c++17', '-arch=native', '-o', binary, source], { stdio: 'inherit' });
    return new Cub(spawn(binary, { stdio: ['pipe', 'pipe', 'inherit'] }));
  }

  /** Seconds of each launch between two events. */
  async measure(kernel: string, n: number): Promise<readonly number[]> {
    this.process.stdin.write(`${kernel} ${n} events\n`);
    const line = await this.lines.next();
    if (line.done === true) throw new Error(`CUB's side ended while it measured ${kernel} of ${n} elements.`);
    return v.parse(samplesSchema, JSON.parse(line.value));
  }

  dispose(): void {
    this.process.stdin.end();
  }
}
