import type { SemanticTokensEdit } from 'vscode-languageserver';
import type { TokenChange } from '../../language/services';

/** Numbers that encode one token. */
const TOKEN_SIZE = 5;

/** The one edit that turns encoded tokens into others: what lies between the tokens that both begin and end with. */
export function deltaOf({ start, before, after }: TokenChange): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  head -= head % TOKEN_SIZE;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  tail -= tail % TOKEN_SIZE;
  const deleteCount = before.length - head - tail;
  const data = after.slice(head, after.length - tail);
  if (deleteCount === 0 && data.length === 0) return [];
  return [{ start: start + head, deleteCount, ...(data.length > 0 && { data }) }];
}
