import { CompletionItemKind } from 'vscode-languageserver-types';
import type { FunctionDeclaration, TypeName } from '../../cpp/tree';
import { printType } from '../../cpp/print';
import type { Admission } from '../../check/determinism/admission';
import type { PreambleScope } from '../../check/typed';
import { describe } from '../../types/spelling';
import { callSnippet } from './functions';
import type { Proposal } from './proposal';
import { Rank } from './rank';

/**
 * The functions, types and macros that preambles declare, as an expression can use them.
 * @param admission In a deterministic kernel: what it refuses is left out, and macros with it.
 */
export function declaredProposals(
  scope: PreambleScope,
  isCalled: boolean,
  admission: Admission | undefined,
): readonly Proposal[] {
  return [
    ...functionsOf(scope, isCalled, admission),
    ...structsOf(scope, isCalled, admission),
    ...Array.from(scope.enums.values()).flatMap(({ name }) =>
      name === '' ? [] : [simple(name, CompletionItemKind.Enum, 'enumeration')],
    ),
    ...Array.from(scope.aliases, ([name, { type }]) => ({
      ...simple(name, CompletionItemKind.Class, 'type of the preamble'),
      detail: describe(type),
    })),
    ...(admission === undefined
      ? Array.from(scope.opaqueNames, (name) => simple(name, CompletionItemKind.Text, 'preamble'))
      : []),
  ];
}

function simple(label: string, kind: CompletionItemKind, group: string): Proposal {
  return { label, kind, group, rank: Rank.Declared + 2 };
}

function functionsOf(
  { functions, opaqueNames }: PreambleScope,
  isCalled: boolean,
  admission: Admission | undefined,
): readonly Proposal[] {
  return [...functions]
    .filter(([name]) => !name.startsWith('operator'))
    .flatMap(([name, declarations]) => {
      // A macro of the name replaces the function.
      if (admission !== undefined && opaqueNames.has(name)) return [];
      const usable = declarations.filter((each) => admission?.admitsFunction(each) !== false);
      const [declaration] = usable;
      return declaration === undefined ? [] : [declaredFunction(name, declaration, usable.length, isCalled)];
    });
}

/** A function or a method of a preamble. */
export function declaredFunction(
  label: string,
  declaration: FunctionDeclaration,
  overloads: number,
  isCalled: boolean,
  kind: CompletionItemKind = CompletionItemKind.Function,
): Proposal {
  const { parameters, documentation } = declaration;
  const names = parameters.map(({ name }, index) => name || `argument${index + 1}`);
  return {
    label,
    kind,
    rank: Rank.Declared,
    detail: declaredSignature(declaration),
    group: overloads > 1 ? `preamble, ${overloads} overloads` : 'preamble',
    insert: label,
    ...(!isCalled && { snippet: callSnippet(label, names) }),
    ...(documentation !== undefined && { documentation }),
  };
}

function declaredSignature({ parameters, returnType }: FunctionDeclaration): string {
  const list = parameters.map(({ name, type }) => `${spelled(type)}${name === '' ? '' : ` ${name}`}`).join(', ');
  return returnType === undefined ? `(${list})` : `(${list}) → ${spelled(returnType)}`;
}

function spelled(type: TypeName): string {
  return printType(type).trim();
}

function structsOf(
  { structs }: PreambleScope,
  isCalled: boolean,
  admission: Admission | undefined,
): readonly Proposal[] {
  const usable = [...structs].filter(([, { type }]) => admission?.admitsStruct(type) !== false);
  return usable.map(([name, { type, declaration }]) => {
    const fields = type.fields.map((field) => field.name);
    const isAggregate = !type.opaque && declaration.constructors.length === 0;
    const [first] = declaration.constructors;
    const snippet = isAggregate
      ? callSnippet(name, fields, ['{', '}'])
      : callSnippet(name, first?.parameters.map((parameter) => parameter.name) ?? []);
    return {
      label: name,
      kind: CompletionItemKind.Struct,
      rank: Rank.Declared + 1,
      detail: `{ ${type.fields.map((field) => `${describe(field.type)} ${field.name}`).join('; ')} }`,
      group: 'preamble',
      insert: name,
      ...(!isCalled && { snippet }),
    };
  });
}
