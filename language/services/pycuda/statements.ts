import { ExpressionParser } from './parse-expression';
import { programOf } from './pasted-text';
import { pythonTokens, type PythonToken } from './tokens';
import type { PythonStatement } from './tree';

/** Words that begin a statement which holds no expression of interest, or an expression behind the word. */
const keywords = new Set(['return', 'assert', 'print', 'if', 'elif', 'while', 'for', 'with', 'yield', 'del', 'raise']);

/** The logical lines of a Python text, comments among them, whatever blocks they stand in. */
export function pythonStatements(pasted: string): readonly PythonStatement[] {
  const text = programOf(pasted);
  const statements: PythonStatement[] = [];
  let line: PythonToken[] = [];
  let isSeparate = false;
  const finish = (): void => {
    const code = line.filter(({ kind }) => kind !== 'comment');
    const comments = line.filter(({ kind }) => kind === 'comment');
    if (line.length === 0) {
      isSeparate = true;
      return;
    }
    // A comment inside or behind a statement goes in front of it.
    for (const comment of comments) {
      statements.push({ kind: 'comment', targets: [], text: comment.text, isSeparate });
      isSeparate = false;
    }
    if (code.length > 0) statements.push({ ...statement(text, code), isSeparate });
    isSeparate = false;
    line = [];
  };
  for (const token of pythonTokens(text)) {
    if (token.kind === 'newline' || token.kind === 'end') finish();
    else if (token.text === ';' && token.kind === 'operator') finish();
    else line.push(token);
  }
  return statements;
}

function statement(text: string, tokens: readonly PythonToken[]): Omit<PythonStatement, 'isSeparate'> {
  const [first] = tokens;
  const last = tokens.at(-1);
  const written = text.slice(first?.start, last?.end);
  const base = { targets: [], text: written };
  if (first === undefined) return { kind: 'other', ...base };
  if (first.text === 'import' || first.text === 'from') return { kind: 'import', ...base };
  if (['def', 'class', '@', 'else', 'try', 'except', 'finally', 'global', 'pass'].includes(first.text)) {
    return { kind: 'other', ...base };
  }
  const equals = assignments(tokens);
  if (equals.length > 0) {
    const bounds = [-1, ...equals];
    const targets = equals.map((end, index) => {
      const target = tokens.slice((bounds[index] ?? -1) + 1, end);
      return target.map((token) => token.text).join('');
    });
    const value = new ExpressionParser(tokens.slice((equals.at(-1) ?? 0) + 1)).rest();
    return { kind: 'assignment', targets, value, text: written };
  }
  const body = first.kind === 'name' && keywords.has(first.text) && tokens[1]?.text !== '(' ? tokens.slice(1) : tokens;
  return { kind: 'expression', ...base, value: new ExpressionParser(body).rest() };
}

/** Where the `=` of an assignment stand, outside brackets. */
function assignments(tokens: readonly PythonToken[]): readonly number[] {
  const found: number[] = [];
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'operator') continue;
    if ('([{'.includes(token.text)) depth++;
    else if (')]}'.includes(token.text)) depth--;
    else if (token.text === '=' && depth === 0) found.push(index);
  }
  return found;
}
