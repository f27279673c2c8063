import type { BraceExpression, Expression, TypeName } from '../cpp/tree';
import type { Findings } from '../diagnostics/diagnostic';
import { slice, type Span } from '../text/span';
import { unknownType } from '../types/builtin';
import { resolveType, suggestType } from '../types/resolve';
import type { Type } from '../types/type';
import type { VariableScope } from './scope';
import type { TypeTable } from './type-table';
import type { PreambleScope } from './typed';

/** Where a value becomes another type by itself; the advice about narrowing reads these. */
export interface ImplicitConversion {
  readonly expression: Expression;
  readonly to: Type;
  /** `cuda`: an argument of a CUDA function. `call`: an argument of a preamble's function or constructor. */
  readonly where: 'cuda' | 'call' | 'member';
  /** What the value becomes, for a message: `the parameter ‘x’ of f`. */
  readonly what: string;
}

export interface TypingOptions {
  /** The text that the expressions' spans index. */
  readonly text: string;
  readonly variables: VariableScope;
  readonly preamble: PreambleScope;
  readonly types: TypeTable;
  readonly findings: Findings;
  /** True in the body of a function, where expressions may change variables. */
  readonly canAssign: boolean;
  /** True where `i` can be written, so that a vector can be given its index. */
  readonly hasIndex: boolean;
}

/**
 * The rules that need each other, and live in files of their own: they reach each other through the `Typing` that they
 * work for.
 */
export interface TypingRules {
  /** The type of an expression by its kind; the parts below it are typed first. */
  typeExpression(typing: Typing, expression: Expression): Type;
  /** Checks that a list in braces, whose elements are typed, can initialise a value of the type. */
  initializeFromList(typing: Typing, list: BraceExpression, given: readonly Type[], to: Type): void;
}

/** Types the expressions of one place, and reports what cannot compile. What it cannot type is unknown, silently. */
export class Typing {
  readonly conversions: ImplicitConversion[] = [];
  /** Names that were used, whatever they stand for. */
  readonly usedNames = new Set<string>();

  /** `createTyping` makes one with the rules of this language. */
  constructor(
    readonly options: TypingOptions,
    readonly rules: TypingRules,
  ) {}

  get findings(): Findings {
    return this.options.findings;
  }

  get preamble(): PreambleScope {
    return this.options.preamble;
  }

  get types(): TypeTable {
    return this.options.types;
  }

  get variables(): VariableScope {
    return this.options.variables;
  }

  textOf(span: Span): string {
    return slice(this.options.text, span);
  }

  /** Types an expression with all below it. */
  type(expression: Expression): Type {
    const type = this.rules.typeExpression(this, expression);
    this.types.setType(expression, type);
    return type;
  }

  /** The type that a name stands for; reports a name that stands for none. */
  resolve(name: TypeName): Type {
    const type = resolveType(name, this.preamble);
    if (type === undefined) this.reportUnknownType(name);
    return type ?? unknownType;
  }

  private reportUnknownType(name: TypeName): void {
    const written = name.templateArguments.length > 0 ? this.textOf(name.span) : name.name;
    const suggestion = suggestType(name.name, this.preamble);
    const fixes =
      suggestion === undefined
        ? []
        : [{ title: `Change to ‘${suggestion}’`, edits: [{ span: name.nameSpan, newText: suggestion }] }];
    const details = { name: written, ...(suggestion === undefined ? {} : { suggestion }) };
    this.findings.report('unknown-type', name.nameSpan, details, { fixes });
  }
}

/** The expression below any parentheses. */
export function withoutParentheses(expression: Expression): Expression {
  let inner = expression;
  while (inner.kind === 'parenthesized') inner = inner.inner;
  return inner;
}
