import type { OpaqueDeclaration } from '../syntax/tree';
import type { Span } from '../text/span';
import type { Cursor } from './cursor';
import { parseVariables } from './declarators';
import { parseAssignment } from './expression';
import { giveUp, parseFunction } from './functions';
import { parseSpecifiers, type Specifiers } from './specifiers';
import {
  acceptOperatorName,
  atStructDefinition,
  type DeclarationContext,
  namesBetween,
  type ParsedStruct,
  parseStruct,
  skipDeclaration,
} from './structs';
import type { Declaration, EnumDeclaration, TypeName } from './tree';
import { parseBaseType, parsePointers, parseTypeName } from './types';

/** Reads the declarations of a preamble and of the namespaces in it. */
export class DeclarationReader {
  readonly declarations: Declaration[] = [];
  readonly opaqueNames = new Set<string>();
  readonly opaque: OpaqueDeclaration[] = [];
  /** False once something was skipped that may declare any name. */
  complete = true;

  constructor(
    private readonly cursor: Cursor,
    private readonly context: DeclarationContext,
  ) {}

  read(): void {
    this.readScope('');
  }

  private readScope(prefix: string): void {
    const { cursor } = this;
    while (!cursor.atCloser() && !cursor.atEnd) {
      if (cursor.accept(';') || this.readNamespace(prefix) || this.readLinkage(prefix) || this.readTemplate(prefix))
        continue;
      this.readOrSkip(prefix);
    }
  }

  private readNested(prefix: string): void {
    if (!this.cursor.enter()) return;
    this.readScope(prefix);
    this.cursor.leave();
  }

  /** Reads one declaration; where it is not understood, skips it and keeps its names. */
  private readOrSkip(prefix: string): void {
    const { cursor } = this;
    const first = cursor.position;
    const declarations = cursor.attempt(() => this.readDeclaration(prefix));
    if (declarations !== undefined) {
      this.declarations.push(...declarations);
      return;
    }
    skipDeclaration(cursor);
    this.complete = false;
    for (const name of namesBetween(cursor, first, cursor.position)) this.opaqueNames.add(prefix + name);
  }

  /** `namespace a::b { … }`, with or without a name. */
  private readNamespace(prefix: string): boolean {
    const { cursor } = this;
    const isInline = cursor.atWord('inline') && cursor.peek().text === 'namespace';
    if (!isInline && !cursor.atWord('namespace')) return false;
    const open = this.indexBefore('{');
    if (open === undefined) return false;
    let name = '';
    for (let index = cursor.position; index < open; index++) {
      const { kind, text } = cursor.tokenAt(index);
      if (kind === 'identifier' && text !== 'namespace' && text !== 'inline') name += `${text}::`;
    }
    cursor.moveTo(open + 1);
    this.readNested(isInline ? prefix : prefix + name);
    if (cursor.atCloser()) cursor.advance();
    return true;
  }

  /** `extern "C" { … }`, and `extern "C"` in front of one declaration. */
  private readLinkage(prefix: string): boolean {
    const { cursor } = this;
    if (!cursor.atWord('extern') || cursor.peek().literal?.kind !== 'string') return false;
    cursor.moveTo(cursor.position + 2);
    if (!cursor.accept('{')) return true;
    this.readNested(prefix);
    if (cursor.atCloser()) cursor.advance();
    return true;
  }

  /** `template <…>` with the declaration behind it, whose name is kept and nothing else. */
  private readTemplate(prefix: string): boolean {
    const { cursor } = this;
    if (!cursor.atWord('template')) return false;
    const { start } = cursor.advance();
    while (cursor.at('<')) {
      skipAngles(cursor);
      cursor.acceptWord('template');
    }
    const { specifiers } = this.readSpecifiers();
    const first = cursor.position;
    const isStruct = ['struct', 'class', 'union'].some((word) => cursor.atWord(word));
    const isAlias = cursor.atWord('using');
    skipDeclaration(cursor);
    const [name] =
      isStruct || isAlias ? [cursor.tokenAt(first + 1).text] : namesBetween(cursor, first, cursor.position);
    if (name === undefined || specifiers.words.has('friend')) {
      this.complete = false;
      return true;
    }
    const isSpecialization = this.opaqueNames.has(prefix + name);
    this.opaqueNames.add(prefix + name);
    if ((isStruct || isAlias) && !isSpecialization) {
      const { start: nameStart, end: nameEnd } = cursor.tokenAt(first + 1);
      this.context.declareType(prefix, name);
      this.declarations.push({
        ...emptyStruct(prefix + name, { start, end: cursor.previousEnd }),
        nameSpan: { start: nameStart, end: nameEnd },
      });
    } else if (!isSpecialization) {
      const nameSpan = this.spanOf(name, first);
      this.opaque.push({ kind: 'template', name: prefix + name, span: { start, end: cursor.previousEnd }, nameSpan });
    }
    return true;
  }

  /** Where a word stands first of the tokens that were read from `first` on. */
  private spanOf(word: string, first: number): Span {
    const { cursor } = this;
    let index = first;
    while (index < cursor.position && cursor.tokenAt(index).text !== word) index++;
    const { start, end } = cursor.tokenAt(index);
    return { start, end };
  }

  /** The index of a punctuator in front of which only names, `::` and attributes stand. */
  private indexBefore(text: string): number | undefined {
    const { cursor } = this;
    for (let index = cursor.position; ; index++) {
      const token = cursor.tokenAt(index);
      if (token.text === text) return index;
      if (token.kind !== 'identifier' && token.text !== '::') return undefined;
    }
  }

  private readSpecifiers(): { start: number; specifiers: Specifiers } {
    const { start } = this.cursor.token;
    return { start, specifiers: parseSpecifiers(this.cursor, this.context.specifierMacros) };
  }

  private readDeclaration(prefix: string): Declaration[] {
    const { cursor } = this;
    if (cursor.atWord('static_assert') || cursor.atWord('asm')) {
      cursor.skipTo(';');
      return [];
    }
    if (cursor.atWord('using')) return this.readUsing(prefix);
    if (cursor.atWord('typedef')) return this.readTypedef(prefix);
    const { start, specifiers } = this.readSpecifiers();
    if (atStructDefinition(cursor)) return this.readStruct(prefix);
    if (cursor.atWord('enum')) return [this.readEnum(prefix)];
    if (cursor.atWord('struct') || cursor.atWord('class')) {
      // `struct S;` makes the name a type before its definition.
      const name = cursor.peek();
      if (name.kind === 'identifier' && cursor.peek(2).text === ';') {
        this.context.declareType(prefix, name.text);
        cursor.moveTo(cursor.position + 3);
        return [];
      }
    }
    return this.readTyped(prefix, start, specifiers);
  }

  private readUsing(prefix: string): Declaration[] {
    const { cursor } = this;
    const { start } = cursor.advance();
    const name = cursor.token;
    if (cursor.peek().text !== '=') {
      // `using ns::f;` makes a name visible that is not ours; `using namespace` any number of them.
      const first = cursor.position;
      cursor.skipTo(';');
      const last = cursor.previous;
      if (name.text === 'namespace' || last?.kind !== 'identifier' || cursor.position === first) giveUp(cursor);
      else this.opaqueNames.add(prefix + last.text);
      return [];
    }
    cursor.moveTo(cursor.position + 2);
    const type = parseTypeName(cursor, 'here');
    if (!cursor.accept(';')) giveUp(cursor);
    return [this.alias(prefix, start, name, type)];
  }

  private readTypedef(prefix: string): Declaration[] {
    const { cursor } = this;
    const { start } = cursor.advance();
    const isTagged = cursor.peek().kind === 'identifier' && cursor.peek(2).text === '{';
    if (atStructDefinition(cursor)) {
      const parsed = parseStruct(cursor, this.context, prefix);
      const name = cursor.token;
      if (name.kind !== 'identifier') giveUp(cursor);
      cursor.advance();
      if (!cursor.accept(';')) giveUp(cursor);
      if (isTagged) {
        const declarations = this.take(prefix, parsed);
        const type = namedType(parsed.declaration.name, parsed.declaration.nameSpan);
        return name.text === cursor.spelling(parsed.declaration.nameSpan)
          ? declarations
          : [...declarations, this.alias(prefix, start, name, type)];
      }
      const nameSpan = { start: name.start, end: name.end };
      return this.take(prefix, {
        ...parsed,
        declaration: { ...parsed.declaration, name: prefix + name.text, nameSpan },
      });
    }
    const type = parseTypeName(cursor, 'here');
    const name = cursor.token;
    if (name.kind !== 'identifier') giveUp(cursor);
    cursor.advance();
    if (!cursor.accept(';')) giveUp(cursor);
    return [this.alias(prefix, start, name, type)];
  }

  private alias(prefix: string, start: number, name: { text: string } & Span, type: TypeName): Declaration {
    this.context.declareType(prefix, name.text);
    const nameSpan = { start: name.start, end: name.end };
    return { kind: 'alias', span: { start, end: this.cursor.previousEnd }, name: prefix + name.text, nameSpan, type };
  }

  private readStruct(prefix: string): Declaration[] {
    const { cursor } = this;
    const parsed = parseStruct(cursor, this.context, prefix);
    const declarations = this.take(prefix, parsed);
    if (cursor.accept(';')) return declarations;
    // `struct S { … } s;`
    const { declaration } = parsed;
    const variables = parseVariables(cursor, namedType(declaration.name, declaration.nameSpan));
    if (!cursor.accept(';')) giveUp(cursor);
    const span = { start: declaration.span.start, end: cursor.previousEnd };
    return [...declarations, ...variables.map((variable) => ({ kind: 'variable', span, variable }) as const)];
  }

  private take(prefix: string, { declaration, statics, opaqueNames }: ParsedStruct): Declaration[] {
    if (declaration.name === prefix) giveUp(this.cursor);
    this.context.declareType(prefix, declaration.name.slice(prefix.length));
    for (const name of opaqueNames) this.opaqueNames.add(name);
    return [declaration, ...statics];
  }

  private readEnum(prefix: string): EnumDeclaration {
    const { cursor } = this;
    const { start } = cursor.advance();
    const scoped = (cursor.acceptWord('class') ?? cursor.acceptWord('struct')) !== undefined;
    const nameToken = cursor.token;
    const isNamed = nameToken.kind === 'identifier';
    if (isNamed) cursor.advance();
    const underlying = cursor.accept(':') ? parseTypeName(cursor, 'here') : undefined;
    const members: { name: string; nameSpan: Span; value?: EnumDeclaration['members'][number]['value'] }[] = [];
    if (!cursor.accept('{')) giveUp(cursor);
    while (cursor.token.kind === 'identifier') {
      const member = cursor.advance();
      const value = cursor.accept('=') ? parseAssignment(cursor) : undefined;
      const nameSpan = { start: member.start, end: member.end };
      members.push({ name: scoped ? member.text : prefix + member.text, nameSpan, ...(value && { value }) });
      if (!cursor.accept(',')) break;
    }
    if (!cursor.accept('}') || !cursor.accept(';')) giveUp(cursor);
    if (isNamed) this.context.declareType(prefix, nameToken.text);
    return {
      kind: 'enum',
      span: { start, end: cursor.previousEnd },
      name: isNamed ? prefix + nameToken.text : '',
      nameSpan: { start: nameToken.start, end: isNamed ? nameToken.end : nameToken.start },
      scoped,
      ...(underlying && { underlying }),
      members,
    };
  }

  /** Reads a function, or variables of one type. */
  private readTyped(prefix: string, start: number, { words }: Specifiers): Declaration[] {
    const { cursor, context } = this;
    const base = parseBaseType(cursor, 'here');
    // `T __device__ f()` is how some write it.
    parseSpecifiers(cursor, context.specifierMacros);
    const beforePointers = cursor.position;
    const returnType = parsePointers(cursor, base);
    const operator = acceptOperatorName(cursor);
    const name =
      operator ?? (cursor.peek().text === '(' && cursor.token.kind === 'identifier' ? cursor.advance() : undefined);
    if (name !== undefined) {
      const documentation = context.documentationAt(start);
      const nameSpan = { start: name.start, end: name.end };
      const declaration = parseFunction(cursor, {
        start,
        // Operators are found by their operands, whatever their namespace.
        name: operator ? name.text : prefix + name.text,
        nameSpan,
        returnType,
        ...(documentation !== undefined && { documentation }),
        isConditional: (span) => context.isConditional(span),
      });
      return [declaration];
    }
    cursor.moveTo(beforePointers);
    const isConst = base.isConst || words.has('constexpr') || words.has('__constant__');
    const variables = parseVariables(cursor, { ...base, isConst });
    if (!cursor.accept(';')) giveUp(cursor);
    const span = { start, end: cursor.previousEnd };
    return variables.map((variable) => ({
      kind: 'variable',
      span,
      variable: { ...variable, name: prefix + variable.name },
    }));
  }
}

/** Skips `<…>` of a template's parameters, brackets in it included. */
function skipAngles(cursor: Cursor): void {
  let depth = 0;
  while (!cursor.atEnd && !cursor.atCloser()) {
    if (cursor.at('<')) depth++;
    else if (cursor.at('>')) depth--;
    if (cursor.at('(') || cursor.at('[') || cursor.at('{')) cursor.skipGroup();
    else cursor.advance();
    if (depth === 0) return;
  }
}

function namedType(name: string, nameSpan: Span): TypeName {
  return {
    kind: 'type',
    span: nameSpan,
    name,
    nameSpan,
    templateArguments: [],
    isConst: false,
    isVolatile: false,
    pointers: 0,
    isReference: false,
  };
}

function emptyStruct(name: string, span: Span): Extract<Declaration, { kind: 'struct' }> {
  return { kind: 'struct', span, name, nameSpan: span, fields: [], constructors: [], methods: [], opaque: true };
}
