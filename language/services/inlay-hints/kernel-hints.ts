import type { CheckedKernelParts } from '../../check/kernel';
import type { FunctionDeclaration, Statement } from '../../cpp/tree';
import { childStatements, statementExpressions } from '../../cpp/walk';
import type { PreambleDeclarations } from '../../check/preamble';
import type { KernelExpression } from '../../checked';
import { numpyName } from '../../types/dtypes';
import { resolveType } from '../../types/resolve';
import { describe } from '../../types/spelling';
import { sameType } from '../../types/conversions';
import type { Type } from '../../types/type';
import type { ItemTypes } from '../model/item-types';
import { conversionHints } from './conversions';
import type { ItemHint } from './item-hint';
import { parameterHints } from './parameter-names';

/** The hints of a kernel, those in its own preambles included. */
export function kernelHints(parts: CheckedKernelParts): readonly ItemHint[] {
  const { kernel, types } = parts;
  const { map, reduce, neutral, postMap, accumulatorType, resultType, item } = kernel;
  const expressions: readonly (readonly [KernelExpression | undefined, Type])[] = [
    [map, accumulatorType],
    [reduce, accumulatorType],
    [neutral, accumulatorType],
    [postMap, resultType],
  ];
  return [
    ...defaultMapHints(map, item.text),
    ...accumulatorHints(parts),
    ...expressions.flatMap(([expression, to]) => {
      if (expression === undefined || isDefault(expression)) return [];
      return [
        ...parameterHints(expression.expression, types, item.text),
        ...conversionHints(expression.expression, to, types),
      ];
    }),
    ...parts.declarations.flatMap((preamble) => preambleHints(preamble, parts, item.text)),
  ];
}

/** The hints in the functions of a preamble. */
export function preambleHints(
  { declarations }: PreambleDeclarations,
  known: ItemTypes,
  text: string,
): readonly ItemHint[] {
  return declarations.flatMap((declaration) => {
    switch (declaration.kind) {
      case 'function':
        return functionHints(declaration, known, text);
      case 'struct':
        return [...declaration.constructors, ...declaration.methods].flatMap((each) =>
          functionHints(each, known, text),
        );
      case 'variable':
      case 'alias':
      case 'enum':
        return [];
    }
  });
}

function functionHints({ body, returnType }: FunctionDeclaration, known: ItemTypes, text: string): ItemHint[] {
  const { types, scope } = known;
  const result = returnType && resolveType(returnType, scope);
  const hints: ItemHint[] = [];
  const pending: Statement[] = body === undefined ? [] : [body];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const statement = next;
    for (const expression of statementExpressions(statement)) {
      const variable =
        statement.kind === 'declaration'
          ? statement.variables.find(({ initializer }) => initializer === expression)
          : undefined;
      const isArray = variable !== undefined && variable.arraySizes.length > 0;
      const declared = variable && !isArray ? resolveType(variable.type, scope) : undefined;
      hints.push(...parameterHints(expression, types, text));
      hints.push(...conversionHints(expression, statement.kind === 'return' ? result : declared, types));
    }
    pending.push(...childStatements(statement));
  }
  return hints;
}

function isDefault({ span }: KernelExpression): boolean {
  return span.start === span.end;
}

/** The map that stands for none, behind the arguments. */
function defaultMapHints(map: KernelExpression, text: string): readonly ItemHint[] {
  if (!isDefault(map) || map.text === '') return [];
  const tooltip = `Without \`map_expr\`, the map is the one vector's own elements: \`${map.text}\`.`;
  return [fieldHint(text, map.span.end, `map_expr = ${map.text};`, tooltip)];
}

/** The accumulator's type where nothing says it and it is not the result's: for half and bfloat16. */
function accumulatorHints({ kernel }: CheckedKernelParts): readonly ItemHint[] {
  const { item, accumulatorType, resultType } = kernel;
  const field = item.fields.find(({ name }) => name.text === 'dtype_out');
  const isGiven = item.fields.some(({ name }) => name.text === 'reduce_type');
  const isKnown = accumulatorType.kind !== 'unknown' && resultType.kind !== 'unknown';
  if (field === undefined || isGiven || !isKnown || sameType(accumulatorType, resultType)) return [];
  const name = numpyName(accumulatorType) ?? describe(accumulatorType);
  const tooltip = `\`a\` and \`b\` are \`${describe(accumulatorType)}\`: sums of ${describe(resultType)} would soon stop growing.`;
  return [fieldHint(item.text, field.span.end, `reduce_type = ${name};`, tooltip)];
}

/** A field that is not there, behind one that is; it can be put in, on a line of its own where that one has one. */
function fieldHint(text: string, offset: number, label: string, tooltip: string): ItemHint {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const indentation = /^[ \t]*(?=\w+\s*=)/.exec(text.slice(lineStart, offset))?.[0];
  const insertion = indentation === undefined || lineStart === 0 ? ` ${label}` : `\n${indentation}${label}`;
  // Behind a field whose `;` is missing it would become a part of that field.
  const isClosed = text.charAt(offset - 1) === ';';
  return { setting: 'dtypes', offset, label, tooltip, padding: 'left', ...(isClosed ? { insertion } : {}) };
}
