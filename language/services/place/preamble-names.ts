import { parsePreamble } from '../../cpp/parse-preamble';
import type { FunctionDeclaration, Statement, StructDeclaration } from '../../cpp/tree';
import { childStatements } from '../../cpp/walk';
import { isTypeName } from '../../check/preamble';
import { PreambleVariables } from '../../check/preamble-variables';
import { LocalScope } from '../../check/scope';
import type { PreambleScope } from '../../check/typed';
import { Findings } from '../../diagnostics/diagnostic';
import { span } from '../../text/span';
import { unknownType } from '../../types/builtin';
import { arrayType } from '../../types/layout';
import { resolveType } from '../../types/resolve';
import { Names } from './names';
import { openBrackets, tokensBetween } from './tokens';

/** What a preamble's code can name at its end: the C++ from `start` to `end` is read as if it stopped there. */
export function preambleNames(text: string, start: number, end: number, scope: PreambleScope): Names {
  const context = { isTypeName: (name: string) => isTypeName(scope, name), findings: new Findings() };
  const tree = parsePreamble(text, span(start, end), context);
  const tokens = tokensBetween(text, start, end);
  const openBraces = new Set(openBrackets(tokens).map((index) => tokens[index]?.start ?? -1));
  const builder = new LocalNames(text, scope, openBraces, tokens.at(-1)?.end ?? end);
  for (const declaration of tree.declarations) {
    if (declaration.kind === 'function') builder.enter(declaration);
    if (declaration.kind !== 'struct') continue;
    for (const each of [...declaration.constructors, ...declaration.methods]) builder.enter(each, declaration);
  }
  return new Names(text, builder.variables, scope);
}

/** Collects what the functions that are not closed declare before the cursor. */
class LocalNames {
  readonly variables: LocalScope;

  constructor(
    private readonly text: string,
    private readonly scope: PreambleScope,
    private readonly openBraces: ReadonlySet<number>,
    /** Where the last token ends. */
    private readonly end: number,
  ) {
    this.variables = new LocalScope(new PreambleVariables(scope));
  }

  enter({ body, parameters }: FunctionDeclaration, struct?: StructDeclaration): void {
    if (body === undefined || !this.openBraces.has(body.span.start)) return;
    for (const field of struct ? (this.scope.structs.get(struct.name)?.type.fields ?? []) : []) {
      this.variables.declare(field.name, { type: field.type, role: 'local' });
    }
    for (const parameter of parameters) {
      const type = resolveType(parameter.type, this.scope) ?? unknownType;
      this.variables.declare(parameter.name, { type, role: 'local' });
    }
    this.statement(body);
  }

  private statement(statement: Statement): void {
    if (statement.kind === 'block' && !this.openBraces.has(statement.span.start)) return;
    if (statement.kind === 'declaration') {
      for (const { name, type, arraySizes, initializer } of statement.variables) {
        const base = resolveType(type, this.scope) ?? unknownType;
        const isDeduced = type.name === 'auto' && initializer !== undefined;
        const element = isDeduced ? new Names(this.text, this.variables, this.scope).typeAt(initializer.span) : base;
        // Only that it is an array matters for what can follow its name.
        const declared = arraySizes.reduce((inner) => arrayType(inner, 1), element);
        this.variables.declare(name, { type: declared, role: 'local' });
      }
    }
    if (statement.kind === 'for') {
      const { body } = statement;
      const isOpen = body.kind === 'block' ? this.openBraces.has(body.span.start) : body.span.end >= this.end;
      if (!isOpen) return;
      if (statement.initializer) this.statement(statement.initializer);
      this.statement(body);
      return;
    }
    for (const child of childStatements(statement)) this.statement(child);
  }
}
