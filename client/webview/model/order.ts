import type { RunRow } from '../../panel/messages';
import { columns, rowLabel, type ColumnName } from './columns';

export interface Sort {
  readonly column: ColumnName;
  readonly descending: boolean;
}

/** The rows that a filter lets through, sorted. Without a sort they keep their order: newest first. */
export function arrange(rows: readonly RunRow[], filter: string, sort: Sort | undefined): readonly RunRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = words.length === 0 ? rows : rows.filter((row) => matches(row, words));
  return sort === undefined ? matching : sorted(matching, sort);
}

/** Each word occurs somewhere in what the list shows of a run. */
function matches(row: RunRow, words: readonly string[]): boolean {
  const text = [
    rowLabel(row),
    row.file,
    row.device?.id,
    row.device?.name,
    row.status,
    row.result,
    row.change?.verdict,
    row.isBaseline ? 'baseline' : '',
    row.isProfile ? 'profile' : '',
  ]
    .join(' ')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

/** Stable; what has no value comes last, whichever way. */
function sorted(rows: readonly RunRow[], { column, descending }: Sort): readonly RunRow[] {
  const { key } = columns[column];
  const sign = descending ? -1 : 1;
  return rows.toSorted((left, right) => {
    const [a, b] = [key(left), key(right)];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b)));
  });
}

/** The next sort after a click on a column: ascending, descending, newest first. */
export function nextSort(sort: Sort | undefined, column: ColumnName): Sort | undefined {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? undefined : { column, descending: true };
}
