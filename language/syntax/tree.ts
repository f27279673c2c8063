import type { Declaration, Expression, TypeName } from '../cpp/tree';
import type { Span } from '../text/span';

/**
 * The tree of a `.reduce` file.
 *
 * A document is a list of items. Every span inside an item counts from the item's first character, so an item
 * whose text did not change keeps its tree, and everything derived from it, wherever it moves.
 */
export interface PlacedItem {
  readonly item: Item;
  /** Offset of the item's first character in the document. */
  readonly start: number;
}

export type Item = KernelItem | CaseItem | PreambleItem | UnreadableItem;

interface ItemBase {
  /** The item's source text. All spans of the item index this text. */
  readonly text: string;
}

/** A name as it stands in the text. `text` is empty where the name is missing. */
export interface Identifier {
  readonly text: string;
  readonly span: Span;
}

/** `kernel NAME { field = value; … preamble { … } }` */
export interface KernelItem extends ItemBase {
  readonly kind: 'kernel';
  readonly name: Identifier;
  /** In source order; repeated and unknown fields included. */
  readonly fields: readonly Field[];
  readonly preambles: readonly PreambleBlock[];
  /** The braces with what is between them. */
  readonly body: Span;
}

export interface Field {
  /** A misspelt name, which is reported, has the text of the field that it is plainly meant for. */
  readonly name: Identifier;
  /** From the name to the `;`, or to where the value ends when the `;` is missing. */
  readonly span: Span;
  /** The value without surrounding blanks and comments; empty (start = end) when it is missing. */
  readonly value: Span;
}

/** `case NAME of KERNEL { binding = value; … }` */
export interface CaseItem extends ItemBase {
  readonly kind: 'case';
  readonly name: Identifier;
  readonly kernel: Identifier;
  readonly bindings: readonly Binding[];
  readonly body: Span;
}

export interface Binding {
  readonly name: Identifier;
  readonly span: Span;
  readonly valueSpan: Span;
  readonly value: CaseValue;
}

/** The value of a case binding, before it is evaluated. */
export type CaseValue =
  | { readonly kind: 'constant'; readonly span: Span; readonly expression: Expression }
  | { readonly kind: 'list'; readonly span: Span; readonly elements: readonly CaseValue[] }
  | { readonly kind: 'struct'; readonly span: Span; readonly members: readonly StructMember[] }
  | { readonly kind: 'string'; readonly span: Span; readonly value: string }
  | {
      readonly kind: 'generator';
      readonly span: Span;
      readonly name: Identifier;
      readonly arguments: readonly GeneratorArgument[];
    }
  /** `start:stop:step`, each part optional. */
  | {
      readonly kind: 'slice';
      readonly span: Span;
      readonly start?: Expression;
      readonly stop?: Expression;
      readonly step?: Expression;
    }
  | { readonly kind: 'missing'; readonly span: Span };

export interface StructMember {
  readonly name: Identifier;
  readonly value: CaseValue;
}

export interface GeneratorArgument {
  /** Present for `name = value` arguments, such as `seed = 1`. */
  readonly name?: Identifier;
  readonly value: CaseValue;
  readonly span: Span;
}

/** `preamble { … }` at the top level of a file. */
export interface PreambleItem extends ItemBase, PreambleBlock {
  readonly kind: 'preamble';
}

export interface PreambleBlock {
  /** From the keyword to the closing brace. */
  readonly span: Span;
  /** The C++ between the braces. */
  readonly body: Span;
}

/** Text at the top level that is no item. It has produced a diagnostic. */
export interface UnreadableItem extends ItemBase {
  readonly kind: 'unreadable';
}

/** One declaration of a kernel's `arguments` field. */
export interface ArgumentDeclaration {
  readonly name: Identifier;
  /** The whole declaration. */
  readonly span: Span;
  readonly type: TypeName;
  /** `T *name` and `T name[]` are vectors, `T name` is a scalar. */
  readonly role: 'vector' | 'scalar';
  readonly isConst: boolean;
}

/** A macro or a template of a preamble, whose name is known and little else. */
export interface OpaqueDeclaration {
  readonly kind: 'macro' | 'template';
  readonly name: string;
  readonly span: Span;
  readonly nameSpan: Span;
}

/** The C++ of a preamble as far as it could be read. */
export interface PreambleTree {
  readonly declarations: readonly Declaration[];
  /** Macros and templates that are not among the declarations. */
  readonly opaque: readonly OpaqueDeclaration[];
  /** Names of macros, templates, aliases and anything else that is there but was not understood. */
  readonly opaqueNames: ReadonlySet<string>;
  /** False where text was skipped that might declare any name (macros that expand to declarations, includes). */
  readonly complete: boolean;
}
