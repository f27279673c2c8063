interface Place {
  /** Index of the active row, -1 for none. */
  readonly at: number;
  readonly count: number;
  /** Rows in a window. */
  readonly page: number;
}

/** Where a key leads in a list; undefined where it leads nowhere. */
export function movedBy(key: string, { at, count, page }: Place): number | undefined {
  if (count === 0) return undefined;
  const to = destination(key, at, count, page);
  return to === undefined ? undefined : Math.min(count - 1, Math.max(0, to));
}

function destination(key: string, at: number, count: number, page: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at - 1;
    case 'PageDown':
      return at + page;
    case 'PageUp':
      return at - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
