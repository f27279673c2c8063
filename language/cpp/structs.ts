import type { Span } from '../text/span';
import type { Cursor } from './cursor';
import { parseVariables } from './declarators';
import { type FunctionHead, giveUp, parseFunction } from './functions';
import { parseSpecifiers, type Specifiers, takesArgument } from './specifiers';
import type { FieldDeclaration, FunctionDeclaration, StructDeclaration, TypeName, VariableGlobal } from './tree';
import { scanTemplateArguments } from './type-lookahead';
import { parseBaseType, parsePointers } from './types';

/** What the parser of declarations knows about the text around them. */
export interface DeclarationContext {
  /** Macros that stand for specifiers, such as `#define DEVICE __device__ inline`. */
  readonly specifierMacros: ReadonlySet<string>;
  /** Makes a name, within its namespace, a type for what follows. */
  declareType(prefix: string, name: string): void;
  documentationAt(offset: number): string | undefined;
  /** Whether preprocessor conditions decide about a part of the text. */
  isConditional(span: Span): boolean;
}

/** A struct with what it declares beside its members. */
export interface ParsedStruct {
  readonly declaration: StructDeclaration;
  /** Static functions and constants, by their qualified names. */
  readonly statics: readonly (FunctionDeclaration | VariableGlobal)[];
  /** Qualified names that were not understood. */
  readonly opaqueNames: readonly string[];
}

/** Whether the definition of a struct or class with a name begins at the cursor. */
export function atStructDefinition(cursor: Cursor): boolean {
  if (!cursor.atWord('struct') && !cursor.atWord('class')) return false;
  for (let index = cursor.position + 1; ; index++) {
    const token = cursor.tokenAt(index);
    if (token.text === '{' || token.text === ':') return true;
    const isAttribute = token.text === '[' || (token.text === '(' && takesArgument(cursor.tokenAt(index - 1).text));
    if (isAttribute) index = cursor.partnerOf(index) ?? index;
    else if (token.kind !== 'identifier') return false;
  }
}

/** Reads `struct NAME : bases { … }` from its keyword to its closing brace. */
export function parseStruct(cursor: Cursor, context: DeclarationContext, prefix: string): ParsedStruct {
  return new StructReader(cursor, context, prefix).read();
}

class StructReader {
  private readonly fields: FieldDeclaration[] = [];
  private readonly constructors: FunctionDeclaration[] = [];
  private readonly methods: FunctionDeclaration[] = [];
  private readonly statics: (FunctionDeclaration | VariableGlobal)[] = [];
  private readonly opaqueNames: string[] = [];
  private opaque = false;
  private name = '';
  private isPublic = true;

  constructor(
    private readonly cursor: Cursor,
    private readonly context: DeclarationContext,
    private readonly prefix: string,
  ) {}

  read(): ParsedStruct {
    const { cursor } = this;
    const { start } = cursor.token;
    this.isPublic = cursor.advance().text === 'struct';
    const { alignment } = parseSpecifiers(cursor, this.context.specifierMacros);
    const name = cursor.token;
    if (name.kind === 'identifier' && !cursor.at('{')) this.name = cursor.advance().text;
    // Its own members may name it.
    if (this.name !== '') this.context.declareType(this.prefix, this.name);
    cursor.acceptWord('final');
    if (cursor.at(':')) {
      this.opaque = true;
      cursor.skipTo('{');
    }
    if (cursor.at('{')) this.readBody();
    else giveUp(cursor);
    const span = { start, end: cursor.previousEnd };
    if (this.context.isConditional(span) || Number.isNaN(alignment)) this.opaque = true;
    const declaration: StructDeclaration = {
      kind: 'struct',
      span,
      name: this.prefix + this.name,
      nameSpan: { start: name.start, end: this.name === '' ? name.start : name.end },
      fields: this.fields,
      constructors: this.constructors,
      methods: this.methods,
      opaque: this.opaque,
      ...(alignment !== undefined && !Number.isNaN(alignment) && { alignment }),
    };
    return { declaration, statics: this.statics, opaqueNames: this.opaqueNames };
  }

  private readBody(): void {
    const { cursor } = this;
    cursor.advance();
    while (!cursor.atCloser() && !cursor.atEnd) {
      const { position } = cursor;
      const members = [this.fields, this.constructors, this.methods, this.statics].map((list) => list.length);
      const understood = cursor.attempt(() => {
        this.readMember();
        return true;
      });
      if (understood) continue;
      [this.fields, this.constructors, this.methods, this.statics].forEach((list, index) => {
        list.length = members[index] ?? 0;
      });
      cursor.moveTo(position);
      this.skipMember();
    }
    if (cursor.atCloser()) cursor.advance();
  }

  private readMember(): void {
    const { cursor } = this;
    if (cursor.accept(';')) return;
    if (['public', 'private', 'protected'].some((word) => cursor.atWord(word)) && cursor.peek().text === ':') {
      this.isPublic = cursor.advance().text === 'public';
      cursor.advance();
      return;
    }
    if (cursor.atWord('static_assert')) {
      cursor.skipTo(';');
      return;
    }
    const { start } = cursor.token;
    const specifiers = parseSpecifiers(cursor, this.context.specifierMacros);
    if (cursor.accept('~')) {
      this.skipMember({ isKnown: true });
    } else if (cursor.atWord(this.name) && cursor.peek().text === '(') {
      const { text, ...nameSpan } = cursor.advance();
      this.constructors.push(parseFunction(cursor, this.head(start, text, nameSpan)));
    } else {
      this.readTyped(start, specifiers);
    }
  }

  private head(start: number, name: string, nameSpan: Span, returnType?: TypeName): FunctionHead {
    const documentation = this.context.documentationAt(start);
    return {
      start,
      name,
      nameSpan: { start: nameSpan.start, end: nameSpan.end },
      ...(returnType && { returnType }),
      ...(documentation !== undefined && { documentation }),
      isConditional: (span) => this.context.isConditional(span),
    };
  }

  /** Reads a method, or fields of one type. */
  private readTyped(start: number, { words }: Specifiers): void {
    const { cursor } = this;
    if (words.has('virtual') || words.has('friend')) giveUp(cursor);
    const base = parseBaseType(cursor, 'here');
    const beforePointers = cursor.position;
    const type = parsePointers(cursor, base);
    const operator = acceptOperatorName(cursor);
    const name =
      operator ?? (cursor.peek().text === '(' && cursor.token.kind === 'identifier' ? cursor.advance() : undefined);
    const isStatic = words.has('static');
    const scope = isStatic ? `${this.prefix}${this.name}::` : '';
    if (name !== undefined) {
      const method = parseFunction(cursor, this.head(start, scope + name.text, name, type));
      (isStatic ? this.statics : this.methods).push(method);
      return;
    }
    cursor.moveTo(beforePointers);
    const isConst = base.isConst || words.has('constexpr');
    const variables = parseVariables(cursor, { ...base, isConst });
    // A bit field, or anything else behind the names.
    if (!cursor.accept(';')) giveUp(cursor);
    const span = { start, end: cursor.previousEnd };
    for (const variable of variables) {
      if (isStatic) {
        this.statics.push({ kind: 'variable', span, variable: { ...variable, name: scope + variable.name } });
      } else {
        this.fields.push({ ...variable, span });
        if (!this.isPublic) this.opaque = true;
      }
    }
  }

  /** Skips a member. One that is not known may declare anything: the fields are not the whole story then. */
  private skipMember({ isKnown = false } = {}): void {
    const { cursor } = this;
    const first = cursor.position;
    skipDeclaration(cursor);
    if (isKnown) return;
    this.opaque = true;
    for (const name of namesBetween(cursor, first, cursor.position)) {
      this.opaqueNames.push(`${this.prefix}${this.name}::${name}`);
    }
  }
}

/** Reads `operator+` or its like at the cursor, up to the `(` of its parameters. Conversions are not read. */
export function acceptOperatorName(cursor: Cursor): { text: string; start: number; end: number } | undefined {
  if (!cursor.atWord('operator')) return undefined;
  const { start } = cursor.advance();
  let symbol = '';
  if (cursor.at('(') || cursor.at('[')) {
    symbol = cursor.at('(') ? '()' : '[]';
    cursor.skipGroup();
  } else {
    while (cursor.token.kind === 'punctuator' && !cursor.at('(') && !cursor.atCloser()) symbol += cursor.advance().text;
  }
  const end = cursor.previousEnd;
  if (symbol === '' || !cursor.at('(')) giveUp(cursor);
  return { text: `operator${symbol}`, start, end };
}

/** Skips a declaration of unknown form: to its `;`, or over its braces. Takes at least one token. */
export function skipDeclaration(cursor: Cursor): void {
  const { position } = cursor;
  cursor.skipTo(';', '{');
  if (cursor.at('{')) {
    cursor.skipGroup();
    cursor.accept(';');
  } else if (!cursor.accept(';') && cursor.position === position) {
    cursor.advance();
  }
}

/** The names that a skipped declaration may declare: those in front of what follows a declared name, brackets apart. */
export function namesBetween(cursor: Cursor, first: number, last: number): string[] {
  const names: string[] = [];
  for (let index = first; index < last; index++) {
    const token = cursor.tokenAt(index);
    const next = cursor.tokenAt(index + 1).text;
    if (token.kind === 'identifier' && ['(', '=', ';', '[', '{', ',', ':'].includes(next)) names.push(token.text);
    if (token.text === '<') index = (scanTemplateArguments(cursor, index) ?? index + 1) - 1;
    index = cursor.partnerOf(index) ?? index;
  }
  return names;
}
