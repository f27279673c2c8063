// Checking a 10,000-line file of 1,000 kernels: the first time, and again after one edit; the operator laws apart.
import { cpus } from 'node:os';
import { createChecker } from '../language';
import { largeFile } from './support/large-file';
import { quantiles, table } from './support/statistics';

const FIRST_CHECKS = 30;
const EDITS = 300;

const text = largeFile();

function milliseconds(work: () => unknown): number {
  const begin = performance.now();
  work();
  return performance.now() - begin;
}

/** A keystroke in the middle of an expression, at a place that moves through the file. */
function edited(step: number): string {
  const line = text.indexOf('map_expr', Math.floor((text.length * ((step * 37) % 100)) / 100));
  const at = text.indexOf(';', line);
  return `${text.slice(0, at)} + ${step}${text.slice(at)}`;
}

function measure(laws: boolean): { readonly first: number[]; readonly edits: number[] } {
  // The compiler of this process needs a few rounds before it knows the program.
  for (let round = 0; round < 3; round++) void createChecker().check(text, { laws }).diagnostics;
  const first = Array.from({ length: FIRST_CHECKS }, () =>
    milliseconds(() => createChecker().check(text, { laws }).diagnostics),
  );
  const checker = createChecker();
  void checker.check(text, { laws }).diagnostics;
  // Every step types something into the file, or takes it back: one edit from the text before.
  const edits = Array.from({ length: EDITS }, (_, step) => {
    const next = step % 2 === 0 ? edited(step) : text;
    return milliseconds(() => checker.check(next, { laws }).diagnostics);
  });
  return { first, edits };
}

function main(): void {
  const cold = milliseconds(() => createChecker().check(text).diagnostics);
  const without = measure(false);
  const within = measure(true);
  const row = (name: string, samples: number[]): string[] => {
    const { p50, p95 } = quantiles(samples);
    return [name, `${p50.toFixed(1)} ms`, `${p95.toFixed(1)} ms`];
  };
  console.log(
    `\nChecking ${text.split('\n').length} lines (${(text.length / 1024).toFixed(0)} KiB) on ${cpus()[0]?.model ?? 'an unknown processor'}`,
  );
  console.log(
    table([
      ['', 'p50', 'p95'],
      row('first check, without laws', without.first),
      row('after one edit, without laws', without.edits),
      row('first check, with laws', within.first),
      row('after one edit, with laws', within.edits),
      ['first check of a new process, with laws', `${cold.toFixed(1)} ms`, ''],
    ]),
  );
}

main();
