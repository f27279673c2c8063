import type { CallExpression, MemberExpression, NameExpression } from '../cpp/tree';
import { isDeviceName } from '../cuda/device-names';
import { findFunction } from '../cuda/table';
import { unknownType } from '../types/builtin';
import type { Type } from '../types/type';
import { cudaCandidates, declaredCandidate, withoutRedeclarations, type FunctionCandidate } from './candidates';
import { recordArguments } from './construct';
import { memberHolder, memberNames, reportMember } from './members';
import { isDeclared, reportUndefined } from './names';
import { resolveCall, type CallSite } from './resolve-call';
import { withoutParentheses, type Typing } from './typing';

export function typeCall(typing: Typing, expression: CallExpression): Type {
  const given = expression.arguments.map((argument) => typing.type(argument));
  const callee = withoutParentheses(expression.callee);
  switch (callee.kind) {
    case 'name':
      return typeNamedCall(typing, expression, callee, given);
    case 'member':
      return typeMethodCall(typing, expression, callee, given);
    case 'missing':
      return unknownType;
    default: {
      const type = typing.type(callee);
      if (type.kind === 'unknown' || type.kind === 'struct' || type.kind === 'pointer') return unknownType;
      typing.findings.report('not-callable', callee.span, { name: typing.textOf(callee.span) });
      return unknownType;
    }
  }
}

function typeNamedCall(
  typing: Typing,
  expression: CallExpression,
  callee: NameExpression,
  given: readonly Type[],
): Type {
  const name = callee.name.replace(/^::/, '');
  typing.usedNames.add(name);
  if (callee.templateArguments !== undefined) return unknownType;
  if (isVariableCalled(typing, expression, callee)) return unknownType;
  const declared = typing.preamble.functions.get(name) ?? [];
  const library = findFunction(callee.name);
  if (declared.length === 0 && library === undefined) {
    const exists = isDeclared(typing, name) || isDeviceName(name);
    if (!exists && !isPythonCall(typing, callee)) reportUndefined(typing, callee.name, callee.span, 'function');
    return unknownType;
  }
  if (typing.preamble.opaqueNames.has(name)) return unknownType;
  const own = declared.map((declaration) => declaredCandidate(typing, declaration));
  if (own.includes(undefined)) return unknownType;
  const candidates = [
    ...withoutRedeclarations(own.filter((candidate) => candidate !== undefined)),
    ...(library === undefined ? [] : cudaCandidates(library, given)),
  ];
  const chosen = resolveCall(typing, siteOf(expression, callee.name, given), candidates);
  if (chosen === undefined) return sharedResult(candidates, given);
  record(typing, expression, chosen);
  return chosen.result;
}

/** What a call gives where it is not known which function it means: something known only if all agree. */
function sharedResult(candidates: readonly FunctionCandidate[], given: readonly Type[]): Type {
  const results = new Set(
    candidates.filter(({ parameters }) => parameters.length === given.length).map(({ result }) => result),
  );
  const [first] = results;
  return first !== undefined && results.size === 1 ? first : unknownType;
}

function siteOf(expression: CallExpression, name: string, given: readonly Type[]): CallSite {
  const { span, argumentsSpan } = expression;
  return { name, arguments: expression.arguments, given, span, argumentsSpan };
}

function record(typing: Typing, expression: CallExpression, chosen: FunctionCandidate): void {
  const { source, parameters, result } = chosen;
  if (source.kind === 'cuda') {
    typing.types.setCallee(expression, { kind: 'cuda', function: source.function, overload: source.overload });
    recordArguments(typing, expression.arguments, chosen, 'cuda');
    return;
  }
  const types = parameters.map((parameter) => parameter.type);
  typing.types.setCallee(expression, { kind: 'preamble', declaration: source.declaration, parameters: types, result });
  recordArguments(typing, expression.arguments, chosen, 'call');
}

/** Reports a call of an argument, an operand or another variable. */
function isVariableCalled(typing: Typing, expression: CallExpression, callee: NameExpression): boolean {
  const variable = typing.variables.find(callee.name);
  if (variable === undefined) {
    const outOfPlace = typing.variables.outOfPlace(callee.name);
    if (outOfPlace === undefined || findFunction(callee.name) !== undefined) return false;
    typing.findings.report('name-out-of-place', callee.span, { name: callee.name, ...outOfPlace });
    return true;
  }
  if (variable.type.kind === 'unknown' || variable.type.kind === 'struct') return true;
  const [first, ...rest] = expression.arguments;
  if (variable.role !== 'vector' || first === undefined || rest.length > 0) {
    typing.findings.report('not-callable', callee.span, { name: callee.name });
    return true;
  }
  const instead = `${callee.name}[${typing.textOf(first.span)}]`;
  const fixes = [{ title: `Write ‘${instead}’`, edits: [{ span: expression.span, newText: instead }] }];
  typing.findings.report('not-callable', callee.span, { name: callee.name, instead }, { fixes });
  return true;
}

/** Functions of Python that people write by habit. */
const pythonFunctions: ReadonlyMap<string, string> = new Map([
  ['len', 'n'],
  ['maximum', 'max'],
  ['minimum', 'min'],
  ['power', 'pow'],
  ['absolute', 'abs'],
]);

function isPythonCall(typing: Typing, callee: NameExpression): boolean {
  const instead = pythonFunctions.get(callee.name);
  if (instead === undefined) return false;
  typing.findings.report('python-name', callee.span, { name: callee.name, instead });
  return true;
}

function typeMethodCall(
  typing: Typing,
  expression: CallExpression,
  callee: MemberExpression,
  given: readonly Type[],
): Type {
  if (isPythonModule(typing, callee)) return unknownType;
  const holder = memberHolder(typing, callee, typing.type(callee.object));
  if (holder === undefined || holder.kind === 'unknown' || callee.member === '') return unknownType;
  if (holder.kind === 'complex' && holder.family === 'pycuda' && /^(real|imag)$/.test(callee.member)) {
    return holder.element;
  }
  if (holder.kind !== 'struct') {
    reportMember(typing, callee, holder);
    return unknownType;
  }
  const declaration = typing.preamble.structs.get(holder.name)?.declaration;
  const methods = (declaration?.methods ?? []).filter((method) => method.name === callee.member);
  if (methods.length === 0) {
    const isField = memberNames(typing, holder).includes(callee.member);
    if (!holder.opaque && !isField) reportMember(typing, callee, holder);
    return unknownType;
  }
  const candidates = methods.map((method) => declaredCandidate(typing, method));
  if (candidates.includes(undefined)) return unknownType;
  const known = candidates.filter((candidate) => candidate !== undefined);
  const chosen = resolveCall(typing, siteOf(expression, callee.member, given), known);
  if (chosen?.source.kind !== 'declaration') return sharedResult(known, given);
  const parameters = chosen.parameters.map((parameter) => parameter.type);
  const { result } = chosen;
  const { declaration: method } = chosen.source;
  typing.types.setCallee(expression, { kind: 'method', struct: holder, declaration: method, parameters, result });
  recordArguments(typing, expression.arguments, chosen, 'call');
  return result;
}

const pythonModules: ReadonlySet<string> = new Set(['np', 'numpy', 'math', 'cp', 'cupy', 'cmath']);

/** NumPy's names of functions that C++ calls differently. */
const numpyFunctions: ReadonlyMap<string, string> = new Map([
  ['abs', 'fabs'],
  ['absolute', 'fabs'],
  ['maximum', 'fmax'],
  ['minimum', 'fmin'],
  ['power', 'pow'],
  ['square', 'x * x'],
  ['arctan2', 'atan2'],
  ['arctan', 'atan'],
  ['arcsin', 'asin'],
  ['arccos', 'acos'],
  ['where', 'c ? x : y'],
]);

/** Reports `np.exp(x)` and its kind. */
function isPythonModule(typing: Typing, callee: MemberExpression): boolean {
  const { object, member } = callee;
  if (object.kind !== 'name' || !pythonModules.has(object.name) || callee.arrow) return false;
  if (typing.variables.find(object.name) !== undefined || isDeclared(typing, object.name)) return false;
  const plain = numpyFunctions.get(member) ?? member;
  const span = { start: callee.span.start, end: callee.memberSpan.end };
  const fixes =
    findFunction(plain) === undefined ? [] : [{ title: `Change to ‘${plain}’`, edits: [{ span, newText: plain }] }];
  typing.findings.report('python-name', span, { name: `${object.name}.${member}`, instead: plain }, { fixes });
  return true;
}
