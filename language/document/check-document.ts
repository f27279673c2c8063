import type { CheckedDocument, CheckOptions } from '../checked';
import { createChecker } from './checker';

/** Checks a text once. For a text that changes, a checker of its own is faster. */
export function checkDocument(text: string, options: CheckOptions = {}): CheckedDocument {
  return createChecker(options).check(text);
}
