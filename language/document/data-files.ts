import type { DataFile, FileAccess } from '../checked';
import type { CaseItem, CaseValue } from '../syntax/tree';

const named = new WeakMap<CaseItem, readonly string[]>();

/** The files that a case names, as they are now. */
export function dataFilesOf(item: CaseItem, files: FileAccess | undefined): readonly DataFile[] {
  let paths = named.get(item);
  if (paths === undefined) {
    paths = item.bindings.flatMap(({ value }) => pathsIn(value));
    named.set(item, paths);
  }
  return paths.length === 0 ? none : paths.map((path) => ({ path, state: stateOf(path, files) }));
}

const none: readonly DataFile[] = [];

export function sameFiles(left: readonly DataFile[], right: readonly DataFile[]): boolean {
  if (left === right) return true;
  return (
    left.length === right.length &&
    left.every(({ state }, index) => {
      const other = right[index]?.state;
      return state?.size === other?.size && state?.modified === other?.modified;
    })
  );
}

function pathsIn(value: CaseValue): string[] {
  if (value.kind !== 'generator' || value.name.text !== 'file') return [];
  return value.arguments.flatMap(({ value: path }) => (path.kind === 'string' ? [path.value] : []));
}

function stateOf(path: string, files: FileAccess | undefined): DataFile['state'] {
  try {
    return files?.stat(files.resolve(path));
  } catch {
    // Whoever reads the file says why it cannot be read.
    return undefined;
  }
}
