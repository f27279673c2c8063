import type { PreambleDeclarations } from '../../check/preamble';
import type { Declaration, FunctionDeclaration, Statement, StructDeclaration } from '../../cpp/tree';
import { childStatements, statementExpressions } from '../../cpp/walk';
import { collectExpression, type ExpressionContext, type NameLookup } from './expression-names';
import { functionSymbol } from './global-names';
import type { ReduceSymbol } from './symbol';
import { collectWords } from './words';

/** Collects the names of one preamble. */
export function collectPreamble(context: ExpressionContext, { block, declarations }: PreambleDeclarations): void {
  const { start } = block.span;
  const end = start + 'preamble'.length;
  // A misspelt one is shorter, and perhaps the last word of the text.
  if (context.collector.text.slice(start, end) === 'preamble') {
    context.collector.use({ start, end }, { kind: 'keyword', word: 'preamble' });
  }
  for (const declaration of declarations) new DeclarationNames(context).collect(declaration);
  collectWords(context.collector, context.scope, block.body);
}

/** Local names that hide those of an outer scope. */
class LocalNames {
  private readonly names = new Map<string, ReduceSymbol>();

  constructor(private readonly outer?: LocalNames) {}

  declare(name: string, symbol: ReduceSymbol): void {
    this.names.set(name, symbol);
  }

  readonly find: NameLookup = (name) => this.names.get(name) ?? this.outer?.find(name);
}

class DeclarationNames {
  constructor(private readonly context: ExpressionContext) {}

  collect(declaration: Declaration): void {
    const { collector } = this.context;
    const outside = new LocalNames();
    switch (declaration.kind) {
      case 'function':
        collector.declare(declaration.nameSpan, functionSymbol(this.context.scope, declaration));
        this.functionBody(declaration, outside);
        return;
      case 'struct':
        collector.declare(declaration.nameSpan, { kind: 'struct', declaration });
        this.structBody(declaration);
        return;
      case 'variable': {
        const { variable } = declaration;
        collector.declare(variable.nameSpan, { kind: 'global', declaration: this.globalOf(declaration) });
        for (const size of variable.arraySizes) collectExpression(this.context, size, outside.find);
        if (variable.initializer) collectExpression(this.context, variable.initializer, outside.find);
        return;
      }
      case 'alias':
        collector.declare(declaration.nameSpan, { kind: 'alias', declaration });
        return;
      case 'enum':
        collector.declare(declaration.nameSpan, { kind: 'enum', declaration });
        for (const member of declaration.members) {
          collector.declare(member.nameSpan, { kind: 'enumerator', enum: declaration, declaration: member });
          if (member.value) collectExpression(this.context, member.value, outside.find);
        }
        return;
    }
  }

  /** Scopes hold a typed copy of the declaration: symbols are compared by it. */
  private globalOf(
    declaration: Extract<Declaration, { kind: 'variable' }>,
  ): Extract<ReduceSymbol, { kind: 'global' }>['declaration'] {
    const global = this.context.scope.globals.get(declaration.variable.name);
    return global?.variable === declaration.variable ? global : declaration;
  }

  private structBody(struct: StructDeclaration): void {
    const { collector } = this.context;
    const members = new LocalNames();
    for (const field of struct.fields) {
      const symbol: ReduceSymbol = { kind: 'member', struct, declaration: field };
      collector.declare(field.nameSpan, symbol);
      members.declare(field.name, symbol);
      for (const size of field.arraySizes) collectExpression(this.context, size, members.find);
      if (field.initializer) collectExpression(this.context, field.initializer, members.find);
    }
    for (const method of struct.methods) {
      members.declare(method.name, { kind: 'method', struct, declaration: method });
    }
    for (const method of struct.methods) {
      collector.declare(method.nameSpan, { kind: 'method', struct, declaration: method });
      this.functionBody(method, members);
    }
    for (const constructor of struct.constructors) {
      collector.use(constructor.nameSpan, { kind: 'struct', declaration: struct });
      for (const { name, nameSpan } of constructor.memberInitializers) {
        const symbol = members.find(name);
        if (symbol !== undefined) collector.use(nameSpan, symbol);
      }
      this.functionBody(constructor, members);
    }
  }

  private functionBody(declaration: FunctionDeclaration, outer: LocalNames): void {
    const names = new LocalNames(outer);
    for (const parameter of declaration.parameters) {
      const symbol: ReduceSymbol = { kind: 'parameter', declaration: parameter };
      this.context.collector.declare(parameter.nameSpan, symbol);
      if (parameter.name !== '') names.declare(parameter.name, symbol);
      if (parameter.defaultValue) collectExpression(this.context, parameter.defaultValue, outer.find);
    }
    for (const { arguments: values } of declaration.memberInitializers) {
      for (const value of values) collectExpression(this.context, value, names.find);
    }
    if (declaration.body) this.statement(declaration.body, names);
  }

  private statement(statement: Statement, names: LocalNames): void {
    if (statement.kind === 'declaration') {
      this.declareLocals(statement, names);
      return;
    }
    const inner = new LocalNames(names);
    // The initialiser declares the variable that the condition and the step use.
    if (statement.kind === 'for' && statement.initializer) this.statement(statement.initializer, inner);
    for (const expression of statementExpressions(statement)) collectExpression(this.context, expression, inner.find);
    for (const child of childStatements(statement)) {
      if (statement.kind !== 'for' || child !== statement.initializer) this.statement(child, inner);
    }
  }

  private declareLocals(statement: Extract<Statement, { kind: 'declaration' }>, names: LocalNames): void {
    for (const variable of statement.variables) {
      for (const size of variable.arraySizes) collectExpression(this.context, size, names.find);
      if (variable.initializer) collectExpression(this.context, variable.initializer, names.find);
      const symbol: ReduceSymbol = { kind: 'local', declaration: variable };
      this.context.collector.declare(variable.nameSpan, symbol);
      names.declare(variable.name, symbol);
    }
  }
}
