interface Move {
  readonly chosen: readonly string[];
  /** The row that was shown before: a range runs from it. */
  readonly anchor: string | undefined;
  readonly to: string;
  readonly how: 'only' | 'extend' | 'toggle';
}

/** Which rows are chosen after a click or a key, in the order of the list. */
export function chooseRows(ids: readonly string[], { chosen, anchor, to, how }: Move): readonly string[] {
  switch (how) {
    case 'only':
      return [to];
    case 'toggle':
      return ids.filter((id) => (id === to ? !chosen.includes(id) : chosen.includes(id)));
    case 'extend': {
      const [from, end] = [ids.indexOf(anchor ?? to), ids.indexOf(to)];
      const range = ids.slice(Math.min(from, end), Math.max(from, end) + 1);
      return ids.filter((id) => chosen.includes(id) || range.includes(id));
    }
  }
}
