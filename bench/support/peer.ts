import { execFileSync, spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import * as v from 'valibot';

/** How launches follow each other: see bench/peers/cub/main.cu. */
export type Mode = 'events' | 'stream' | 'graph';

const answerSchema = v.nullable(v.array(v.number()));

type PeerProcess = ChildProcessByStdio<Writable, Readable, null>;

function linesOf(process: PeerProcess): AsyncIterator<string> {
  return createInterface({ input: process.stdout })[Symbol.asyncIterator]();
}

/** A program that reduces the same data with another library, and lives beside ours: one line asks, one answers. */
export class Peer {
  private constructor(
    readonly name: string,
    readonly version: string,
    private readonly process: PeerProcess,
    private readonly lines: AsyncIterator<string> = linesOf(process),
  ) {}

  /** CUB's reductions, compiled with nvcc into a folder. Throws where there is no nvcc. */
  static cub(folder: string): Peer {
    return new Peer('CUB', '', spawn(compilePeer('cub', folder), { stdio: ['pipe', 'pipe', 'inherit'] }));
  }

  /** nvbench's way to take the time of a compiled kernel. Throws where there is no nvcc. */
  static nvbench(folder: string): Peer {
    return new Peer('nvbench', '', spawn(compilePeer('nvbench', folder), { stdio: ['pipe', 'pipe', 'inherit'] }));
  }

  /** CuPy's or PyTorch's reductions; undefined where Python or the library is missing. */
  static async python(library: 'cupy' | 'torch'): Promise<Peer | undefined> {
    const script = path.join(process.cwd(), 'bench/peers/python/reductions.py');
    const child = spawn(process.env['PYTHON'] ?? 'python3', [script, library], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.on('error', () => undefined);
    const lines = linesOf(child);
    const version = await lines.next();
    if (version.done !== true && version.value !== 'absent') return new Peer(library, version.value, child, lines);
    child.stdin.end();
    return undefined;
  }

  /** Seconds of each launch; undefined for a reduction that the library does not have. */
  async measure(kernel: string, n: number, mode: Mode): Promise<readonly number[] | undefined> {
    return this.ask(`${kernel} ${n} ${mode}`);
  }

  /** What the program answers to a line; undefined where it has no answer. */
  async ask(question: string): Promise<readonly number[] | undefined> {
    this.process.stdin.write(`${question}\n`);
    const line = await this.lines.next();
    if (line.done === true) throw new Error(`${this.name} ended when it was asked: ${question.slice(0, 200)}`);
    return v.parse(answerSchema, JSON.parse(line.value)) ?? undefined;
  }

  dispose(): void {
    this.process.stdin.end();
  }
}

/** Compiles a program of bench/peers with nvcc, and gives its path. Throws where there is no nvcc. */
export function compilePeer(name: string, folder: string): string {
  const binary = path.join(folder, name);
  const nvcc =
    [process.env['CUDA_HOME'] ?? '', '/usr/local/cuda']
      .map((home) => path.join(home, 'bin/nvcc'))
      .find((file) => existsSync(file)) ?? 'nvcc';
  const source = path.join(process.cwd(), 'bench/peers', name, 'main.cu');
  execFileSync(nvcc, ['-O3', '-std=c++17', '-arch=native', '-o', binary, source], { stdio: 'inherit' });
  return binary;
}
