import type { Cursor } from './cursor';
import { keywords } from './keywords';
import type { NameExpression } from './tree';
import { scanTemplateArguments } from './type-lookahead';
import { parseTemplateArguments } from './types';

/** Reads `x`, `ns::f`, `::f`, `f<int>` or `ns::S<float>::f`, whose first token stands at the cursor. */
export function parseName(cursor: Cursor): NameExpression {
  const start = cursor.token.start;
  let name = cursor.accept('::') ? '::' : '';
  let templateArguments: NameExpression['templateArguments'];
  for (;;) {
    if (cursor.token.kind !== 'identifier' || (keywords.has(cursor.token.text) && cursor.token.text !== 'this')) {
      cursor.report('missing-member', cursor.previous ?? cursor.token, { operator: '::' });
      break;
    }
    name += cursor.advance().text;
    const template = parseOwnArguments(cursor);
    if (!cursor.at('::')) {
      templateArguments = template?.list;
      break;
    }
    name += `${template?.spelling ?? ''}::`;
    cursor.advance();
  }
  const span = { start, end: cursor.previousEnd };
  return templateArguments === undefined
    ? { kind: 'name', span, name }
    : { kind: 'name', span, name, templateArguments };
}

/** Template arguments, where the `<` at the cursor is not a comparison: a call or a `::` follows them. */
function parseOwnArguments(
  cursor: Cursor,
): { list: NonNullable<NameExpression['templateArguments']>; spelling: string } | undefined {
  if (!cursor.at('<')) return undefined;
  const end = scanTemplateArguments(cursor, cursor.position);
  if (end === undefined || !['(', '{', '::'].includes(cursor.tokenAt(end).text)) return undefined;
  const start = cursor.token.start;
  const list = parseTemplateArguments(cursor);
  return { list, spelling: cursor.spelling({ start, end: cursor.previousEnd }).replace(/\s+/g, ' ') };
}
