import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The options that the toolchain compiles libraries with, as far as they change what a program computes. */
const semantics = ['-std=c++17', '-fwrapv', '-fno-strict-aliasing', '-fno-math-errno', '-fno-trapping-math'];

/** Compiles a whole program and returns what it printed. Throws with the compiler's log, or the program's end. */
export function runCpp(text: string, options: readonly string[] = ['-O1']): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'warpfold-test-'));
  try {
    const input = path.join(folder, 'program.cpp');
    const program = path.join(folder, 'program');
    writeFileSync(input, text);
    const all = [...semantics, '-ffp-contract=off', ...options, input, '-o', program, '-lm'];
    const compiled = spawnSync(process.env['CXX'] ?? 'c++', all, { encoding: 'utf8' });
    if (compiled.status !== 0) throw new Error(`${compiled.stderr}${compiled.error ?? ''}`);
    const ended = spawnSync(program, { encoding: 'utf8', maxBuffer: 1 << 26 });
    if (ended.status !== 0) throw new Error(`it ended with ${ended.status ?? ended.signal}: ${ended.stdout}`);
    return ended.stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
