import * as v from 'valibot';
import { columnNames } from './model/columns';

const stateSchema = v.object({
  /** The run whose details are shown. */
  shown: v.optional(v.string()),
  /** The runs that an export takes: the shown one and those chosen with it. */
  chosen: v.optional(v.array(v.string()), []),
  filter: v.optional(v.string(), ''),
  sort: v.optional(v.object({ column: v.picklist(columnNames), descending: v.boolean() })),
  /** Pixels. */
  listScroll: v.optional(v.number(), 0),
  detailScroll: v.optional(v.number(), 0),
});

/** What the view remembers while it is hidden and across reloads. */
export type ViewState = v.InferOutput<typeof stateSchema>;

/** What was remembered, or the first state where nothing was or another version of the view wrote it. */
export function parseState(stored: unknown): ViewState {
  const parsed = v.safeParse(stateSchema, stored ?? {});
  return parsed.success ? parsed.output : v.parse(stateSchema, {});
}
