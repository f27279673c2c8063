import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that goes when the tests of a file end; give its `remove` to `after`. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'warpfold-native-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Compiles C++ of a test to a shared library or a program. Throws with the compiler's output. */
export function compileCpp(source: string, output: string, kind: 'library' | 'program', flags: string[] = []): string {
  const file = `${output}.cpp`;
  writeFileSync(file, source);
  const compiler = process.env['CXX'] ?? 'c++';
  const shared = kind === 'library' ? ['-shared', '-fPIC'] : [];
  const native = join(__dirname, '..');
  const options = ['-std=c++17', '-O1', '-Wall', '-ffp-contract=off', `-I${native}`, ...shared, ...flags];
  const result = spawnSync(compiler, [...options, file, '-o', output, '-ldl'], { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`${compiler} failed: ${result.error?.message ?? result.stderr}`);
  return output;
}
