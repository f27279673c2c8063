import type { Severity } from './diagnostic';

/** One diagnostic: how severe it is, and its sentence. The code is its key in the table. */
export interface CodeEntry {
  readonly severity: Severity;
  /** Builds the sentence: what is wrong, and how to mend it. */
  // The details differ from entry to entry; `never` is the one parameter type that all of them share.
  readonly message: (details: never) => string;
}

/** Keeps each entry's own details type while it checks the shape of the table. */
export function defineCodes<Table extends Readonly<Record<string, CodeEntry>>>(table: Table): Table {
  return table;
}
