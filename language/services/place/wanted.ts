import { arithmetic } from '../../types/builtin';
import type { Token } from '../../cpp/lexer';
import type { Type } from '../../types/type';
import { enclosingCalls } from './call';
import { activeCallable, callablesOf } from './callable';
import type { Names } from './names';
import { openBrackets } from './tokens';

/**
 * The type that an expression behind the tokens is to have: that of the parameter that it is given for, a whole number
 * in an index, else that of the whole value. Undefined where nothing is known.
 */
export function wantedType(
  text: string,
  tokens: readonly Token[],
  end: number,
  names: Names,
  whole: Type | undefined,
): Type | undefined {
  const innermost = tokens[openBrackets(tokens).at(-1) ?? -1];
  if (innermost?.text === '[') return arithmetic['long long'];
  let wanted = whole?.kind === 'unknown' ? undefined : whole;
  for (const call of enclosingCalls(text, tokens, end).toReversed()) {
    const callables = callablesOf(call, names);
    const parameters = callables[activeCallable(callables, call, names, wanted)]?.parameters;
    const type = parameters?.[call.given.length]?.type;
    wanted = type?.kind === 'unknown' ? undefined : (type ?? wanted);
  }
  return wanted;
}
