import type { QuickFix } from './fix';
import type { Problem } from './problem';
import { providers } from './providers';
import { mends } from './trial';

/**
 * The ways to mend a problem, best first: what was found by looking around it, then what the checker knows. Only those
 * are offered that were tried and found to mend it.
 */
export function quickFixes(problem: Problem): readonly QuickFix[] {
  const { code, fixes } = problem.diagnostic;
  const found = providers[code]?.(problem) ?? [];
  const titles = new Set<string>();
  return [...found, ...fixes].filter((fix) => {
    if (titles.has(fix.title) || !mends(problem, fix)) return false;
    titles.add(fix.title);
    return true;
  });
}
