import type { Run } from '../../protocol/report';

/** Runs with more of them, newest first, each once. The very same where none of them is new. */
export function mergeRuns(known: readonly Run[], more: readonly Run[]): readonly Run[] {
  const ids = new Set(known.map(({ id }) => id));
  const added: Run[] = [];
  for (const run of more) {
    if (ids.has(run.id)) continue;
    ids.add(run.id);
    added.push(run);
  }
  if (added.length === 0) return known;
  return [...known, ...added].sort((one, other) => compareTexts(other.startedAt, one.startedAt));
}

/** Times as ISO 8601 writes them, in UTC, sort as text. */
function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
