import { printExpression, printType } from '../../../cpp/print';
import type { FunctionDeclaration, ParameterDeclaration, TypeName, VariableDeclarator } from '../../../cpp/tree';

/** A type with the name that it declares, as C++ writes them: `float x`, `const float *x`. */
export function declarator(type: string, name: string): string {
  return name === '' ? type : `${type}${/[*&]$/.test(type) ? '' : ' '}${name}`;
}

/** `Range merge(Range a, Range b)`: a function without its body and specifiers. */
export function functionSignature(declaration: FunctionDeclaration, owner = ''): string {
  const { returnType, name, parameters } = declaration;
  const list = parameters.map(parameterText).join(', ');
  const full = `${owner === '' ? '' : `${owner}::`}${name}(${list})`;
  return returnType === undefined ? full : declarator(printType(returnType), full);
}

export function parameterText({ type, name, defaultValue }: ParameterDeclaration): string {
  const value = defaultValue === undefined ? '' : ` = ${printExpression(defaultValue)}`;
  return declarator(printType(type), name) + value;
}

/** `const int limit = 4`, `float table[3]`. */
export function variableText({ type, name, arraySizes, initializer }: VariableDeclarator): string {
  const value = initializer === undefined ? '' : ` = ${printExpression(initializer)}`;
  return fieldText({ type, name, arraySizes }) + value;
}

export function fieldText(field: {
  readonly type: TypeName;
  readonly name: string;
  readonly arraySizes: VariableDeclarator['arraySizes'];
}): string {
  const sizes = field.arraySizes.map((size) => `[${printExpression(size)}]`).join('');
  return declarator(printType(field.type), field.name) + sizes;
}
