import { CompletionItemKind } from 'vscode-languageserver-types';
import { span, type Span } from '../../text/span';
import type { FileListing } from './options';
import type { Proposal } from './proposal';
import { Rank } from './rank';

/**
 * The `.npy` files and the folders that the path in a string can go on with.
 * @param content What stands between the quotes.
 */
export function fileProposals(text: string, content: Span, cursor: number, files: FileListing): readonly Proposal[] {
  const before = text.slice(content.start, cursor);
  const folder = before.slice(0, before.lastIndexOf('/') + 1);
  const start = content.start + folder.length;
  const rest = text.slice(cursor, content.end);
  const end = cursor + (rest.includes('/') ? rest.indexOf('/') : rest.length);
  return entries(files, folder)
    .filter(({ name, isFolder }) => (isFolder || name.endsWith('.npy')) && !name.startsWith('.'))
    .map(({ name, isFolder }) => ({
      label: isFolder ? `${name}/` : name,
      kind: isFolder ? CompletionItemKind.Folder : CompletionItemKind.File,
      rank: isFolder ? Rank.Wanted + 1 : Rank.Wanted,
      insert: isFolder && !rest.includes('/') ? `${name}/` : name,
      replaces: span(start, end),
    }));
}

function entries(files: FileListing, folder: string): ReturnType<FileListing['list']> {
  try {
    return files.list(folder);
  } catch {
    // A folder that cannot be read has nothing to offer.
    return [];
  }
}
