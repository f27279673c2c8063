import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../support/root';

/** Files of examples/, by their name there. */
export function examples(names: readonly string[]): Record<string, Uint8Array> {
  return Object.fromEntries(names.map((name) => [name, readFileSync(path.join(root, 'examples', name))]));
}
