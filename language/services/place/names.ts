import { parseExpression } from '../../cpp/parse-expression';
import { createTyping } from '../../check/expression';
import { argumentVariables, KernelScope, type ExpressionField } from '../../check/kernel-scope';
import { isTypeName } from '../../check/preamble';
import { PreambleVariables } from '../../check/preamble-variables';
import type { VariableScope } from '../../check/scope';
import { TypeTable } from '../../check/type-table';
import type { PreambleScope } from '../../check/typed';
import type { Typing } from '../../check/typing';
import { Findings } from '../../diagnostics/diagnostic';
import type { KernelState } from '../../document/kernel-memo';
import type { Span } from '../../text/span';
import { unknownType } from '../../types/builtin';
import type { Type } from '../../types/type';

/** What the code around a cursor can name, and how parts of it are typed. */
export class Names {
  private readonly types = new TypeTable();

  constructor(
    private readonly text: string,
    readonly variables: VariableScope,
    readonly preamble: PreambleScope,
    /** The field, in an expression of a kernel. */
    readonly field?: ExpressionField,
  ) {}

  /** Those of an expression of a kernel. */
  static ofField(text: string, field: ExpressionField, { parts: { kernel, scope } }: KernelState): Names {
    const variables = new KernelScope(
      field,
      argumentVariables(kernel.arguments),
      kernel.accumulatorType,
      new PreambleVariables(scope),
    );
    return new Names(text, variables, scope, field);
  }

  readonly isType = (name: string): boolean => isTypeName(this.preamble, name);

  /** The type of an expression that stands at a place of the text; unknown for what cannot be read or typed. */
  typeAt(place: Span): Type {
    const context = { isTypeName: this.isType, findings: new Findings() };
    const expression = parseExpression(this.text, place, context);
    return expression.kind === 'missing' ? unknownType : this.typing().type(expression);
  }

  isBlank({ start, end }: Span): boolean {
    return this.text.slice(start, end).trim() === '';
  }

  /** A typing whose findings nobody reads. */
  typing(): Typing {
    const { text, variables, preamble, types } = this;
    const hasIndex = this.field === 'map_expr';
    return createTyping({ text, variables, preamble, types, findings: new Findings(), canAssign: true, hasIndex });
  }
}
