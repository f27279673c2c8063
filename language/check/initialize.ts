import type { Expression } from '../cpp/tree';
import { sameType } from '../types/conversions';
import type { Type } from '../types/type';
import { decay, rankWithStructs } from './convert';
import { withoutParentheses, type Typing } from './typing';

/** True where an expression can initialise a value of the type; a list in braces becomes that type. */
export function initialize(typing: Typing, expression: Expression, from: Type, to: Type): boolean {
  const plain = withoutParentheses(expression);
  if (plain.kind === 'brace' && plain.type === undefined && to.kind !== 'unknown') {
    if (sameType(typing.types.typeOf(plain), to)) return true;
    const given = plain.elements.map((element) => typing.types.typeOf(element));
    typing.rules.initializeFromList(typing, plain, given, to);
    typing.types.setType(plain, to);
    return true;
  }
  return rankWithStructs(typing)(decay(from), to) !== 'none';
}
