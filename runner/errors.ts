import * as v from 'valibot';
import { errorDataSchema, WarpfoldError, type ErrorData } from '../protocol/errors';

/** The data of an error, wherever it came from: ours, the addon's (whose errors carry the same keys), or a bug's. */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof WarpfoldError) return error.data;
  if (error instanceof Error) {
    const parsed = v.safeParse(errorDataSchema, { ...error, message: error.message });
    if (parsed.success) return parsed.output;
    return { code: 'internal', message: error.message, doing: error.stack?.split('\n')[1]?.trim() };
  }
  return { code: 'internal', message: String(error) };
}
