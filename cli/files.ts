import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from './exit-codes';

/** A `.reduce` file that the command line named. */
export interface InputFile {
  /** As the user would write it. */
  readonly path: string;
  readonly uri: string;
  readonly text: string;
}

/** Reads files, and every `.reduce` file under folders. Throws a UsageError for what is not there. */
export function readInputs(arguments_: readonly string[]): readonly InputFile[] {
  if (arguments_.length === 0) throw new UsageError('Name at least one .reduce file or folder.');
  return arguments_.flatMap((argument) => expand(argument)).map(readInput);
}

function expand(argument: string): readonly string[] {
  const stats = statSync(argument, { throwIfNoEntry: false });
  if (stats === undefined) throw new MissingFileError(argument);
  if (!stats.isDirectory()) return [argument];
  const found = readdirSync(argument, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.reduce'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  if (found.length === 0) throw new UsageError(`There is no .reduce file in ${argument}.`);
  return found;
}

function readInput(file: string): InputFile {
  try {
    const bytes = readFileSync(file);
    if (isUtf16(bytes)) throw new Error('it is UTF-16. Save it as UTF-8.');
    return { path: file, uri: pathToFileURL(path.resolve(file)).href, text: bytes.toString('utf8') };
  } catch (error) {
    throw new Error(`${file} could not be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** Whether bytes begin with the mark of UTF-16, as some editors and shells of Windows write files. */
function isUtf16(bytes: Buffer): boolean {
  const mark = bytes.subarray(0, 2).toString('hex');
  return mark === 'fffe' || mark === 'feff';
}

/** A file that was named is not there: the run failed, the command line was understood. */
export class MissingFileError extends Error {
  constructor(file: string) {
    super(`${file}: there is no such file or folder.`);
  }
}
