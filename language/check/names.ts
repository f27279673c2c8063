import type { NameExpression } from '../cpp/tree';
import { allConstants, findConstant } from '../cuda/constants';
import { isDeviceName } from '../cuda/device-names';
import { allFunctions, findFunction } from '../cuda/table';
import type { Fix } from '../diagnostics/diagnostic';
import type { Span } from '../text/span';
import { suggest } from '../text/suggest';
import { unknownType } from '../types/builtin';
import type { Type } from '../types/type';
import type { Typing } from './typing';

/** Names of Python that people write by habit, and what C++ calls them. */
const pythonNames: ReadonlyMap<string, string> = new Map([
  ['True', 'true'],
  ['False', 'false'],
  ['None', '0'],
  ['inf', 'INFINITY'],
  ['nan', 'NAN'],
  ['pi', 'M_PI'],
]);

export function typeName(typing: Typing, expression: NameExpression): Type {
  const { name } = expression;
  typing.usedNames.add(name);
  if (expression.templateArguments !== undefined) return unknownType;
  const variable = typing.variables.find(name);
  if (variable !== undefined) return variable.type;
  const outOfPlace = typing.variables.outOfPlace(name);
  if (outOfPlace !== undefined) {
    typing.findings.report('name-out-of-place', expression.span, { name, ...outOfPlace });
    return unknownType;
  }
  if (isDeclared(typing, name)) return unknownType;
  if (name === 'this' && !typing.options.canAssign) {
    typing.findings.report('keyword-as-value', expression.span, { word: name });
    return unknownType;
  }
  const constant = findConstant(name);
  if (constant !== undefined) return constant.type;
  if (findFunction(name) === undefined && !isDeviceName(name)) reportUndefined(typing, name, expression.span, 'value');
  return unknownType;
}

/** True for a name of the preambles that is no plain variable, or that they may declare. */
export function isDeclared(typing: Typing, name: string): boolean {
  const { preamble } = typing;
  const root = name.replace(/^::/, '').split('::')[0] ?? name;
  return (
    !preamble.complete ||
    preamble.functions.has(name) ||
    preamble.opaqueNames.has(name) ||
    preamble.opaqueNames.has(root) ||
    preamble.structs.has(root) ||
    preamble.enums.has(root) ||
    preamble.aliases.has(root)
  );
}

/** Reports a name that nothing declares, with what was probably meant. */
export function reportUndefined(typing: Typing, name: string, span: Span, use: 'value' | 'function'): void {
  const python = use === 'value' ? pythonNames.get(name) : undefined;
  if (python !== undefined) {
    typing.findings.report('python-name', span, { name, instead: python }, { fixes: [replaceBy(span, python)] });
    return;
  }
  if (name.startsWith('std::')) {
    reportStd(typing, name, span);
    return;
  }
  const suggestion = suggest(name, candidates(typing, use));
  const fixes = suggestion === undefined ? [] : [replaceBy(span, suggestion)];
  const details = { name, ...(suggestion === undefined ? {} : { suggestion }) };
  typing.findings.report('undefined-name', span, details, { fixes });
}

function reportStd(typing: Typing, name: string, span: Span): void {
  const plain = name.slice('std::'.length);
  if (findFunction(plain) === undefined) {
    typing.findings.report('undefined-name', span, { name });
    return;
  }
  typing.findings.report('std-name', span, { name, instead: plain }, { fixes: [replaceBy(span, plain)] });
}

export function replaceBy(span: Span, newText: string): Fix {
  return { title: `Change to ‘${newText}’`, edits: [{ span, newText }] };
}

function* candidates(typing: Typing, use: 'value' | 'function'): Iterable<string> {
  if (use === 'value') yield* typing.variables.names();
  yield* typing.preamble.functions.keys();
  yield* typing.preamble.structs.keys();
  if (use === 'function') {
    for (const entry of allFunctions()) yield entry.name;
    return;
  }
  for (const constant of allConstants()) yield constant.name;
}
