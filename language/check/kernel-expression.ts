import type { KernelExpression } from '../checked';
import { parseExpression } from '../cpp/parse-expression';
import type { Expression } from '../cpp/tree';
import type { DiagnosticCode } from '../diagnostics/codes';
import { Findings } from '../diagnostics/diagnostic';
import type { Span } from '../text/span';
import { slice } from '../text/span';
import { isExplicitlyConvertible } from '../types/conversions';
import { describe } from '../types/spelling';
import type { Type } from '../types/type';
import { conversionAdvice } from './construct';
import { decay, reportVector } from './convert';
import { createTyping } from './expression';
import { initialize } from './initialize';
import type { ExpressionField } from './kernel-scope';
import { isTypeName } from './preamble';
import { withoutQuotes } from './quoted-value';
import type { VariableScope } from './scope';
import type { TypeTable } from './type-table';
import type { PreambleScope } from './typed';
import type { Typing } from './typing';

/** An expression of a kernel, typed, with everything that advice about it needs. */
export interface TypedField {
  readonly field: ExpressionField;
  readonly expression: KernelExpression;
  readonly typing: Typing;
  /** True where it cannot compile; no more is said about it then. */
  readonly hasErrors: boolean;
  /** True for the map that stands for none: there is no text of it that could be mended. */
  readonly isDefault: boolean;
}

/** The expressions that a kernel has, the default map included. */
export interface TypedExpressions {
  readonly map: TypedField | undefined;
  readonly reduce: TypedField | undefined;
  readonly neutral: TypedField | undefined;
  readonly postMap: TypedField | undefined;
}

export interface FieldContext {
  readonly text: string;
  readonly preamble: PreambleScope;
  readonly types: TypeTable;
  readonly findings: Findings;
  readonly variables: VariableScope;
}

/** Parses and types the value of a field. */
export function readField(context: FieldContext, field: ExpressionField, place: Span): TypedField {
  const findings = new Findings();
  const value = withoutQuotes(context.text, place, field, context.findings);
  const isType = (name: string): boolean => isTypeName(context.preamble, name);
  const expression = parseExpression(context.text, value, { isTypeName: isType, findings });
  return typeField(context, field, expression, { text: slice(context.text, value), span: value }, findings);
}

const nameCodes: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  'undefined-name',
  'python-name',
  'std-name',
  'name-out-of-place',
  'unknown-type',
]);

/** Types an expression that stands for the value of a field. */
export function typeField(
  context: FieldContext,
  field: ExpressionField,
  expression: Expression,
  source: { readonly text: string; readonly span: Span },
  findings: Findings = new Findings(),
): TypedField {
  const isBroken = findings.all.some(({ severity }) => severity === 'error');
  const { text, variables, preamble, types } = context;
  const hasIndex = field === 'map_expr';
  const found = new Findings();
  const typing = createTyping({ text, variables, preamble, types, findings: found, canAssign: false, hasIndex });
  const type = typing.type(expression);
  // Types of an expression that could not be read in full follow from the mistake in it; names stand on their own.
  findings.add(isBroken ? found.all.filter(({ code }) => nameCodes.has(code)) : found.all);
  context.findings.add(findings.all);
  const hasErrors =
    isBroken || expression.kind === 'missing' || findings.all.some(({ severity }) => severity === 'error');
  const isDefault = source.span.start === source.span.end;
  return {
    field,
    expression: { text: source.text, span: source.span, expression, type },
    typing,
    hasErrors,
    isDefault,
  };
}

/**
 * Reports a value that does not become the type that its place needs. A list in braces takes that type.
 */
export function checkValue(findings: Findings, typed: TypedField, to: Type): void {
  const { expression, type } = typed.expression;
  const own = typed.typing.findings;
  const reported = own.all.length;
  const fits = fitsValue(typed, to);
  if (!fits && !(decay(type).kind === 'pointer' && reportVector(typed.typing, expression))) {
    const details = { from: describe(type), to: describe(to), what: `The value of ${typed.field}` };
    const advice = conversionAdvice(type, to);
    own.report('cannot-convert', expression.span, advice === undefined ? details : { ...details, advice });
  }
  if (own.all.length > reported) findings.add(own.all.slice(reported));
}

function fitsValue(typed: TypedField, to: Type): boolean {
  const { expression, type } = typed.expression;
  if (initialize(typed.typing, expression, type, to)) return true;
  // Complex numbers lose precision by a cast, which generated code writes.
  return type.kind === 'complex' && to.kind === 'complex' && isExplicitlyConvertible(type, to);
}
