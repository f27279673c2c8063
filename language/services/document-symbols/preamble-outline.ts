import { SymbolKind } from 'vscode-languageserver-types';
import type { PreambleDeclarations } from '../../check/preamble';
import { printType } from '../../cpp/print';
import type { Declaration, FunctionDeclaration, StructDeclaration } from '../../cpp/tree';
import type { OpaqueDeclaration } from '../../syntax/tree';
import { cover, type Span } from '../../text/span';
import { kindOfFunction, signatureOf } from './functions';
import type { OutlineNode } from './outline';

/** A declaration that others may turn out to stand in. */
interface Entry extends OutlineNode {
  readonly children: Entry[];
  /** With qualifiers. */
  readonly path: string;
  readonly isContainer: boolean;
}

/**
 * The outline of what a preamble declares, its macros and templates included. Static members, which the parser lists
 * beside their struct, stand in it.
 */
export function preambleOutline({ declarations, opaque }: PreambleDeclarations): OutlineNode[] {
  const entries = [...declarations.flatMap(entriesOf), ...opaque.map(opaqueEntry)].sort(
    (left, right) => left.span.start - right.span.start || right.span.end - left.span.end,
  );
  const roots: Entry[] = [];
  const open: Entry[] = [];
  for (const entry of entries) {
    while (!holds(open.at(-1), entry)) open.pop();
    const parent = open.at(-1);
    (parent?.children ?? roots).push(withoutPrefix(entry, parent));
    if (entry.isContainer) open.push(entry);
  }
  return roots;
}

/** True as well where nothing is open. */
function holds(container: Entry | undefined, { span }: Entry): boolean {
  return container === undefined || (container.span.start <= span.start && span.end <= container.span.end);
}

function withoutPrefix(entry: Entry, parent: Entry | undefined): Entry {
  const prefix = `${parent?.path ?? ''}::`;
  const name = entry.path.startsWith(prefix) ? entry.path.slice(prefix.length) : '';
  return parent === undefined || name === '' ? entry : { ...entry, name };
}

function entriesOf(declaration: Declaration): Entry[] {
  switch (declaration.kind) {
    case 'struct':
      return structEntries(declaration);
    case 'function':
      return [functionEntry(declaration, kindOfFunction(declaration, SymbolKind.Function))];
    case 'variable': {
      const { variable, span } = declaration;
      const kind = variable.type.isConst ? SymbolKind.Constant : SymbolKind.Variable;
      return [leaf(variable, span, kind, printType(variable.type))];
    }
    case 'alias':
      return [leaf(declaration, declaration.span, SymbolKind.Class, printType(declaration.type))];
    case 'enum': {
      const members = declaration.members.map((member) =>
        leaf(member, member.value ? cover(member.nameSpan, member.value.span) : member.nameSpan, SymbolKind.EnumMember),
      );
      return [container(declaration, declaration.span, SymbolKind.Enum, '(anonymous enum)'), ...members];
    }
  }
}

function opaqueEntry(declaration: OpaqueDeclaration): Entry {
  const { kind, span } = declaration;
  return leaf(declaration, span, kind === 'macro' ? SymbolKind.Constant : SymbolKind.Function, kind);
}

function structEntries(declaration: StructDeclaration): Entry[] {
  const { fields, constructors, methods } = declaration;
  return [
    container(declaration, declaration.span, SymbolKind.Struct, '(anonymous struct)'),
    ...fields.map((field) => leaf(field, field.span, SymbolKind.Field, printType(field.type))),
    ...constructors.map((each) => functionEntry(each, SymbolKind.Constructor)),
    ...methods.map((each) => functionEntry(each, kindOfFunction(each, SymbolKind.Method))),
  ];
}

function functionEntry(declaration: FunctionDeclaration, kind: SymbolKind): Entry {
  return leaf(declaration, declaration.span, kind, signatureOf(declaration));
}

interface Named {
  readonly name: string;
  readonly nameSpan: Span;
}

function leaf({ name, nameSpan }: Named, span: Span, kind: SymbolKind, detail?: string): Entry {
  const shown = name === '' ? '(unnamed)' : name;
  return { name: shown, path: name, kind, span, nameSpan, children: [], isContainer: false, ...(detail && { detail }) };
}

function container({ name, nameSpan }: Named, span: Span, kind: SymbolKind, anonymous: string): Entry {
  return { name: name || anonymous, path: name, kind, span, nameSpan, children: [], isContainer: true };
}
