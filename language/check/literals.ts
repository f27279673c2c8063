import type { Expression, IntegerLiteral } from '../cpp/tree';
import { arithmetic } from '../types/builtin';
import { integerRange } from '../types/dtypes';
import type { ArithmeticName, ArithmeticType, Type } from '../types/type';

/** The type of an integer literal: the first of the suffix's list that holds it (C++17 [lex.icon], table 5). */
export function integerLiteralType(literal: IntegerLiteral): ArithmeticType {
  const width = literal.suffix.replace('u', '');
  const widths: ArithmeticName[] = width === '' ? ['int', 'long'] : [width === 'l' ? 'long' : 'long long'];
  const isUnsigned = literal.suffix.includes('u');
  for (const name of widths) {
    const signed = arithmetic[name];
    const unsigned =
      arithmetic[name === 'int' ? 'unsigned int' : name === 'long' ? 'unsigned long' : 'unsigned long long'];
    if (!isUnsigned && literal.value <= integerRange(signed).max) return signed;
    if ((isUnsigned || literal.base !== 10) && literal.value <= integerRange(unsigned).max) return unsigned;
  }
  return width === 'll' ? arithmetic['unsigned long long'] : arithmetic['unsigned long'];
}

/** The type of a literal; undefined for any other expression. */
export function literalType(expression: Expression): Type | undefined {
  switch (expression.kind) {
    case 'integer':
      return integerLiteralType(expression);
    case 'float':
      // Device code has no long double: `l` means double there.
      return expression.suffix === 'f' ? arithmetic.float : arithmetic.double;
    case 'bool':
      return arithmetic.bool;
    case 'character':
      return arithmetic.char;
    case 'string':
      return { kind: 'pointer', pointee: arithmetic.char, isConst: true };
    default:
      return undefined;
  }
}
