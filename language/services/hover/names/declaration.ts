import { constantValue } from '../../../check/constant';
import { decay } from '../../../check/convert';
import type {
  EnumDeclaration,
  Expression,
  FunctionDeclaration,
  StructDeclaration,
  VariableDeclarator,
} from '../../../cpp/tree';
import { sizeOf } from '../../../types/layout';
import { resolveType } from '../../../types/resolve';
import { describe } from '../../../types/spelling';
import type { StructType } from '../../../types/type';
import { bytes, cTypeDocumentation } from '../../documentation/types';
import type { DeclaredSymbol } from '../../symbols/symbol';
import { constantText } from '../expressions/constant';
import type { HoverContext } from '../context';
import { code, cppBlock, excerpt, paragraphs } from '../markdown';
import { fieldText, functionSignature, parameterText, variableText } from './signature';

type PreambleSymbol = Exclude<DeclaredSymbol, { kind: 'kernel' | 'case' | 'argument' }>;

/** What a preamble declares. */
export function declarationMarkdown(context: HoverContext, symbol: PreambleSymbol): string {
  switch (symbol.kind) {
    case 'struct':
      return structMarkdown(context, symbol.declaration);
    case 'function':
      return functionMarkdown(symbol.declaration, symbol.overloads.length);
    case 'method':
      return functionMarkdown(symbol.declaration, 1, symbol.struct.name);
    case 'member':
      return memberMarkdown(context, symbol.struct, symbol.declaration.name);
    case 'global':
      return variableMarkdown(context, symbol.declaration.variable, 'Variable of a preamble.');
    case 'local':
      return variableMarkdown(context, symbol.declaration, 'Local variable.');
    case 'parameter':
      return paragraphs(cppBlock(parameterText(symbol.declaration)), 'Parameter.');
    case 'alias': {
      const { declaration } = symbol;
      const type = context.scope.aliases.get(declaration.name)?.type;
      const meaning = type === undefined ? '…' : describe(type);
      return paragraphs(cppBlock(`using ${declaration.name} = ${meaning}`), type && cTypeDocumentation(type));
    }
    case 'enum':
      return enumMarkdown(symbol.declaration);
    case 'enumerator':
      return enumeratorMarkdown(symbol.enum, symbol.declaration.name);
  }
}

function functionMarkdown(declaration: FunctionDeclaration, overloads: number, owner = ''): string {
  const more = overloads > 1 ? `One of ${overloads} overloads.` : undefined;
  return paragraphs(cppBlock(functionSignature(declaration, owner)), declaration.documentation, more);
}

/** The struct with the place of each member: an accumulator's size decides how many a thread can hold. */
function structMarkdown({ scope }: HoverContext, declaration: StructDeclaration): string {
  const type = scope.structs.get(declaration.name)?.type;
  const isLaidOut = type !== undefined && !type.opaque;
  const lines = declaration.fields.map((field) => {
    const text = `    ${fieldText(field)};`;
    const placed = isLaidOut ? type.fields.find(({ name }) => name === field.name) : undefined;
    return { text, note: placed && `// offset ${placed.offset}, ${bytes(sizeOf(placed.type) ?? 0)}` };
  });
  const width = Math.max(0, ...lines.map(({ text }) => text.length));
  const body = lines.map(({ text, note }) => (note === undefined ? text : `${text.padEnd(width)}  ${note}`));
  return paragraphs(
    cppBlock([`struct ${declaration.name} {`, ...body, '};'].join('\n')),
    isLaidOut ? layout(type) : 'Its layout is left to the compiler.',
  );
}

function layout(type: StructType): string {
  const used = type.fields.reduce((sum, field) => sum + (sizeOf(field.type) ?? 0), 0);
  const padding = type.fields.length > 0 && used < type.size ? `, ${bytes(type.size - used)} of it padding` : '';
  return `${bytes(type.size)}${padding}, aligned to ${type.alignment}.`;
}

function memberMarkdown({ scope }: HoverContext, struct: StructDeclaration, name: string): string {
  const declaration = struct.fields.find((field) => field.name === name);
  const type = scope.structs.get(struct.name)?.type;
  const field = type?.fields.find((each) => each.name === name);
  const text = declaration === undefined ? name : fieldText(declaration);
  const place =
    field === undefined || type === undefined || type.opaque
      ? ''
      : `, at offset ${field.offset} of ${bytes(type.size)}, ${bytes(sizeOf(field.type) ?? 0)} long`;
  return paragraphs(cppBlock(text), `Member of ${code(struct.name)}${place}.`);
}

function variableMarkdown(context: HoverContext, variable: VariableDeclarator, what: string): string {
  const { initializer, type } = variable;
  const value = initializer && type.isConst ? initialText(initializer, context) : undefined;
  return paragraphs(
    cppBlock(excerpt(variableText(variable), 160)),
    what + (value === undefined ? '' : ` Its value is ${code(value)}.`),
    deducedType(context, variable),
  );
}

/** The value of a constant; expressions outside functions have no types, and literals need none. */
function initialText(initializer: Expression, context: HoverContext): string | undefined {
  return constantText(initializer, context) ?? constantValue(initializer)?.toString();
}

/** What `auto`, or a type that an alias hides, stands for. */
function deducedType({ scope, types }: HoverContext, { type, initializer }: VariableDeclarator): string | undefined {
  const isAuto = type.name === 'auto' && type.pointers === 0;
  const meant = isAuto ? initializer && decay(types.typeOf(initializer)) : resolveType(type, scope);
  if (meant === undefined || meant.kind === 'unknown') return undefined;
  return isAuto || scope.aliases.has(type.name) ? `\`${type.name}\` is \`${describe(meant)}\` here.` : undefined;
}

function enumMarkdown(declaration: EnumDeclaration): string {
  const values = enumeratorValues(declaration);
  const members = declaration.members.map(({ name }) => {
    const value = values.get(name);
    return `    ${name}${value === undefined ? '' : ` = ${value}`},`;
  });
  const head = `enum ${declaration.scoped ? 'class ' : ''}${declaration.name}`.trimEnd();
  return cppBlock([`${head} {`, ...members, '};'].join('\n'));
}

function enumeratorMarkdown(declaration: EnumDeclaration, name: string): string {
  const value = enumeratorValues(declaration).get(name);
  const owner = declaration.name === '' ? 'an unnamed enumeration' : code(declaration.name);
  return paragraphs(cppBlock(value === undefined ? name : `${name} = ${value}`), `Enumerator of ${owner}.`);
}

/** The values that are known: from the first one that this cannot evaluate on, none are. */
function enumeratorValues({ members }: EnumDeclaration): ReadonlyMap<string, bigint> {
  const values = new Map<string, bigint>();
  let next: bigint | undefined = 0n;
  for (const { name, value } of members) {
    if (value !== undefined) {
      const given = constantValue(value);
      next = typeof given === 'bigint' ? given : undefined;
    }
    if (next === undefined) continue;
    values.set(name, next);
    next += 1n;
  }
  return values;
}
