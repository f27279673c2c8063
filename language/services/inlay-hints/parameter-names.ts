import { generators, isGeneratorName } from '../../cases/generators';
import type { Callee, ExpressionTypes } from '../../check/typed';
import type { Expression } from '../../cpp/tree';
import { walkExpression } from '../../cpp/walk';
import type { CaseItem, CaseValue } from '../../syntax/tree';
import { slice, type Span } from '../../text/span';
import { describe } from '../../types/spelling';
import type { ItemHint } from './item-hint';

/**
 * The names of the parameters at the calls of an expression. Left out where they would tell nothing: of functions with
 * one parameter, and where the argument's own text is the name, or ends in it (`lo` for `range.lo`).
 */
export function parameterHints(root: Expression, types: ExpressionTypes, text: string): readonly ItemHint[] {
  const hints: ItemHint[] = [];
  walkExpression(root, (expression) => {
    const given = operandsOf(expression);
    const callee = given && types.calleeOf(expression);
    const parameters = callee && namesOf(callee);
    if (given === undefined || parameters === undefined || parameters.length < 2) return;
    for (const [index, { span }] of given.entries()) {
      const parameter = parameters[index];
      if (parameter === undefined || isTold(parameter.name, slice(text, span))) continue;
      hints.push(hint(parameter.name, span, `Parameter \`${parameter.type} ${parameter.name}\`.`));
    }
  });
  return hints;
}

function operandsOf(expression: Expression): readonly Expression[] | undefined {
  switch (expression.kind) {
    case 'call':
      return expression.arguments;
    case 'cast':
      return expression.style === 'functional' ? expression.operands : undefined;
    case 'brace':
      return expression.elements;
    default:
      return undefined;
  }
}

interface Parameter {
  readonly name: string;
  readonly type: string;
}

/** The parameters of a function, or the members that a list in braces initialises. */
function namesOf(callee: Callee): readonly Parameter[] | undefined {
  switch (callee.kind) {
    case 'cuda':
      return isSymmetric(callee.overload.parameters) ? undefined : callee.overload.parameters.map(spelled);
    case 'preamble':
    case 'method':
      return callee.declaration.parameters.map(({ name, type }) => ({ name, type: type.name }));
    case 'constructor': {
      const { declaration, type } = callee;
      if (declaration) return declaration.parameters.map((each) => ({ name: each.name, type: each.type.name }));
      return type.kind === 'struct' && !type.opaque ? type.fields.map(spelled) : undefined;
    }
  }
}

/** `x` and `y`, or `a` and `b`, tell no more than the places themselves do. */
function isSymmetric(parameters: readonly { readonly name: string }[]): boolean {
  const names = parameters.map(({ name }) => name).join('');
  return 'abcd'.startsWith(names) || 'xyzw'.startsWith(names);
}

function spelled({ name, type }: { name: string; type: Parameters<typeof describe>[0] }): Parameter {
  return { name, type: describe(type) };
}

/** The names of the parameters at the generators of a case. */
export function generatorHints(item: CaseItem): readonly ItemHint[] {
  return item.bindings.flatMap(({ value }) => hintsOfGenerator(value, item.text));
}

function hintsOfGenerator(value: CaseValue, text: string): readonly ItemHint[] {
  if (value.kind !== 'generator' || !isGeneratorName(value.name.text)) return [];
  const { signature } = generators[value.name.text];
  const given = value.arguments.filter(({ name }) => name === undefined);
  const names = parameterNames(value.name.text, given.length);
  if (names.length < 2) return [];
  return given.flatMap(({ span }, index) => {
    const name = names[index];
    return name === undefined || isTold(name, slice(text, span)) ? [] : [hint(name, span, `\`${signature}\``)];
  });
}

/** The names that a generator's signature has; `arange(stop)` has its only argument in the place of the start. */
function parameterNames(generator: keyof typeof generators, given: number): readonly string[] {
  if (generator === 'file' || (generator === 'arange' && given === 1)) return [];
  const { signature } = generators[generator];
  const list = /\((.*)\)/.exec(signature)?.[1] ?? '';
  return list
    .replace(/[[\]\s]/g, '')
    .split(',')
    .filter((name) => !name.includes('='));
}

function isTold(name: string, argument: string): boolean {
  return name === '' || new RegExp(`(^|\\W)${name.replace(/\W/g, '.')}\\W*$`).test(argument.trim());
}

function hint(name: string, { start }: Span, tooltip: string): ItemHint {
  return { setting: 'parameterNames', offset: start, label: `${name}:`, tooltip, padding: 'right' };
}
