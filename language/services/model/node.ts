import type { PreambleDeclarations } from '../../check/preamble';
import type { KernelArgument } from '../../checked';
import type { Declaration, Expression, FunctionDeclaration, Statement } from '../../cpp/tree';
import { childExpressions, childStatements, statementExpressions } from '../../cpp/walk';
import { isKernelField } from '../../syntax/fields';
import type { Binding, CaseValue, Field, Item, KernelItem } from '../../syntax/tree';
import type { Span } from '../../text/span';
import type { DocumentModel } from '../../document/model';

/** A node of an item's tree, with spans that count from the item. */
export type Node =
  | { readonly kind: 'item'; readonly span: Span; readonly item: Item }
  | { readonly kind: 'body'; readonly span: Span; readonly item: Item }
  | { readonly kind: 'field'; readonly span: Span; readonly field: Field; readonly item: KernelItem }
  | { readonly kind: 'argument'; readonly span: Span; readonly argument: KernelArgument }
  | { readonly kind: 'preamble'; readonly span: Span; readonly preamble: PreambleDeclarations }
  | { readonly kind: 'declaration'; readonly span: Span; readonly declaration: Declaration }
  | { readonly kind: 'statement'; readonly span: Span; readonly statement: Statement }
  | { readonly kind: 'expression'; readonly span: Span; readonly expression: Expression }
  | { readonly kind: 'binding'; readonly span: Span; readonly binding: Binding }
  | { readonly kind: 'value'; readonly span: Span; readonly value: CaseValue };

/** The nodes from an item down to the smallest one that holds an offset or ends there; offsets count from the item. */
export function nodesAt(model: DocumentModel, item: Item, offset: number): readonly Node[] {
  const path: Node[] = [];
  let next: Node | undefined = { kind: 'item', span: { start: 0, end: item.text.length }, item };
  while (next !== undefined) {
    path.push(next);
    const children: readonly Node[] = childNodes(model, next).filter(({ span }) => contains(span, offset));
    // Of two that touch at the offset, the one that begins there is meant.
    next = children.find(({ span }) => span.start === offset && span.end > offset) ?? children[0];
  }
  return path;
}

function contains({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** The nodes directly below one. */
export function childNodes(model: DocumentModel, node: Node): readonly Node[] {
  switch (node.kind) {
    case 'item':
      return itemChildren(model, node.item);
    case 'body':
      return bodyChildren(model, node.item);
    case 'field':
      return fieldChildren(model, node.item, node.field);
    case 'preamble':
      return node.preamble.declarations.map(declarationNode);
    case 'declaration':
      return declarationChildren(node.declaration);
    case 'statement':
      return [
        ...statementExpressions(node.statement).map(expressionNode),
        ...childStatements(node.statement).map(statementNode),
      ];
    case 'expression':
      return childExpressions(node.expression).map(expressionNode);
    case 'binding':
      return node.binding.value.kind === 'missing' ? [] : [valueNode(node.binding.value)];
    case 'value':
      return valueChildren(node.value);
    case 'argument':
      return [];
  }
}

function itemChildren(model: DocumentModel, item: Item): readonly Node[] {
  switch (item.kind) {
    case 'kernel':
    case 'case':
      return [{ kind: 'body', span: item.body, item }];
    case 'preamble': {
      const preamble = model.preambles.checked.declarations.find(({ block }) => block === item);
      return preamble === undefined ? [] : [{ kind: 'preamble', span: item.span, preamble }];
    }
    case 'unreadable':
      return [];
  }
}

function bodyChildren(model: DocumentModel, item: Item): readonly Node[] {
  if (item.kind === 'case') {
    return item.bindings.map((binding) => ({ kind: 'binding', span: binding.span, binding }));
  }
  if (item.kind !== 'kernel') return [];
  const declarations = model.kernelStates.get(item)?.parts.declarations ?? [];
  return [
    ...item.fields.map((field): Node => ({ kind: 'field', span: field.span, field, item })),
    ...declarations.map((preamble): Node => ({ kind: 'preamble', span: preamble.block.span, preamble })),
  ];
}

function fieldChildren(model: DocumentModel, item: KernelItem, field: Field): readonly Node[] {
  const kernel = model.kernelStates.get(item)?.parts.kernel;
  const first = item.fields.find(({ name }) => name.text === field.name.text);
  if (kernel === undefined || first !== field || !isKernelField(field.name.text)) return [];
  switch (field.name.text) {
    case 'arguments':
      return kernel.arguments.map((argument) => ({ kind: 'argument', span: argument.span, argument }));
    case 'map_expr':
      return [expressionNode(kernel.map.expression)];
    case 'reduce_expr':
      return [expressionNode(kernel.reduce.expression)];
    case 'neutral':
      return kernel.neutral ? [expressionNode(kernel.neutral.expression)] : [];
    case 'post_map_expr':
      return kernel.postMap ? [expressionNode(kernel.postMap.expression)] : [];
    case 'dtype_out':
    case 'reduce_type':
    case 'accuracy':
    case 'options':
    case 'deterministic':
      return [];
  }
}

function declarationChildren(declaration: Declaration): readonly Node[] {
  switch (declaration.kind) {
    case 'function':
      return functionChildren(declaration);
    case 'struct':
      return [
        ...declaration.fields.flatMap(({ initializer }) => (initializer ? [expressionNode(initializer)] : [])),
        ...[...declaration.constructors, ...declaration.methods].map(declarationNode),
      ];
    case 'variable': {
      const { arraySizes, initializer } = declaration.variable;
      return [...arraySizes, ...(initializer ? [initializer] : [])].map(expressionNode);
    }
    case 'enum':
      return declaration.members.flatMap(({ value }) => (value ? [expressionNode(value)] : []));
    case 'alias':
      return [];
  }
}

function functionChildren(declaration: FunctionDeclaration): readonly Node[] {
  return [
    ...declaration.parameters.flatMap(({ defaultValue }) => (defaultValue ? [expressionNode(defaultValue)] : [])),
    ...declaration.memberInitializers.flatMap((initializer) => initializer.arguments.map(expressionNode)),
    ...(declaration.body ? [statementNode(declaration.body)] : []),
  ];
}

function valueChildren(value: CaseValue): readonly Node[] {
  switch (value.kind) {
    case 'constant':
      return [expressionNode(value.expression)];
    case 'list':
      return value.elements.map(valueNode);
    case 'struct':
      return value.members.map((member) => valueNode(member.value));
    case 'generator':
      return value.arguments.map((argument) => valueNode(argument.value));
    case 'slice':
      return [value.start, value.stop, value.step].flatMap((part) => (part ? [expressionNode(part)] : []));
    case 'string':
    case 'missing':
      return [];
  }
}

function declarationNode(declaration: Declaration): Node {
  return { kind: 'declaration', span: declaration.span, declaration };
}

function statementNode(statement: Statement): Node {
  return { kind: 'statement', span: statement.span, statement };
}

function expressionNode(expression: Expression): Node {
  return { kind: 'expression', span: expression.span, expression };
}

function valueNode(value: CaseValue): Node {
  return { kind: 'value', span: value.span, value };
}
