import type { FileAccess, NpyHeader, VectorSource } from '../checked';
import { elementCount, npyHeadBytes, parseNpyHeader } from '../data/npy-header';
import { numpyName } from '../types/dtypes';
import type { GeneratorCall } from './generator-call';

/** The source that `file("x.npy")` names. Undefined where it cannot be used, or there is no access to files. */
export function fileSource(call: GeneratorCall): VectorSource | undefined {
  const { argument, files, findings } = call.context;
  const given = call.positional[0]?.value;
  if (given === undefined || given.kind === 'missing') return undefined;
  if (given.kind !== 'string' || given.value === '') {
    call.reportArgument(0, 'the name of a .npy file in double quotes');
    return undefined;
  }
  if (files === undefined) return undefined;
  const file = readHeader(given.value, files);
  if ('problem' in file) {
    findings.report('data-file', given.span, { path: given.value, problem: file.problem });
    return undefined;
  }
  const type = numpyName(argument.type);
  if (type !== undefined && type !== file.header.dtype) {
    findings.report('data-file-dtype', given.span, {
      path: given.value,
      dtype: file.header.dtype,
      name: argument.name,
      type,
      convert: `x.astype(${type === 'bfloat16' ? 'ml_dtypes' : 'np'}.${type === 'bool' ? 'bool_' : type})`,
    });
    return undefined;
  }
  return { kind: 'file', path: file.path, header: file.header, length: elementCount(file.header) };
}

function readHeader(name: string, files: FileAccess): { path: string; header: NpyHeader } | { problem: string } {
  try {
    const path = files.resolve(name);
    const { size } = files.stat(path);
    const header = parseNpyHeader(files.readHead(path, npyHeadBytes), size);
    return 'problem' in header ? header : { path, header };
  } catch (error) {
    return { problem: accessProblem(error) };
  }
}

/** Why a file cannot be read, as a clause. Systems name the reasons by the codes of POSIX. */
function accessProblem(error: unknown): string {
  if (!(error instanceof Error)) return `cannot be read: ${String(error)}`;
  switch ('code' in error ? error.code : undefined) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'does not exist: paths count from the folder of the .reduce file';
    case 'EISDIR':
      return 'is a folder: name a .npy file';
    case 'EACCES':
    case 'EPERM':
      return 'cannot be read: access is denied';
    default:
      return `cannot be read: ${error.message.replace(/\.$/, '')}`;
  }
}
