import { binaryPrecedence } from './operators';
import type { Expression, TypeName } from './tree';

export interface PrintOptions {
  /** Puts parentheses around every operation, so that the text shows the tree's shape. */
  readonly parenthesize?: boolean;
}

const level = { comma: 0, assignment: 1, conditional: 1, binary: 1, unary: 13, postfix: 14, primary: 15 } as const;

/**
 * The normal form of an expression: one blank around binary operators, none elsewhere, first spellings of operators.
 * Parentheses are put in where the tree needs them, so that reading the text gives the tree again.
 */
export function printExpression(expression: Expression, options: PrintOptions = {}): string {
  return new Printer(options.parenthesize ?? false).print(expression, level.comma);
}

/** The normal form of a type: `const unsigned long long *`, `pycuda::complex<float>`. */
export function printType(type: TypeName): string {
  return new Printer(false).type(type);
}

/** As `printType`, without the qualifiers, pointers and references. */
export function printBaseType(type: TypeName): string {
  return new Printer(false).baseType(type);
}

class Printer {
  constructor(private readonly parenthesize: boolean) {}

  /** Prints an expression where one that binds at least as tight as `lowest` has to stand. */
  print(expression: Expression, lowest: number): string {
    const [text, binding] = this.shape(expression);
    if (binding < lowest) return `(${text})`;
    return this.parenthesize && binding < level.postfix && lowest > level.comma ? `(${text})` : text;
  }

  private list(expressions: readonly Expression[]): string {
    return expressions.map((expression) => this.print(expression, level.assignment)).join(', ');
  }

  private shape(e: Expression): readonly [text: string, binding: number] {
    switch (e.kind) {
      case 'integer':
        return [integerText(e.value, e.base) + e.suffix, level.primary];
      case 'float':
        return [floatText(e.value) + e.suffix, level.primary];
      case 'bool':
        return [String(e.value), level.primary];
      case 'character':
        return [`'${escaped(String.fromCharCode(e.value), "'")}'`, level.primary];
      case 'string':
        return [`"${escaped(e.value, '"')}"`, level.primary];
      case 'nullptr':
        return ['nullptr', level.primary];
      case 'missing':
        return ['<missing>', level.primary];
      case 'name':
        return [e.name + this.templateArguments(e.templateArguments), level.primary];
      case 'unary': {
        const operand = this.print(e.operand, level.unary);
        const joins = operand.startsWith(e.operator.slice(-1));
        return [`${e.operator}${joins ? ' ' : ''}${operand}`, level.unary];
      }
      case 'postfix':
        return [`${this.object(e.operand)}${e.operator}`, level.postfix];
      case 'binary': {
        const own = level.binary + binaryPrecedence[e.operator];
        return [`${this.print(e.left, own)} ${e.operator} ${this.print(e.right, own + 1)}`, own];
      }
      case 'assignment':
        return [`${this.print(e.target, level.binary + 1)} ${e.operator} ${this.print(e.value, 1)}`, level.assignment];
      case 'conditional': {
        const [condition, whenFalse] = [this.print(e.condition, level.binary + 1), this.print(e.whenFalse, 1)];
        return [`${condition} ? ${this.print(e.whenTrue, level.comma)} : ${whenFalse}`, level.conditional];
      }
      case 'comma':
        return [`${this.print(e.left, level.comma)}, ${this.print(e.right, level.assignment)}`, level.comma];
      case 'call':
        return [`${this.print(e.callee, level.postfix)}(${this.list(e.arguments)})`, level.postfix];
      case 'index':
        return [`${this.print(e.object, level.postfix)}[${this.print(e.index, level.comma)}]`, level.postfix];
      case 'member': {
        const member = e.member + this.templateArguments(e.templateArguments);
        return [`${this.object(e.object)}${e.arrow ? '->' : '.'}${member}`, level.postfix];
      }
      case 'cast':
        return this.cast(e);
      case 'brace':
        return [`${e.type ? this.type(e.type) : ''}{${this.list(e.elements)}}`, level.primary];
      case 'parenthesized':
        return [`(${this.print(e.inner, level.comma)})`, level.primary];
      case 'sizeof':
        return e.operand.kind === 'type'
          ? [`sizeof(${this.type(e.operand)})`, level.unary]
          : [`sizeof ${this.print(e.operand, level.unary)}`, level.unary];
    }
  }

  /** What stands before a point, or before `++`: behind a bare number they would be part of it (`1.m`, `0xe++`). */
  private object(e: Expression): string {
    return e.kind === 'integer' || e.kind === 'float'
      ? `(${this.print(e, level.comma)})`
      : this.print(e, level.postfix);
  }

  private cast(e: Extract<Expression, { kind: 'cast' }>): readonly [text: string, binding: number] {
    const type = this.type(e.type);
    if (e.style === 'functional') return [`${type}(${this.list(e.operands)})`, level.postfix];
    const operand = (lowest: number): string => e.operands.map((each) => this.print(each, lowest)).join('');
    if (e.style === 'c') return [`(${type})${operand(level.unary)}`, level.unary];
    return [`${e.style}<${type}>(${operand(level.comma)})`, level.postfix];
  }

  type(type: TypeName): string {
    const qualifiers = `${type.isConst ? 'const ' : ''}${type.isVolatile ? 'volatile ' : ''}`;
    const name = this.baseType(type);
    const suffix = '*'.repeat(type.pointers) + (type.isReference ? '&' : '');
    return `${qualifiers}${name}${suffix === '' ? '' : ' '}${suffix}`;
  }

  baseType(type: TypeName): string {
    return type.name + (type.templateArguments.length > 0 ? this.templateArguments(type.templateArguments) : '');
  }

  private templateArguments(list: readonly (TypeName | Expression)[] | undefined): string {
    if (list === undefined) return '';
    const texts = list.map((node) => (node.kind === 'type' ? this.type(node) : this.print(node, level.unary)));
    return `<${texts.join(', ')}>`;
  }
}

function integerText(value: bigint, base: 2 | 8 | 10 | 16): string {
  switch (base) {
    case 2:
      return `0b${value.toString(2)}`;
    case 8:
      return `0${value.toString(8)}`;
    case 10:
      return value.toString();
    case 16:
      return `0x${value.toString(16)}`;
  }
}

function floatText(value: number): string {
  // What C++ can write is finite; a literal beyond the range of double is infinite there too.
  if (value === Infinity) return '1e999';
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\\', '\\\\'],
]);

function escaped(value: string, quote: string): string {
  return Array.from(value, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (character === quote) return `\\${quote}`;
    const short = escapes.get(character);
    if (short !== undefined) return short;
    // Three octal digits end by themselves; a hexadecimal escape would swallow a digit behind it.
    return code < 32 || (code > 126 && code < 256) ? `\\${code.toString(8).padStart(3, '0')}` : character;
  }).join('');
}
