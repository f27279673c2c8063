import type { CodeSummary } from '../../protocol/rpc';
import type { KernelFacts } from './summarize';
import { quantity } from './words';

/** What makes a kernel slower than its author may know, each with what to do. */
export function warningsOf(summary: Omit<CodeSummary, 'words' | 'warnings'>, facts: KernelFacts): string[] {
  const warnings: string[] = [];
  const doubles = sum(summary.operations.filter(({ kind }) => kind === 'float64'));
  if (doubles > 0 && !facts.isDouble) {
    warnings.push(
      `${quantity(doubles, 'double-precision instruction', 'double-precision instructions')} in a kernel that names no double: a literal such as 0.5 is one, 0.5f is not.`,
    );
  }
  const narrow = narrowest(summary);
  if (facts.wordBytes !== undefined && narrow !== undefined && narrow < facts.wordBytes) {
    warnings.push(
      `The main loop loads ${quantity(narrow, 'byte', 'bytes')} at a time, where ${facts.wordBytes} were expected.`,
    );
  }
  const local = sum(summary.accesses.filter(({ space }) => space === 'local'));
  if (local > 0) {
    warnings.push(
      `${quantity(local, 'access', 'accesses')} of local memory, which is as slow as global memory: registers do not suffice, or an array is indexed by a variable.`,
    );
  }
  return warnings;
}

function sum(counts: readonly { readonly count: number }[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}

function narrowest({ mainLoop }: Pick<CodeSummary, 'mainLoop'>): number | undefined {
  const widths = mainLoop?.accesses
    .filter(({ kind, space }) => kind === 'load' && space === 'global')
    .map(({ bytes }) => bytes);
  return widths === undefined || widths.length === 0 ? undefined : Math.min(...widths);
}
