import { LineIndex } from '../../language';
import type { NativeCudaDevice } from '../../native/binding';
import type { ReportDiagnostic } from '../../protocol/report';
import type { ExecuteParams } from '../../protocol/rpc';
import type { BackendRequest } from '../backends/backend';
import { checkBounds } from './bounds';
import { watchWithSanitizer } from './compute-sanitizer';

/**
 * What a checked run does before its kernel runs: finds accesses out of range, and on a GPU lets compute-sanitizer watch a
 * run, where it is installed. Throws for what is wrong; returns what could not be checked.
 */
export async function sanitize(
  params: ExecuteParams,
  request: BackendRequest,
  device: NativeCudaDevice | undefined,
): Promise<readonly ReportDiagnostic[]> {
  const { unfollowed } = await checkBounds(request, device);
  request.signal.throwIfAborted();
  const sanitizer = device === undefined ? undefined : request.tools.sanitizer().found;
  const watched = sanitizer === undefined ? [] : await watchWithSanitizer(params, request, sanitizer.path);
  // Memcheck sees what is read through any pointer.
  const isFollowed = sanitizer !== undefined && request.settings.sanitizerTool === 'memcheck' && watched.length === 0;
  return unfollowed.length === 0 || isFollowed ? watched : [...watched, notFollowed(request, unfollowed)];
}

function notFollowed({ document, kernel }: BackendRequest, vectors: readonly string[]): ReportDiagnostic {
  const index = new LineIndex(document.text);
  const { start, end } = kernel.map.span;
  return {
    code: 'accesses-not-checked',
    severity: 'warning',
    message: `What is read through the pointer ${vectors.map((name) => `"${name}"`).join(', ')} that is passed on is not checked.`,
    range: { start: index.position(kernel.start + start), end: index.position(kernel.start + end) },
    source: 'sanitize',
  };
}
