import type { BraceExpression, CastExpression, Expression } from '../cpp/tree';
import type { Span } from '../text/span';
import { unknownType, vectorFields } from '../types/builtin';
import { isExplicitlyConvertible, sameType } from '../types/conversions';
import { describe } from '../types/spelling';
import type { ComplexType, StructType, Type, VectorType } from '../types/type';
import { declaredCandidate, type FunctionCandidate } from './candidates';
import { decay, rankWithStructs, reportVector } from './convert';
import { initialize } from './initialize';
import { resolveCall } from './resolve-call';
import type { ImplicitConversion, Typing } from './typing';

/** Casts, `T(x, y)` and `T{x, y}`. */

export function typeCast(typing: Typing, expression: CastExpression): Type {
  const target = typing.resolve(expression.type);
  const given = expression.operands.map((operand) => typing.type(operand));
  if (target.kind === 'unknown' || expression.style === 'reinterpret_cast' || expression.style === 'const_cast') {
    return target;
  }
  const [operand] = expression.operands;
  const [from] = given;
  if (expression.style !== 'functional' || target.kind === 'arithmetic' || target.kind === 'pointer') {
    if (expression.operands.length > 1) {
      reportConstruction(typing, expression, target);
    } else if (operand !== undefined && from !== undefined) {
      checkExplicit(typing, operand, from, target);
    }
    if (target.kind === 'struct') typing.types.setCallee(expression, { kind: 'constructor', type: target });
    return target;
  }
  const argumentsSpan = { start: expression.type.span.end, end: expression.span.end };
  construct(typing, { expression, operands: expression.operands, given, argumentsSpan, braces: false }, target);
  return target;
}

/** Reports a value that even a cast cannot convert. */
export function checkExplicit(typing: Typing, operand: Expression, from: Type, to: Type): void {
  const decayed = decay(from);
  if (isExplicitlyConvertible(decayed, to) || rankWithStructs(typing)(decayed, to) !== 'none') return;
  if (decayed.kind === 'pointer' && reportVector(typing, operand)) return;
  const details = { from: describe(from), to: describe(to), what: 'This' };
  const advice = conversionAdvice(from, to);
  typing.findings.report('cannot-convert', operand.span, advice === undefined ? details : { ...details, advice });
}

/** What to write where a conversion that people expect does not exist. */
export function conversionAdvice(from: Type, to: Type): string | undefined {
  if (from.kind === 'complex' && to.kind === 'arithmetic') {
    if (from.family === 'pycuda') return 'take real(…), imag(…) or abs(…) of it';
    return 'take its .x, its .y or cuCabs of it';
  }
  if (from.kind === 'complex' && to.kind === 'complex') return `write ${describe(to)}(z.x, z.y)`;
  if (from.kind === 'struct' && to.kind === 'arithmetic') return 'take one of its members';
  if (from.kind === 'vector') return 'take one of its members .x, .y, …';
  if (to.kind === 'struct') return `construct it with ${to.name}{…}`;
  return undefined;
}

export function typeBrace(typing: Typing, expression: BraceExpression): Type {
  const given = expression.elements.map((element) => typing.type(element));
  if (expression.type === undefined) return unknownType;
  const target = typing.resolve(expression.type);
  initializeFromList(typing, expression, given, target);
  return target;
}

/** Checks `T{…}`, or a list that becomes a `T` where it stands. */
export function initializeFromList(
  typing: Typing,
  expression: BraceExpression,
  given: readonly Type[],
  target: Type,
): void {
  const start = expression.type?.span.end ?? expression.span.start;
  const argumentsSpan = { start, end: expression.span.end };
  construct(typing, { expression, operands: expression.elements, given, argumentsSpan, braces: true }, target);
}

interface Construction {
  readonly expression: CastExpression | BraceExpression;
  readonly operands: readonly Expression[];
  readonly given: readonly Type[];
  readonly argumentsSpan: Span;
  readonly braces: boolean;
}

function construct(typing: Typing, site: Construction, target: Type): void {
  const [only, ...more] = site.given;
  typing.types.setCallee(site.expression, { kind: 'constructor', type: target });
  const isCopy = only !== undefined && more.length === 0 && sameType(only, target);
  if (isCopy || site.operands.length === 0) {
    const needsMore = target.kind === 'struct' && !isCopy && hasOnlyOtherConstructors(typing, target);
    if (!needsMore) return;
  }
  switch (target.kind) {
    case 'struct':
      constructStruct(typing, site, target);
      return;
    case 'vector':
      constructMembers(
        typing,
        site,
        target,
        vectorFields(target).map((name) => ({ name, type: target.element })),
      );
      return;
    case 'complex':
      constructComplex(typing, site, target);
      return;
    case 'arithmetic':
    case 'pointer':
      if (site.operands.length > 1) reportConstruction(typing, site.expression, target);
      else if (site.operands[0] && only) checkExplicit(typing, site.operands[0], only, target);
      return;
    case 'array':
    case 'void':
    case 'unknown':
      return;
  }
}

function hasOnlyOtherConstructors(typing: Typing, struct: StructType): boolean {
  const constructors = typing.preamble.structs.get(struct.name)?.declaration.constructors ?? [];
  const takesNothing = constructors.some(
    (each) => each.opaque || each.parameters.every((parameter) => parameter.defaultValue !== undefined),
  );
  return constructors.length > 0 && !takesNothing;
}

function constructStruct(typing: Typing, site: Construction, struct: StructType): void {
  const declaration = typing.preamble.structs.get(struct.name)?.declaration;
  if (declaration === undefined || struct.opaque) return;
  if (declaration.constructors.length === 0) {
    constructMembers(typing, site, struct, struct.fields);
    return;
  }
  const candidates = declaration.constructors.map((each) => declaredCandidate(typing, each));
  if (candidates.includes(undefined)) return;
  const { operands, given, argumentsSpan, expression } = site;
  const callSite = { name: struct.name, arguments: operands, given, argumentsSpan, span: expression.span };
  const known = candidates.filter((candidate) => candidate !== undefined);
  const chosen = resolveCall(typing, callSite, known);
  if (chosen?.source.kind !== 'declaration') return;
  const parameters = chosen.parameters.map((parameter) => parameter.type);
  const { declaration: constructor } = chosen.source;
  typing.types.setCallee(expression, { kind: 'constructor', type: struct, declaration: constructor, parameters });
  recordArguments(typing, operands, chosen, 'call');
}

/** Aggregate initialisation: the members take the values in order. */
function constructMembers(
  typing: Typing,
  site: Construction,
  type: StructType | VectorType,
  members: readonly { readonly name: string; readonly type: Type }[],
): void {
  if (!site.braces) {
    reportConstruction(typing, site.expression, type);
    return;
  }
  for (const [index, operand] of site.operands.entries()) {
    const member = members[index];
    const given = site.given[index] ?? unknownType;
    if (member === undefined) {
      const signature = `${describe(type)}{${members.map((each) => each.name).join(', ')}}`;
      const end = site.operands.at(-1)?.span.end ?? operand.span.end;
      const details = { signature, given: site.operands.length, wanted: members.length, hasDefaults: true };
      typing.findings.report('too-many-arguments', { start: operand.span.start, end }, details);
      return;
    }
    if (member.type.kind === 'array') continue;
    const what = `the member ‘${member.name}’ of ${describe(type)}`;
    if (initialize(typing, operand, given, member.type)) {
      typing.conversions.push({ expression: operand, to: member.type, where: 'member', what });
    } else {
      reportInitializer(typing, operand, given, member.type);
    }
  }
}

function constructComplex(typing: Typing, site: Construction, type: ComplexType): void {
  if (type.family === 'cu' && !site.braces) {
    reportConstruction(typing, site.expression, type);
    return;
  }
  const [first, second] = site.operands;
  if (site.operands.length > 2 || first === undefined) {
    reportConstruction(typing, site.expression, type);
    return;
  }
  const [given] = site.given;
  if (second === undefined && given?.kind === 'complex' && given.family === type.family) return;
  for (const [index, operand] of site.operands.entries()) {
    const from = site.given[index] ?? unknownType;
    if (!initialize(typing, operand, from, type.element)) reportInitializer(typing, operand, from, type.element);
  }
}

/** Reports `T(x, y)` where `T` has no such constructor. */
function reportConstruction(typing: Typing, expression: CastExpression | BraceExpression, type: Type): void {
  const name = describe(type);
  const isMade = type.kind === 'vector' || (type.kind === 'complex' && type.family === 'cu');
  const instead = isMade ? `make_${name}(…)` : type.kind === 'struct' ? `${name}{…}` : `(${name})x`;
  const fixes = [];
  if (expression.kind === 'cast' && expression.style === 'functional') {
    const { nameSpan, span } = expression.type;
    if (isMade) {
      fixes.push({ title: `Write ‘${instead}’`, edits: [{ span: nameSpan, newText: `make_${name}` }] });
    } else if (type.kind === 'struct') {
      const open = typing.textOf({ start: span.end, end: expression.span.end }).indexOf('(') + span.end;
      const edits = [
        { span: { start: open, end: open + 1 }, newText: '{' },
        { span: { start: expression.span.end - 1, end: expression.span.end }, newText: '}' },
      ];
      fixes.push({ title: `Write ‘${instead}’`, edits });
    }
  }
  typing.findings.report('wrong-construction', expression.span, { type: name, instead }, { fixes });
}

function reportInitializer(typing: Typing, operand: Expression, from: Type, to: Type): void {
  if (decay(from).kind === 'pointer' && reportVector(typing, operand)) return;
  const details = { from: describe(from), to: describe(to), what: 'This' };
  const advice = conversionAdvice(from, to);
  typing.findings.report('cannot-convert', operand.span, advice === undefined ? details : { ...details, advice });
}

/** Remembers that the arguments of a call become the parameters' types. */
export function recordArguments(
  typing: Typing,
  operands: readonly Expression[],
  chosen: FunctionCandidate,
  where: ImplicitConversion['where'],
): void {
  for (const [index, expression] of operands.entries()) {
    const parameter = chosen.parameters[index];
    if (parameter === undefined) continue;
    // With several candidates a list in braces has no type yet.
    initialize(typing, expression, typing.types.typeOf(expression), parameter.type);
    const name = parameter.name === '' ? 'a parameter' : `the parameter ‘${parameter.name}’`;
    typing.conversions.push({ expression, to: parameter.type, where, what: `${name} of ${chosen.name}` });
  }
}
