import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EntryParameter, GeneratedSource } from '../../generated';

const folder = dirname(fileURLToPath(import.meta.url));

/** One launch of a generated kernel. */
export interface EmulatedLaunch {
  readonly grid: number;
  readonly block: number;
  /** Contents of the kernel's vector and scalar arguments, by their position among its arguments. */
  readonly arguments: ReadonlyMap<number, Uint8Array>;
  /** Elements of the vectors, by their position among its arguments, for programs that take them. */
  readonly lengths?: ReadonlyMap<number, number>;
  /** Bytes past a multiple of 16 at which vectors start. */
  readonly misalignment?: number;
  readonly n: number;
  readonly start?: number;
  readonly step?: number;
  readonly count: number;
}

export interface EmulatedOutcome {
  readonly result: Buffer;
  /** Whether all partials are 0 again. */
  readonly isReady: boolean;
}

/** Whether this machine has the compiler that the emulator needs. */
export function canEmulate(): boolean {
  return process.platform === 'linux' && spawnSync('g++', ['--version']).status === 0;
}

/** Compiles a generated CUDA program for the CPU and runs launches of it. Throws where it does not compile or crashes. */
export function emulate(source: GeneratedSource, launches: readonly EmulatedLaunch[]): EmulatedOutcome[] {
  const output = execFileSync(compile(source), { input: encode(source, launches), maxBuffer: 1 << 28 });
  const stride = source.resultBytes + 4;
  return launches.map((_, index) => ({
    result: output.subarray(index * stride, index * stride + source.resultBytes),
    isReady: output.readUInt32LE(index * stride + source.resultBytes) === 0,
  }));
}

const binaries = new Map<string, string>();
let work: string | undefined;

/** The program's binary, which lives as long as this process. */
function compile(source: GeneratedSource): string {
  const text = programText(source);
  const known = binaries.get(text);
  if (known !== undefined) return known;
  if (work === undefined) {
    const created = mkdtempSync(join(tmpdir(), 'warpfold-emulator-'));
    process.on('exit', () => rmSync(created, { recursive: true, force: true }));
    work = created;
  }
  const binary = join(work, `program${binaries.size}`);
  writeFileSync(`${binary}.cpp`, text);
  const options = ['-std=c++17', '-O0', '-fno-strict-aliasing', '-fno-threadsafe-statics', '-w', '-fwrapv'];
  execFileSync('g++', [...options, '-I', folder, `${binary}.cpp`, '-o', binary], {
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  binaries.set(text, binary);
  return binary;
}

function programText(source: GeneratedSource): string {
  if (source.symbols.target !== 'cuda') throw new Error('only CUDA programs can be emulated');
  const values = source.parameters.map((parameter, index) => {
    switch (parameter.kind) {
      case 'vector':
        return `emulator::current->pointer(${index})`;
      case 'partials':
        return 'emulator::Pointer{emulator::current->partials->data()}';
      case 'result':
        return 'emulator::Pointer{emulator::current->result->data()}';
      default:
        return `emulator::current->bytes(${index})`;
    }
  });
  return [
    '#include "launch.hpp"',
    source.text
      .replace(/^#include <cuda_.*$/gm, '')
      .replace(/asm volatile\("ld\.[^(]*\((\w+)(?:\.x)?\)[^;]*"l"\(([^)]*)\)[^;]*;/g, '$1 = *($2);'),
    `static void run_kernel() { ${source.symbols.reduce}(${values.join(', ')}); }`,
    'int main() { return emulator::run_launches(run_kernel); }',
    '',
  ].join('\n');
}

function encode(source: GeneratedSource, launches: readonly EmulatedLaunch[]): Buffer {
  const parts: Buffer[] = [integers(launches.length)];
  for (const launch of launches) {
    parts.push(integers(launch.grid, launch.block));
    parts.push(integers(source.partialBytes, source.resultBytes, source.parameters.length));
    for (const parameter of source.parameters) {
      const bytes = parameterBytes(parameter, launch);
      parts.push(integers(parameter.kind === 'vector' ? (launch.misalignment ?? 0) : 0, bytes.length), bytes);
    }
  }
  return Buffer.concat(parts);
}

function parameterBytes(parameter: EntryParameter, launch: EmulatedLaunch): Buffer {
  switch (parameter.kind) {
    case 'vector':
    case 'scalar':
      return Buffer.from(launch.arguments.get(parameter.index) ?? []);
    case 'length':
      return long(launch.lengths?.get(parameter.index) ?? 0);
    case 'n':
    case 'count':
      return long(launch[parameter.kind]);
    case 'start':
      return long(launch.start ?? 0);
    case 'step':
      return long(launch.step ?? 1);
    case 'partials':
    case 'result':
      return Buffer.alloc(0);
  }
}

function integers(...values: readonly number[]): Buffer {
  return Buffer.from(Uint32Array.from(values).buffer);
}

function long(value: number): Buffer {
  return Buffer.from(BigInt64Array.of(BigInt(value)).buffer);
}
