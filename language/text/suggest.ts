/**
 * The candidate that a mistyped name most probably means, or undefined where none is near.
 *
 * In order: a candidate that differs in letter case only; the nearest by edit distance, if at most a third of the
 * longer name's characters changed (the limit that rustc uses), the earlier one of equals; one that the name
 * abbreviates by leaving out last words (`map` for `map_expr`).
 */
export function suggest(name: string, candidates: Iterable<string>): string | undefined {
  if (name === '') return undefined;
  const lower = name.toLowerCase();
  let nearest: string | undefined;
  let nearestDistance = Infinity;
  let abbreviated: string | undefined;
  for (const candidate of candidates) {
    if (candidate === name || candidate === '') continue;
    if (candidate.toLowerCase() === lower) return candidate;
    const limit = Math.min(Math.floor(Math.max(name.length, candidate.length) / 3), nearestDistance - 1);
    const distance = editDistance(name, candidate, limit);
    if (distance <= limit) {
      nearest = candidate;
      nearestDistance = distance;
    }
    if (abbreviated === undefined && candidate.startsWith(`${name}_`)) abbreviated = candidate;
  }
  return nearest ?? abbreviated;
}

/**
 * Damerau-Levenshtein distance in its restricted form, optimal string alignment: insertions, deletions,
 * substitutions and swaps of two neighbours, no part edited twice. A number above `limit` stands for "further away".
 *
 * Algorithm: Wagner and Fischer 1974 with the transposition of Damerau 1964.
 */
export function editDistance(left: string, right: string, limit = Infinity): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    let smallest = row;
    for (let column = 1; column <= right.length; column++) {
      const same = left.charCodeAt(row - 1) === right.charCodeAt(column - 1);
      let cost = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 &&
        column > 1 &&
        left.charCodeAt(row - 1) === right.charCodeAt(column - 2) &&
        left.charCodeAt(row - 2) === right.charCodeAt(column - 1);
      if (swapped) cost = Math.min(cost, at(beforePrevious, column - 2) + 1);
      current.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest > limit) return limit + 1;
    beforePrevious = previous;
    previous = current;
  }
  return at(previous, right.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
