import type { Expression } from '../../cpp/tree';
import { arithmetic } from '../../types/builtin';
import type { Fix } from '../../diagnostics/diagnostic';
import { describe, spell } from '../../types/spelling';
import type { Type } from '../../types/type';
import type { AdvisedField, AdviceSubject } from '../advice';
import { lossOfValue, type Loss } from '../narrowing';
import type { ImplicitConversion } from '../typing';

const places: Readonly<Record<AdvisedField['field'], readonly [value: string, becomes: string]>> = {
  map_expr: ['The value of map_expr', 'the accumulator'],
  reduce_expr: ['The value of reduce_expr', 'the accumulator'],
  neutral: ['The neutral value', 'the accumulator'],
  post_map_expr: ['The value of post_map_expr', 'the result'],
};

/** Reports values that lose something where they become another type by themselves. */
export function adviseNarrowing(advised: AdvisedField, subject: AdviceSubject): void {
  const { root, typing, target, field } = advised;
  for (const { expression, to, where } of typing.conversions) {
    const loss = lossOfValue(typing.types, expression, to);
    if (loss !== undefined && !isEveryday(advised, expression, to, where)) {
      report(advised, expression, to, 'This', loss);
    }
  }
  if (field === 'post_map_expr' && isChosen(subject)) return;
  const loss = lossOfValue(typing.types, root, target);
  if (loss !== undefined) report(advised, root, target, places[field][0], loss);
}

/** 64-bit integers such as `n` go into CUDA's float functions all the time, and no cast would make it better. */
function isEveryday({ typing }: AdvisedField, from: Expression, to: Type, where: ImplicitConversion['where']): boolean {
  const type = typing.types.typeOf(from);
  return where === 'cuda' && type.kind === 'arithmetic' && type.category === 'integer' && to === arithmetic.float;
}

/** An accumulator wider than the result is chosen so that the last conversion, and only that one, narrows. */
function isChosen({ accumulatorType, resultType }: AdviceSubject): boolean {
  return (
    accumulatorType.kind === 'arithmetic' &&
    resultType.kind === 'arithmetic' &&
    accumulatorType.category === resultType.category &&
    accumulatorType.size > resultType.size
  );
}

function report(advised: AdvisedField, expression: Expression, to: Type, what: string, loss: Loss): void {
  const { typing, findings, isDefault } = advised;
  const details = { from: describe(typing.types.typeOf(expression)), to: describe(to), what, loss };
  // No cast makes a value fit that does not.
  const fixes = isDefault || loss === 'cannot hold it' ? [] : [castFix(typing.textOf(expression.span), expression, to)];
  findings.report('narrowing', expression.span, details, { fixes });
}

function castFix(text: string, expression: Expression, to: Type): Fix {
  const isUnit = ['name', 'index', 'call', 'member', 'parenthesized', 'integer', 'float'].includes(expression.kind);
  const newText = `(${spell(to)})${isUnit ? text : `(${text})`}`;
  return { title: `Convert to ${describe(to)}`, edits: [{ span: expression.span, newText }] };
}
