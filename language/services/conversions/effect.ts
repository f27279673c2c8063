import { constantValue, type ConstantValue } from '../../check/constant';
import { constantFits, lossOfValue } from '../../check/narrowing';
import type { ExpressionTypes } from '../../check/typed';
import { roundTo } from '../../data/float-bits';
import { isArithmetic, isFloating } from '../../types/conversions';
import { floatFormatOf, integerRange } from '../../types/dtypes';
import type { ArithmeticType } from '../../types/type';
import type { ImplicitConversion } from './implicit-conversions';

/** What a conversion does to the value, as a few words: `exact`, `drops the fraction`, `exact up to 2^24`. */
export function conversionEffect({ operand, from, to }: ImplicitConversion, types: ExpressionTypes): string {
  const loss = lossOfValue(types, operand, to);
  if (loss !== undefined) return loss;
  if (!isArithmetic(from) || !isArithmetic(to)) return 'by a constructor';
  if (to.category === 'bool') return 'true unless 0';
  const value = constantValue(operand);
  if (value !== undefined && constantFits(value, to)) return isKept(value, from, to) ? 'exact' : 'rounds it';
  return isFloating(to) ? toFloating(from, to) : toInteger(from, to);
}

/** True where a constant that is in range is not rounded either. */
function isKept(value: ConstantValue, from: ArithmeticType, to: ArithmeticType): boolean {
  if (typeof value === 'bigint' || !isFloating(to)) return true;
  const own = isFloating(from) ? roundTo(value, from) : value;
  return Number.isNaN(own) || roundTo(own, to) === own;
}

function toFloating(from: ArithmeticType, to: ArithmeticType): string {
  if (isFloating(from)) return 'exact';
  const { precision } = floatFormatOf(to);
  return integerRange(from).max <= 1n << BigInt(precision) ? 'exact' : `exact up to 2^${precision}`;
}

function toInteger(from: ArithmeticType, to: ArithmeticType): string {
  if (isFloating(from)) return 'drops the fraction';
  const [source, target] = [integerRange(from), integerRange(to)];
  if (source.min >= target.min && source.max <= target.max) return 'exact';
  return source.min < target.min && source.max <= target.max ? 'negative values wrap' : 'large values wrap';
}
