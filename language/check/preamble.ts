import type { CppContext } from '../cpp/context';
import { parsePreamble } from '../cpp/parse-preamble';
import type { Declaration, Expression, FieldDeclaration, StructDeclaration } from '../cpp/tree';
import { Findings, type Finding } from '../diagnostics/diagnostic';
import type { OpaqueDeclaration, PreambleBlock } from '../syntax/tree';
import { unknownType } from '../types/builtin';
import { arrayType, layoutStruct, opaqueStruct } from '../types/layout';
import { builtinType, resolveType } from '../types/resolve';
import type { StructType, Type } from '../types/type';
import { constantValue } from './constant';
import { typeFunction } from './function-body';
import { PreambleVariables } from './preamble-variables';
import type { VariableScope } from './scope';
import { TypeTable } from './type-table';
import type { ExpressionTypes, PreambleScope } from './typed';

/** A preamble and the text that its spans index. */
export interface PreambleSource {
  readonly text: string;
  readonly block: PreambleBlock;
}

export interface CheckedPreambles {
  readonly scope: PreambleScope;
  /** The scope's variables and enumerators. */
  readonly variables: VariableScope;
  /** The types of everything in the bodies of functions. */
  readonly types: ExpressionTypes;
  /** For each source, in order. */
  readonly findings: readonly (readonly Finding[])[];
  /** What each source declares, in order; those of earlier preambles are not repeated. */
  readonly declarations: readonly PreambleDeclarations[];
}

/** The declarations of one preamble. Their spans index the text of the item that the preamble stands in. */
export interface PreambleDeclarations {
  readonly block: PreambleBlock;
  readonly declarations: readonly Declaration[];
  readonly opaque: readonly OpaqueDeclaration[];
}

/** What holds where there is no preamble. */
const emptyScope: PreambleScope = {
  structs: new Map(),
  functions: new Map(),
  aliases: new Map(),
  enums: new Map(),
  globals: new Map(),
  opaqueNames: new Set(),
  complete: true,
};

export const noPreambles: CheckedPreambles = {
  scope: emptyScope,
  variables: new PreambleVariables(emptyScope),
  types: new TypeTable(),
  findings: [],
  declarations: [],
};

/**
 * Reads preambles in the order that they are compiled in, after those before them, and types the bodies of their
 * functions. Beside mistakes of form it reports nothing: what a preamble means is for the compiler to judge.
 */
export function checkPreambles(
  sources: readonly PreambleSource[],
  earlier: CheckedPreambles = noPreambles,
): CheckedPreambles {
  if (sources.length === 0) return { ...earlier, findings: [], declarations: [] };
  const builder = new ScopeBuilder(earlier.scope);
  const findings = sources.map((source) => builder.read(source));
  const types = new TypeTable(earlier.types);
  const variables = new PreambleVariables(builder.scope);
  builder.typeBodies(types, variables);
  return { scope: builder.scope, variables, types, findings, declarations: builder.declarations };
}

/** Whether a name is a type to the C++ parser, after these preambles. */
export function isTypeName(scope: PreambleScope, name: string): boolean {
  const plain = name.startsWith('::') ? name.slice(2) : name;
  return (
    scope.structs.has(plain) || scope.aliases.has(plain) || scope.enums.has(plain) || builtinType(plain) !== undefined
  );
}

class ScopeBuilder {
  private readonly structs;
  private readonly functions;
  private readonly aliases;
  private readonly enums;
  private readonly globals;
  private readonly opaqueNames;
  private complete;
  private readonly sources: (PreambleDeclarations & { readonly source: PreambleSource })[] = [];

  constructor(earlier: PreambleScope) {
    this.structs = new Map(earlier.structs);
    this.functions = new Map(earlier.functions);
    this.aliases = new Map(earlier.aliases);
    this.enums = new Map(earlier.enums);
    this.globals = new Map(earlier.globals);
    this.opaqueNames = new Set(earlier.opaqueNames);
    this.complete = earlier.complete;
  }

  get scope(): PreambleScope {
    const { structs, functions, aliases, enums, globals, opaqueNames, complete } = this;
    return { structs, functions, aliases, enums, globals, opaqueNames, complete };
  }

  get declarations(): PreambleDeclarations[] {
    return this.sources.map(({ block, declarations, opaque }) => ({ block, declarations, opaque }));
  }

  read(source: PreambleSource): readonly Finding[] {
    const findings = new Findings();
    const context: CppContext = { isTypeName: (name) => isTypeName(this.scope, name), findings };
    const tree = parsePreamble(source.text, source.block.body, context);
    for (const name of tree.opaqueNames) this.opaqueNames.add(name);
    this.complete &&= tree.complete;
    for (const declaration of tree.declarations) this.declare(declaration);
    const { declarations, opaque } = tree;
    this.sources.push({ source, block: source.block, declarations, opaque });
    return findings.all;
  }

  private declare(declaration: Declaration): void {
    switch (declaration.kind) {
      case 'struct':
        this.structs.set(declaration.name, { type: this.structType(declaration), declaration });
        return;
      case 'function':
        this.functions.set(declaration.name, [...(this.functions.get(declaration.name) ?? []), declaration]);
        return;
      case 'alias':
        this.aliases.set(declaration.name, { type: this.resolve(declaration.type), declaration });
        return;
      case 'enum':
        // Unnamed ones are told apart by their place: no name has a blank.
        this.enums.set(declaration.name || `unnamed ${this.enums.size}`, declaration);
        return;
      case 'variable': {
        const { variable } = declaration;
        const type = this.withArrays(this.resolve(variable.type), variable.arraySizes);
        this.globals.set(variable.name, { ...declaration, type });
        return;
      }
    }
  }

  private resolve(name: FieldDeclaration['type']): Type {
    return resolveType(name, this.scope) ?? unknownType;
  }

  private structType(declaration: StructDeclaration): StructType {
    const fields = declaration.fields.map((field) => ({
      name: field.name,
      type: field.type.isReference ? unknownType : this.withArrays(this.resolve(field.type), field.arraySizes),
    }));
    if (declaration.opaque) return opaqueStruct(declaration.name, fields);
    return layoutStruct(declaration.name, fields, declaration.alignment);
  }

  private withArrays(element: Type, sizes: readonly Expression[]): Type {
    return sizes.reduceRight<Type>((type, size) => {
      const length = this.constant(size);
      return length === undefined ? unknownType : arrayType(type, length);
    }, element);
  }

  private constant(expression: Expression): number | undefined {
    const value = constantValue(expression) ?? this.namedConstant(expression);
    return typeof value === 'bigint' && value > 0n ? Number(value) : undefined;
  }

  private namedConstant(expression: Expression): number | bigint | undefined {
    if (expression.kind !== 'name') return undefined;
    const initializer = this.globals.get(expression.name)?.variable.initializer;
    return initializer && constantValue(initializer);
  }

  /** Types the functions once everything is declared: bodies may use what follows them. */
  typeBodies(types: TypeTable, variables: VariableScope): void {
    for (const { source, declarations } of this.sources) {
      const context = { text: source.text, preamble: this.scope, variables, types };
      for (const declaration of declarations) {
        if (declaration.kind === 'function') typeFunction(context, declaration);
        if (declaration.kind !== 'struct') continue;
        const type = this.structs.get(declaration.name)?.type ?? opaqueStruct(declaration.name);
        for (const each of [...declaration.constructors, ...declaration.methods]) typeFunction(context, each, type);
      }
    }
  }
}
