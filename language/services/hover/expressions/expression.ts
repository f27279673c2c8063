import { constantValue } from '../../../check/constant';
import type { Expression } from '../../../cpp/tree';
import { slice } from '../../../text/span';
import { arithmetic } from '../../../types/builtin';
import { resolveType } from '../../../types/resolve';
import { describe } from '../../../types/spelling';
import type { Type } from '../../../types/type';
import { conversionEffect } from '../../conversions/effect';
import { conversionTo, operandConversions, type ImplicitConversion } from '../../conversions/implicit-conversions';
import type { Node } from '../../model/node';
import { caseConstantText, constantText } from './constant';
import type { HoverContext } from '../context';
import { doubleRate, operatorCost } from '../names/cost';
import { bullets, code, cppBlock, excerpt, paragraphs } from '../markdown';

/** The type of a sub-expression, what its operands and it itself convert to, and its value where that is constant. */
export function expressionMarkdown(context: HoverContext, path: readonly Node[]): string | undefined {
  const expression = expressionOf(path.at(-1));
  if (expression === undefined || expression.kind === 'missing') return undefined;
  if (context.item.kind === 'case') return caseExpressionMarkdown(context, expression);
  const { types } = context;
  const type = types.typeOf(expression);
  if (type.kind === 'unknown') return undefined;
  const value = isLiteral(expression) ? undefined : constantText(expression, context);
  return paragraphs(
    cppBlock(operation(expression, context) ?? describe(type)),
    bullets(
      value === undefined ? undefined : `always ${code(value)}`,
      ...operandConversions(expression, types).map((each) => conversionLine(each, context)),
    ),
    outerConversion(context, path),
    isAppliedOnce(path) ? undefined : costLine(expression, type, context),
  );
}

/** What a division costs, and floats that are computed with in double precision. */
function costLine(expression: Expression, type: Type, { types }: HoverContext): string | undefined {
  if (expression.kind !== 'binary') return undefined;
  const isWidened = operandConversions(expression, types).some(
    ({ operand, from, to }) => from === arithmetic.float && to === arithmetic.double && !isLiteral(operand),
  );
  if (isWidened) return doubleRate;
  return constantValue(expression.right) === undefined ? operatorCost(expression.operator, type) : undefined;
}

/** True in fields whose value is computed once, and not for each element. */
function isAppliedOnce(path: readonly Node[]): boolean {
  return path.some((node) => node.kind === 'field' && /^(post_map_expr|neutral)$/.test(node.field.name.text));
}

function isLiteral({ kind }: Expression): boolean {
  return kind === 'bool' || kind === 'integer' || kind === 'float' || kind === 'character';
}

/** What an expression becomes where it stands: an operand's common type, a parameter's, the accumulator's. */
export function outerConversion(context: HoverContext, path: readonly Node[]): string | undefined {
  const expression = expressionOf(path.at(-1));
  if (expression === undefined || context.item.kind === 'case') return undefined;
  const { types } = context;
  const parent = expressionOf(path.at(-2));
  const place = parent === undefined ? rootPlace(context, path) : undefined;
  const conversion =
    parent === undefined
      ? conversionTo(expression, place?.type, types)
      : operandConversions(parent, types).find(({ operand }) => operand === expression);
  if (conversion === undefined) return undefined;
  const where = place === undefined ? ' here' : `, ${place.what}`;
  return `Converts to \`${describe(conversion.to)}\`${where}: ${conversionEffect(conversion, types)}.`;
}

function expressionOf(node: Node | undefined): Expression | undefined {
  return node?.kind === 'expression' ? node.expression : undefined;
}

function caseExpressionMarkdown({ item }: HoverContext, expression: Expression): string | undefined {
  const value = caseConstantText(expression);
  const text = excerpt(slice(item.text, expression.span));
  return value === undefined || value === text ? undefined : cppBlock(`${text} = ${value}`);
}

/** `float * double -> double`, for operators. */
function operation(expression: Expression, { types }: HoverContext): string | undefined {
  const name = (operand: Expression): string => describe(types.typeOf(operand));
  const result = describe(types.typeOf(expression));
  switch (expression.kind) {
    case 'binary':
      return `${name(expression.left)} ${expression.operator} ${name(expression.right)} -> ${result}`;
    case 'assignment':
      return `${name(expression.target)} ${expression.operator} ${name(expression.value)}`;
    case 'unary':
      return `${expression.operator}${name(expression.operand)} -> ${result}`;
    case 'postfix':
      return `${name(expression.operand)}${expression.operator} -> ${result}`;
    case 'conditional':
      return `${name(expression.condition)} ? ${name(expression.whenTrue)} : ${name(expression.whenFalse)} -> ${result}`;
    case 'cast':
      return expression.operands.length === 1
        ? `${expression.operands.map(name).join('')} -> ${result}  // explicit`
        : undefined;
    default:
      return undefined;
  }
}

function conversionLine(conversion: ImplicitConversion, { item, types }: HoverContext): string {
  const text = code(excerpt(slice(item.text, conversion.operand.span)));
  const [from, to] = [describe(conversion.from), describe(conversion.to)];
  return `${text}: \`${from}\` → \`${to}\`, ${conversionEffect(conversion, types)}`;
}

interface Place {
  readonly type: Type | undefined;
  readonly what: string;
}

/** The type that the value of a whole expression becomes; undefined where it stays as it is. */
function rootPlace({ analysis, item, scope }: HoverContext, path: readonly Node[]): Place | undefined {
  const parent = path.at(-2);
  if (parent?.kind === 'field') {
    const kernel = analysis.model.kernelStates.get(parent.item)?.parts.kernel;
    return parent.field.name.text === 'post_map_expr'
      ? { type: kernel?.resultType, what: 'the result' }
      : { type: kernel?.accumulatorType, what: 'the accumulator' };
  }
  if (parent?.kind !== 'statement' || item.kind === 'case') return undefined;
  const { statement } = parent;
  const expression = expressionOf(path.at(-1));
  if (statement.kind === 'return') {
    const owner = path.findLast((node) => node.kind === 'declaration');
    const declaration = owner?.kind === 'declaration' ? owner.declaration : undefined;
    const name = declaration?.kind === 'function' ? declaration.returnType : undefined;
    return name && { type: resolveType(name, scope), what: 'what the function returns' };
  }
  if (statement.kind !== 'declaration') return undefined;
  const variable = statement.variables.find(({ initializer }) => initializer === expression);
  if (variable === undefined || variable.arraySizes.length > 0 || variable.type.name === 'auto') return undefined;
  return { type: resolveType(variable.type, scope), what: `the variable ${code(variable.name)}` };
}
