import type { FileAccess } from '../language';
import { filesOf } from '../runner/client/node-files';

/** Data files beside a document on disk. A document that lies elsewhere has none. */
export function fileAccessOf(uri: string): FileAccess | undefined {
  try {
    return filesOf(uri);
  } catch {
    // A `file:` address that is no path of this system, such as one with a host.
    return undefined;
  }
}
