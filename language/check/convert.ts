import type { Expression } from '../cpp/tree';
import { conversionRank, type RankConversion } from '../types/conversions';
import { resolveType } from '../types/resolve';
import { describe } from '../types/spelling';
import type { StructType, Type } from '../types/type';
import { withoutParentheses, type Typing } from './typing';

/** Arrays become pointers to their first element wherever they are used. */
export function decay(type: Type): Type {
  return type.kind === 'array' ? { kind: 'pointer', pointee: type.element, isConst: false } : type;
}

/** Ranks conversions, those by a constructor or a conversion operator of a preamble's struct included. */
export function rankWithStructs(typing: Typing): RankConversion {
  return (from, to) => {
    const rank = conversionRank(from, to);
    if (rank !== 'none') return rank;
    if (to.kind === 'struct' && hasConstructorFrom(typing, to, from)) return 'user';
    if (from.kind === 'struct' && hasConversionOperator(typing, from)) return 'user';
    return 'none';
  };
}

function hasConstructorFrom(typing: Typing, struct: StructType, from: Type): boolean {
  const declaration = typing.preamble.structs.get(struct.name)?.declaration;
  return (declaration?.constructors ?? []).some((constructor) => {
    if (constructor.opaque) return true;
    const [first, ...rest] = constructor.parameters;
    if (first === undefined || rest.some((parameter) => parameter.defaultValue === undefined)) return false;
    const type = resolveType(first.type, typing.preamble);
    if (type === undefined) return true;
    // C++ chains no more than one conversion by a class.
    const rank = conversionRank(from, type);
    return rank !== 'none' && rank !== 'user';
  });
}

function hasConversionOperator(typing: Typing, struct: StructType): boolean {
  const declaration = typing.preamble.structs.get(struct.name)?.declaration;
  return (declaration?.methods ?? []).some((method) => /^operator\s+\w/.test(method.name));
}

/** Reports an expression that cannot be a condition. */
export function checkCondition(typing: Typing, expression: Expression, type: Type): void {
  const decayed = decay(type);
  switch (decayed.kind) {
    case 'unknown':
    case 'arithmetic':
      return;
    case 'pointer':
      // It compiles, and is always true.
      reportVector(typing, expression, 'warning');
      return;
    case 'struct':
      if (decayed.opaque || hasConversionOperator(typing, decayed)) return;
      break;
    case 'complex':
    case 'vector':
    case 'void':
    case 'array':
      break;
  }
  typing.findings.report('invalid-condition', expression.span, { type: describe(type) });
}

/**
 * Reports the vector argument that an expression of pointer type uses without an index; false where the pointer comes
 * from elsewhere.
 */
export function reportVector(typing: Typing, expression: Expression, severity: 'error' | 'warning' = 'error'): boolean {
  const plain = withoutParentheses(expression);
  if (plain.kind === 'binary' && (plain.operator === '+' || plain.operator === '-')) {
    return reportVector(typing, plain.left, severity) || reportVector(typing, plain.right, severity);
  }
  if (plain.kind !== 'name') return false;
  const variable = typing.variables.find(plain.name);
  if (variable?.role !== 'vector' || variable.type.kind !== 'pointer') return false;
  const name = plain.name;
  const edits = [{ span: { start: plain.span.end, end: plain.span.end }, newText: '[i]' }];
  const fixes = typing.options.hasIndex ? [{ title: `Write ‘${name}[i]’`, edits }] : [];
  const details = { name, element: describe(variable.type.pointee) };
  typing.findings.report('vector-without-index', plain.span, details, { fixes, severity });
  return true;
}
