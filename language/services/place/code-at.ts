import type { ExpressionField } from '../../check/kernel-scope';
import type { Token } from '../../cpp/lexer';
import type { KernelState } from '../../document/kernel-memo';
import type { Type } from '../../types/type';
import type { Analysis } from '../model/analysis';
import { Names } from './names';
import { itemOf, type Place } from './place';
import { preambleNames } from './preamble-names';
import { tokensBetween } from './tokens';

/** The C++ before a cursor. */
export interface Code {
  readonly text: string;
  /** The tokens from the start of the value or the preamble up to `end`. */
  readonly tokens: readonly Token[];
  readonly end: number;
  readonly names: Names;
  /** The type that the whole value becomes. */
  readonly target: Type | undefined;
}

/** The C++ of an expression or a preamble, up to `end`; undefined where the place has no C++. */
export function codeAt(analysis: Analysis, place: Place, end: number): Code | undefined {
  const { part } = place;
  const { text, model } = analysis;
  const kernel = itemOf(place, 'kernel');
  const state = kernel && model.kernelStates.get(kernel);
  if (part.kind === 'preamble') {
    const scope = state?.parts.scope ?? model.preambles.checked.scope;
    const names = preambleNames(text, part.start, end, scope);
    return { text, tokens: tokensBetween(text, part.start, end), end, names, target: undefined };
  }
  if (part.kind !== 'value' || state === undefined || !isExpressionField(part.name)) return undefined;
  const names = Names.ofField(text, part.name, state);
  return { text, tokens: tokensBetween(text, part.start, end), end, names, target: targetOf(part.name, state) };
}

/** Whether a field's value is a C++ expression. */
function isExpressionField(name: string): name is ExpressionField {
  return name === 'map_expr' || name === 'reduce_expr' || name === 'neutral' || name === 'post_map_expr';
}

/** What the value of an expression becomes. */
function targetOf(field: ExpressionField, { parts: { kernel } }: KernelState): Type {
  return field === 'post_map_expr' ? kernel.resultType : kernel.accumulatorType;
}
