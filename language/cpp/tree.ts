import type { Span } from '../text/span';

/** The C++ that a kernel may contain: expressions everywhere, statements and declarations in preambles. */

interface Node {
  readonly span: Span;
}

export type Expression =
  | IntegerLiteral
  | FloatLiteral
  | BoolLiteral
  | CharacterLiteral
  | StringLiteral
  | NullptrLiteral
  | NameExpression
  | UnaryExpression
  | PostfixExpression
  | BinaryExpression
  | AssignmentExpression
  | ConditionalExpression
  | CommaExpression
  | CallExpression
  | IndexExpression
  | MemberExpression
  | CastExpression
  | BraceExpression
  | ParenthesizedExpression
  | SizeofExpression
  | MissingExpression;

export interface IntegerLiteral extends Node {
  readonly kind: 'integer';
  readonly value: bigint;
  readonly base: 2 | 8 | 10 | 16;
  /** Lower case, without order: '', 'u', 'l', 'ul', 'll', 'ull'. */
  readonly suffix: '' | 'u' | 'l' | 'ul' | 'll' | 'ull';
}

export interface FloatLiteral extends Node {
  readonly kind: 'float';
  /** The nearest double. A `f` suffix is applied by the checker. */
  readonly value: number;
  readonly suffix: '' | 'f' | 'l';
}

export interface BoolLiteral extends Node {
  readonly kind: 'bool';
  readonly value: boolean;
}

export interface CharacterLiteral extends Node {
  readonly kind: 'character';
  /** The character's code. */
  readonly value: number;
}

export interface StringLiteral extends Node {
  readonly kind: 'string';
  readonly value: string;
}

export interface NullptrLiteral extends Node {
  readonly kind: 'nullptr';
}

export interface NameExpression extends Node {
  readonly kind: 'name';
  /** With qualifiers and without blanks: `x`, `std::max`, `::fabs`. */
  readonly name: string;
  /** `f<int>(x)`: present where the name has template arguments. */
  readonly templateArguments?: readonly (TypeName | Expression)[];
}

export type UnaryOperator = '+' | '-' | '!' | '~' | '*' | '&' | '++' | '--';

export interface UnaryExpression extends Node {
  readonly kind: 'unary';
  readonly operator: UnaryOperator;
  readonly operatorSpan: Span;
  readonly operand: Expression;
}

export interface PostfixExpression extends Node {
  readonly kind: 'postfix';
  readonly operator: '++' | '--';
  readonly operatorSpan: Span;
  readonly operand: Expression;
}

export type BinaryOperator =
  '*' | '/' | '%' | '+' | '-' | '<<' | '>>' | '<' | '<=' | '>' | '>=' | '==' | '!=' | '&' | '^' | '|' | '&&' | '||';

export interface BinaryExpression extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly operatorSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
}

export type AssignmentOperator = '=' | '*=' | '/=' | '%=' | '+=' | '-=' | '<<=' | '>>=' | '&=' | '^=' | '|=';

export interface AssignmentExpression extends Node {
  readonly kind: 'assignment';
  readonly operator: AssignmentOperator;
  readonly operatorSpan: Span;
  readonly target: Expression;
  readonly value: Expression;
}

export interface ConditionalExpression extends Node {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

export interface CommaExpression extends Node {
  readonly kind: 'comma';
  readonly operatorSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
}

export interface CallExpression extends Node {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly arguments: readonly Expression[];
  /** The parentheses with what is between them. */
  readonly argumentsSpan: Span;
}

export interface IndexExpression extends Node {
  readonly kind: 'index';
  readonly object: Expression;
  readonly index: Expression;
}

export interface MemberExpression extends Node {
  readonly kind: 'member';
  readonly object: Expression;
  readonly arrow: boolean;
  /** Empty where the name is missing. */
  readonly member: string;
  readonly memberSpan: Span;
  /** `x.get<0>()`: present where the member has template arguments. */
  readonly templateArguments?: readonly (TypeName | Expression)[];
}

/** `(T)x`, `T(x)`, `T(x, y)`, `static_cast<T>(x)` and its relatives. */
export interface CastExpression extends Node {
  readonly kind: 'cast';
  readonly style: 'c' | 'functional' | 'static_cast' | 'reinterpret_cast' | 'const_cast';
  readonly type: TypeName;
  /** One for C and `_cast` styles; any number for the functional style (construction). */
  readonly operands: readonly Expression[];
}

/** `{ x, y }` or `T{ x, y }` */
export interface BraceExpression extends Node {
  readonly kind: 'brace';
  readonly type?: TypeName;
  readonly elements: readonly Expression[];
}

export interface ParenthesizedExpression extends Node {
  readonly kind: 'parenthesized';
  readonly inner: Expression;
}

export interface SizeofExpression extends Node {
  readonly kind: 'sizeof';
  readonly operand: TypeName | Expression;
}

/** Where an expression had to stand and does not. It has produced a diagnostic. */
export interface MissingExpression extends Node {
  readonly kind: 'missing';
}

/** A type as it is written: `const unsigned long long *`, `pycuda::complex<float>`, `float4`. */
export interface TypeName extends Node {
  readonly kind: 'type';
  /**
   * Normal form without qualifiers, one blank between words: `unsigned long long`, `pycuda::complex`. Empty where the
   * type is missing or cannot stand here: that has produced a diagnostic.
   */
  readonly name: string;
  readonly nameSpan: Span;
  readonly templateArguments: readonly (TypeName | Expression)[];
  readonly isConst: boolean;
  readonly isVolatile: boolean;
  readonly pointers: number;
  readonly isReference: boolean;
}

export type Statement =
  | BlockStatement
  | DeclarationStatement
  | ExpressionStatement
  | ReturnStatement
  | IfStatement
  | WhileStatement
  | DoStatement
  | ForStatement
  | SwitchStatement
  | JumpStatement
  | OpaqueStatement;

export interface BlockStatement extends Node {
  readonly kind: 'block';
  readonly statements: readonly Statement[];
}

export interface VariableDeclarator {
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: TypeName;
  /** Sizes of `T name[2][3]`, outermost first; empty for no array. */
  readonly arraySizes: readonly Expression[];
  readonly initializer?: Expression;
}

export interface DeclarationStatement extends Node {
  readonly kind: 'declaration';
  readonly variables: readonly VariableDeclarator[];
}

export interface ExpressionStatement extends Node {
  readonly kind: 'expression';
  readonly expression: Expression;
}

export interface ReturnStatement extends Node {
  readonly kind: 'return';
  readonly value?: Expression;
}

export interface IfStatement extends Node {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly whenTrue: Statement;
  readonly whenFalse?: Statement;
}

export interface WhileStatement extends Node {
  readonly kind: 'while';
  readonly condition: Expression;
  readonly body: Statement;
}

export interface DoStatement extends Node {
  readonly kind: 'do';
  readonly body: Statement;
  readonly condition: Expression;
}

export interface ForStatement extends Node {
  readonly kind: 'for';
  readonly initializer?: DeclarationStatement | ExpressionStatement;
  readonly condition?: Expression;
  readonly step?: Expression;
  readonly body: Statement;
}

export interface SwitchStatement extends Node {
  readonly kind: 'switch';
  readonly subject: Expression;
  readonly clauses: readonly { readonly label?: Expression; readonly statements: readonly Statement[] }[];
}

export interface JumpStatement extends Node {
  readonly kind: 'break' | 'continue';
}

/** A statement that is beyond this parser. A function that has one can be typed, not evaluated. */
export interface OpaqueStatement extends Node {
  readonly kind: 'opaque';
}

export type Declaration = StructDeclaration | FunctionDeclaration | VariableGlobal | AliasDeclaration | EnumDeclaration;

export interface StructDeclaration extends Node {
  readonly kind: 'struct';
  readonly name: string;
  readonly nameSpan: Span;
  readonly fields: readonly FieldDeclaration[];
  readonly constructors: readonly FunctionDeclaration[];
  readonly methods: readonly FunctionDeclaration[];
  /** True where it has bases, templates, bit fields or anything else that makes the fields not the whole story. */
  readonly opaque: boolean;
  /** Bytes, of `alignas(N)` or `__align__(N)`: the struct's alignment is at least this. */
  readonly alignment?: number;
}

export interface FieldDeclaration extends Node {
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: TypeName;
  readonly arraySizes: readonly Expression[];
  readonly initializer?: Expression;
}

export interface FunctionDeclaration extends Node {
  readonly kind: 'function';
  /** `f`, or `operator+` for an operator, or the struct's name for a constructor. */
  readonly name: string;
  readonly nameSpan: Span;
  /** Left out for a constructor. */
  readonly returnType?: TypeName;
  readonly parameters: readonly ParameterDeclaration[];
  /** `: lo(a), hi(b)` of a constructor. */
  readonly memberInitializers: readonly {
    readonly name: string;
    readonly nameSpan: Span;
    readonly arguments: readonly Expression[];
  }[];
  /** Left out for a declaration without a body. */
  readonly body?: BlockStatement;
  /** The comment that stands directly above, without its markers. */
  readonly documentation?: string;
  /** True for templates and anything else whose calls cannot be typed from this. */
  readonly opaque: boolean;
}

export interface ParameterDeclaration extends Node {
  /** Empty for an unnamed parameter. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: TypeName;
  readonly defaultValue?: Expression;
}

export interface VariableGlobal extends Node {
  readonly kind: 'variable';
  readonly variable: VariableDeclarator;
}

/** `using A = T;` or `typedef T A;` */
export interface AliasDeclaration extends Node {
  readonly kind: 'alias';
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: TypeName;
}

export interface EnumDeclaration extends Node {
  readonly kind: 'enum';
  /** Empty for an unnamed enumeration. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly scoped: boolean;
  readonly underlying?: TypeName;
  readonly members: readonly { readonly name: string; readonly nameSpan: Span; readonly value?: Expression }[];
}
