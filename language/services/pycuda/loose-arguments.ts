import { programOf } from './pasted-text';
import { pythonStatements } from './statements';

const assigned = /(?<![\w.])(dtype_out|neutral|reduce_expr|map_expr|arguments)\s*=(?!=)/g;

/**
 * The call of `ReductionKernel` that Python's arguments were copied out of, or that assignments of their names are meant
 * for; undefined for a text that has too few of them.
 */
export function callOfArguments(pasted: string): string | undefined {
  const text = programOf(pasted).trim();
  const names = new Set([...text.matchAll(assigned)].map(([, name]) => name));
  if (!names.has('reduce_expr') || names.size < 3) return undefined;
  const statements = pythonStatements(text);
  const isOneEach =
    statements.length > 1 && statements.every(({ kind }) => kind === 'assignment' || kind === 'comment');
  const given = isOneEach
    ? statements
        .filter(({ kind }) => kind === 'assignment')
        .map(({ text: assignment }) => assignment.replace(/[,;\s]+$/, ''))
        .join(',\n')
    : text;
  return `ReductionKernel(${given}\n)`;
}
