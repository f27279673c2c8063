import type { ErrorCode } from '../../protocol/errors';
import type { Run } from '../../protocol/report';

/** What a machine lacks, as opposed to what is wrong with a kernel. */
const missing: ReadonlySet<string> = new Set<ErrorCode>([
  'no-cuda-driver',
  'no-cuda-device',
  'no-such-device',
  'no-cuda-compiler',
  'no-cpp-compiler',
]);

export function isMissingTool(code: string): boolean {
  return missing.has(code);
}

/** The error of a run that could not be made because its machine lacks something. */
export function missingToolOf({ status, error }: Run): Run['error'] {
  return status === 'error' && error !== undefined && isMissingTool(error.code) ? error : undefined;
}

/** Advice that the runner wrote for a terminal, in the words of the editor. */
export function inEditorWords(advice: string): string {
  return advice
    .replaceAll('"warpfold devices"', '“Warpfold: Show Devices”')
    .replaceAll('use --device cpu', 'select the device “cpu”');
}
