import { LineIndex } from '../../language';
import type { NativeCudaDevice } from '../../native/binding';
import type { ReportDiagnostic } from '../../protocol/report';
import type { ExecuteParams, SanitizerTool } from '../../protocol/rpc';
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
  const { sanitizerTool: tool } = request.settings;
  const sanitizer = device === undefined ? undefined : request.tools.sanitizer().found;
  if (sanitizer === undefined) {
    // Memcheck only adds to what was checked already; whoever asks for another tool asks for what that tool finds.
    const missing = tool === 'memcheck' ? [] : [notWatched(request, tool, device)];
    return unfollowed.length === 0 ? missing : [...missing, notFollowed(request, unfollowed)];
  }
  const watched = await watchWithSanitizer(params, request, sanitizer.path);
  // Memcheck sees what is read through any pointer.
  const isFollowed = tool === 'memcheck' && watched.length === 0;
  return unfollowed.length === 0 || isFollowed ? watched : [...watched, notFollowed(request, unfollowed)];
}

function notWatched(
  request: BackendRequest,
  tool: SanitizerTool,
  device: NativeCudaDevice | undefined,
): ReportDiagnostic {
  const reason =
    device === undefined
      ? 'it needs an NVIDIA GPU'
      : 'compute-sanitizer was not found; it comes with the CUDA toolkit, and with: pip install nvidia-cuda-sanitizer-api';
  return atMap(request, 'sanitizer-incomplete', `${tool} did not run: ${reason}.`);
}

function notFollowed(request: BackendRequest, vectors: readonly string[]): ReportDiagnostic {
  const names = vectors.map((name) => `"${name}"`).join(', ');
  return atMap(
    request,
    'accesses-not-checked',
    `What is read through the pointer ${names} that is passed on is not checked.`,
  );
}

function atMap({ document, kernel }: BackendRequest, code: string, message: string): ReportDiagnostic {
  const index = new LineIndex(document.text);
  const { start, end } = kernel.map.span;
  const range = { start: index.position(kernel.start + start), end: index.position(kernel.start + end) };
  return { code, severity: 'warning', message, range, source: 'sanitize' };
}
