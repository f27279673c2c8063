/** How many characters two texts share at their beginnings. Compares halves: the engine does that many at a time. */
export function commonStart(one: string, other: string): number {
  return largest(Math.min(one.length, other.length), (low, high) => one.slice(low, high) === other.slice(low, high));
}

/** How many characters two texts share at their ends. */
export function commonEnd(one: string, other: string): number {
  const part = (text: string, low: number, high: number): string => text.slice(text.length - high, text.length - low);
  return largest(Math.min(one.length, other.length), (low, high) => part(one, low, high) === part(other, low, high));
}

/** How far one can go, where `holds` tells whether one can go on from a place that was reached to another. */
function largest(limit: number, holds: (low: number, high: number) => boolean): number {
  let low = 0;
  let high = limit;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (holds(low, middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
