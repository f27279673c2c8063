import path from 'node:path';
import ts from 'typescript';
import { root } from '../../support/root';

/** The shapes that the protocol gives the messages of one method. */
interface Method {
  readonly params: ts.Type | undefined;
  readonly result: ts.Type | undefined;
}

/**
 * The Language Server Protocol as its own type declarations describe it, read by the TypeScript compiler: values are
 * checked against the very types that the server is written with, and every key has to be one that a type knows.
 */
export class ProtocolTypes {
  private readonly checker: ts.TypeChecker;
  private readonly methods = new Map<string, Method>();

  constructor() {
    const entry = path.join(root, 'node_modules/vscode-languageserver-protocol/lib/common/api.d.ts');
    const program = ts.createProgram([entry], {
      strict: true,
      skipLibCheck: true,
      types: [],
      lib: ['lib.es2020.d.ts'],
      target: ts.ScriptTarget.ES2020,
      module: ts.ModuleKind.Preserve,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
    });
    this.checker = program.getTypeChecker();
    const file = program.getSourceFile(entry);
    const module = file && this.checker.getSymbolAtLocation(file);
    if (module === undefined) throw new Error('The types of the protocol were not found.');
    for (const symbol of this.checker.getExportsOfModule(module)) this.readMethod(symbol);
    if (this.methods.size < 80)
      throw new Error(`Only ${this.methods.size} methods were found in the protocol’s types.`);
  }

  /** What is wrong with the parameters of a message that the server sent; nothing where they are as they should be. */
  paramsProblem(method: string, params: unknown): string | undefined {
    const known = this.methods.get(method);
    if (known === undefined) return `the protocol has no method "${method}"`;
    return known.params === undefined ? undefined : this.problem(params, known.params, 'params');
  }

  /** The same for the result of an answer. */
  resultProblem(method: string, result: unknown): string | undefined {
    const known = this.methods.get(method);
    if (known?.result === undefined) return `the protocol has no request "${method}"`;
    return this.problem(result, known.result, 'result');
  }

  /** `export namespace HoverRequest { const method: 'textDocument/hover'; const type: ProtocolRequestType<…> }` */
  private readMethod(symbol: ts.Symbol): void {
    const target = symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
    const name = this.memberType(target, 'method');
    const type = this.memberType(target, 'type');
    if (name?.isStringLiteral() !== true || type === undefined) return;
    const parts = this.checker.getTypeArguments(type as ts.TypeReference);
    switch (type.symbol.name) {
      case 'ProtocolRequestType':
        this.methods.set(name.value, { params: parts[0], result: parts[1] });
        return;
      case 'ProtocolRequestType0':
        this.methods.set(name.value, { params: undefined, result: parts[0] });
        return;
      case 'ProtocolNotificationType':
        this.methods.set(name.value, { params: parts[0], result: undefined });
        return;
      case 'ProtocolNotificationType0':
        this.methods.set(name.value, { params: undefined, result: undefined });
        return;
      default:
        // Registration types, and the messages of JSON-RPC itself.
        return;
    }
  }

  private memberType(namespace: ts.Symbol, member: string): ts.Type | undefined {
    const symbol = namespace.exports?.get(member as ts.__String);
    return symbol === undefined ? undefined : this.checker.getTypeOfSymbol(symbol);
  }

  private problem(value: unknown, type: ts.Type, where: string): string | undefined {
    const wrong = `${where} is ${JSON.stringify(value)?.slice(0, 200)}, and not ${this.checker.typeToString(type)}`;
    if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return undefined;
    if (type.isUnion()) return this.unionProblem(value, type, where, wrong);
    if (type.flags & (ts.TypeFlags.Void | ts.TypeFlags.Null)) return value === null ? undefined : wrong;
    if (type.flags & ts.TypeFlags.Undefined) return value === undefined ? undefined : wrong;
    if (type.isStringLiteral() || type.isNumberLiteral()) return value === type.value ? undefined : wrong;
    if (type.flags & ts.TypeFlags.BooleanLiteral) {
      return String(value) === this.checker.typeToString(type) && typeof value === 'boolean' ? undefined : wrong;
    }
    if (type.flags & ts.TypeFlags.String) return typeof value === 'string' ? undefined : wrong;
    if (type.flags & ts.TypeFlags.Number) return typeof value === 'number' ? undefined : wrong;
    if (type.flags & ts.TypeFlags.Boolean) return typeof value === 'boolean' ? undefined : wrong;
    if (this.checker.isArrayType(type)) return this.arrayProblem(value, type, where, wrong);
    if (this.checker.isTupleType(type)) return this.tupleProblem(value, type, where, wrong);
    return this.objectProblem(value, type, where, wrong);
  }

  /** Of the alternatives, the one that holds; else what is wrong with the one that comes nearest, if it is the only one. */
  private unionProblem(value: unknown, type: ts.UnionType, where: string, wrong: string): string | undefined {
    const problems = type.types.map((one) => this.problem(value, one, where));
    if (problems.includes(undefined)) return undefined;
    const inner = problems.filter((problem) => problem !== undefined && !problem.startsWith(`${where} is `));
    return inner.length === 0 ? wrong : inner.join('; or ');
  }

  private arrayProblem(value: unknown, type: ts.Type, where: string, wrong: string): string | undefined {
    if (!Array.isArray(value)) return wrong;
    const [element] = this.checker.getTypeArguments(type as ts.TypeReference);
    if (element === undefined) return undefined;
    // Thousands of numbers need no text for each.
    if (element.flags & ts.TypeFlags.Number) {
      return value.every((each) => typeof each === 'number') ? undefined : wrong;
    }
    return first(value.map((each: unknown, at) => () => this.problem(each, element, `${where}[${at}]`)));
  }

  private tupleProblem(value: unknown, type: ts.Type, where: string, wrong: string): string | undefined {
    const elements = this.checker.getTypeArguments(type as ts.TypeReference);
    if (!Array.isArray(value) || value.length !== elements.length) return wrong;
    return first(elements.map((element, at) => () => this.problem(value[at], element, `${where}[${at}]`)));
  }

  private objectProblem(value: unknown, type: ts.Type, where: string, wrong: string): string | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong;
    const entries = new Map<string, unknown>(Object.entries(value));
    const properties = this.checker.getPropertiesOfType(type);
    const rest = this.checker.getIndexInfosOfType(type)[0]?.type;
    const unknown = [...entries.keys()].find((key) => !properties.some(({ name }) => name === key));
    if (unknown !== undefined && rest === undefined && properties.length > 0) {
      return `${where} has a key "${unknown}" that ${this.checker.typeToString(type)} does not know`;
    }
    return first([
      ...properties.map((property) => () => {
        const given = entries.get(property.name);
        if (given === undefined && property.flags & ts.SymbolFlags.Optional) return undefined;
        if (given === undefined) return `${where} lacks "${property.name}" of ${this.checker.typeToString(type)}`;
        return this.problem(given, this.checker.getTypeOfSymbol(property), `${where}.${property.name}`);
      }),
      ...[...entries].map(([key, each]) => () => {
        if (rest === undefined || properties.some(({ name }) => name === key)) return undefined;
        return this.problem(each, rest, `${where}.${key}`);
      }),
    ]);
  }
}

function first(checks: readonly (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const problem = check();
    if (problem !== undefined) return problem;
  }
  return undefined;
}
