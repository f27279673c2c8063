import type { Expression, IndexExpression, MemberExpression } from '../cpp/tree';
import { unknownType, vectorFields } from '../types/builtin';
import { isIntegral } from '../types/conversions';
import { suggest } from '../text/suggest';
import { describe } from '../types/spelling';
import type { StructType, Type } from '../types/type';
import { decay, reportVector } from './convert';
import { replaceBy } from './names';
import { withoutParentheses, type Typing } from './typing';

export function typeIndex(typing: Typing, expression: IndexExpression): Type {
  const object = decay(typing.type(expression.object));
  const index = typing.type(expression.index);
  if (object.kind === 'unknown') return unknownType;
  // `i[x]` means `x[i]`.
  if (isIntegral(object) && decay(index).kind === 'pointer') return pointeeOf(decay(index));
  if (object.kind === 'pointer') {
    checkIndex(typing, expression.index, index);
    return object.pointee;
  }
  if (object.kind === 'struct') return indexedStruct(typing, expression, object);
  const plain = withoutParentheses(expression.object);
  const name = typing.textOf(plain.span);
  const after = { start: expression.object.span.end, end: expression.span.end };
  const fixes = [{ title: `Change to ‘${name}’`, edits: [{ span: after, newText: '' }] }];
  typing.findings.report('scalar-indexed', expression.span, { name, type: describe(object) }, { fixes });
  return object;
}

function pointeeOf(type: Type): Type {
  return type.kind === 'pointer' ? type.pointee : unknownType;
}

function indexedStruct(typing: Typing, expression: IndexExpression, object: StructType): Type {
  const declaration = typing.preamble.structs.get(object.name)?.declaration;
  if (object.opaque || declaration?.methods.some((method) => method.name === 'operator[]')) return unknownType;
  const name = typing.textOf(expression.object.span);
  typing.findings.report('scalar-indexed', expression.span, { name, type: object.name });
  return unknownType;
}

function checkIndex(typing: Typing, expression: Expression, type: Type): void {
  if (type.kind === 'unknown' || isIntegral(type)) return;
  if (decay(type).kind === 'pointer' && reportVector(typing, expression)) return;
  const struct = type.kind === 'struct' && (type.opaque || convertsSomehow(typing, type));
  if (!struct) typing.findings.report('index-type', expression.span, { type: describe(type) });
}

function convertsSomehow(typing: Typing, type: StructType): boolean {
  const declaration = typing.preamble.structs.get(type.name)?.declaration;
  return (declaration?.methods ?? []).some((method) => method.name.startsWith('operator'));
}

/** The type of a data member. Methods are typed where they are called. */
export function typeMember(typing: Typing, expression: MemberExpression): Type {
  const object = typing.type(expression.object);
  const holder = memberHolder(typing, expression, object);
  if (holder === undefined || expression.member === '') return unknownType;
  const field = fieldType(holder, expression.member);
  if (field !== undefined) return field;
  if (holder.kind === 'unknown' || (holder.kind === 'struct' && holder.opaque)) return unknownType;
  reportMember(typing, expression, holder);
  return unknownType;
}

/** The value whose members `.` or `->` reaches; undefined where that has been reported. */
export function memberHolder(typing: Typing, expression: MemberExpression, object: Type): Type | undefined {
  const decayed = decay(object);
  if (decayed.kind === 'unknown') return decayed;
  const operator = { start: expression.object.span.end, end: expression.memberSpan.start };
  if (expression.arrow) {
    if (decayed.kind === 'pointer') return decayed.pointee;
    if (decayed.kind === 'struct' && (decayed.opaque || hasArrow(typing, decayed))) return unknownType;
    const details = { instead: `.${expression.member}` };
    typing.findings.report('wrong-arrow', operator, details, { fixes: [replaceBy(operator, '.')] });
    return undefined;
  }
  if (decayed.kind !== 'pointer') return decayed;
  if (isLength(typing, expression)) return undefined;
  if (reportVector(typing, expression.object)) return undefined;
  const details = { instead: `->${expression.member}` };
  typing.findings.report('wrong-arrow', operator, details, { fixes: [replaceBy(operator, '->')] });
  return undefined;
}

function hasArrow(typing: Typing, struct: StructType): boolean {
  const methods = typing.preamble.structs.get(struct.name)?.declaration.methods ?? [];
  return methods.some((method) => method.name === 'operator->');
}

/** Reports `x.size` and its kind, which ask for `n`. */
function isLength(typing: Typing, expression: MemberExpression): boolean {
  if (!/^(size|shape|length|len)$/.test(expression.member)) return false;
  const name = typing.textOf(expression.span);
  typing.findings.report(
    'python-name',
    expression.span,
    { name, instead: 'n' },
    { fixes: [replaceBy(expression.span, 'n')] },
  );
  return true;
}

function fieldType(holder: Type, member: string): Type | undefined {
  switch (holder.kind) {
    case 'struct':
      return holder.fields.find((field) => field.name === member)?.type;
    case 'vector':
      return vectorFields(holder).some((name) => name === member) ? holder.element : undefined;
    case 'complex':
      return holder.family === 'cu' && (member === 'x' || member === 'y') ? holder.element : undefined;
    case 'void':
    case 'arithmetic':
    case 'pointer':
    case 'array':
    case 'unknown':
      return undefined;
  }
}

/** Names of the members that a type has, data first. */
export function memberNames(typing: Typing, holder: Type): string[] {
  switch (holder.kind) {
    case 'struct': {
      const methods = typing.preamble.structs.get(holder.name)?.declaration.methods ?? [];
      return [...holder.fields.map((field) => field.name), ...methods.map((method) => method.name)];
    }
    case 'vector':
      return [...vectorFields(holder)];
    case 'complex':
      return holder.family === 'cu' ? ['x', 'y'] : ['real', 'imag'];
    case 'void':
    case 'arithmetic':
    case 'pointer':
    case 'array':
    case 'unknown':
      return [];
  }
}

/** Reports a member that the value does not have. */
export function reportMember(typing: Typing, expression: MemberExpression, holder: Type): void {
  const type = describe(holder);
  const { member, memberSpan } = expression;
  const names = memberNames(typing, holder);
  if (names.length === 0) {
    typing.findings.report('not-a-struct', memberSpan, { type, member });
    return;
  }
  const isComplexPart = holder.kind === 'complex' && holder.family === 'pycuda';
  const suggestion = isComplexPart ? complexPart(member) : suggest(member, names);
  const fixes = suggestion === undefined ? [] : [replaceBy(memberSpan, suggestion)];
  const details = { type, member, ...(suggestion === undefined ? {} : { suggestion }) };
  typing.findings.report('unknown-member', memberSpan, details, { fixes });
}

/** What other libraries call the parts of a complex number. */
function complexPart(member: string): string | undefined {
  if (/^(x|re|real|_M_re)$/.test(member)) return 'real()';
  return /^(y|im|imag|_M_im)$/.test(member) ? 'imag()' : undefined;
}
