/** Python's expressions, as far as they say how kernels are made and called. */
export type PythonExpression =
  | { readonly kind: 'number'; readonly value: number; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  /** An f-string: its texts, and the expressions between them. */
  | { readonly kind: 'template'; readonly parts: readonly PythonExpression[] }
  /** `x`, `np.random.rand`, and attributes of names only. */
  | { readonly kind: 'name'; readonly name: string }
  /** An attribute of what is no name: `f(x).get`. */
  | { readonly kind: 'attribute'; readonly object: PythonExpression; readonly name: string }
  | { readonly kind: 'call'; readonly callee: PythonExpression; readonly arguments: readonly PythonArgument[] }
  | { readonly kind: 'list'; readonly elements: readonly PythonExpression[] }
  /** `{ "name": value }` */
  | { readonly kind: 'mapping'; readonly entries: readonly PythonArgument[] }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: PythonExpression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: PythonExpression;
      readonly right: PythonExpression;
    }
  /** Anything else, with the expressions in it that were understood. */
  | { readonly kind: 'other'; readonly parts: readonly PythonExpression[] };

export interface PythonArgument {
  /** Present for `name=value`. */
  readonly name?: string;
  readonly value: PythonExpression;
}

/** A logical line of a Python text. */
export interface PythonStatement {
  readonly kind: 'assignment' | 'expression' | 'import' | 'comment' | 'other';
  /** The names that an assignment gives its value to. */
  readonly targets: readonly string[];
  readonly value?: PythonExpression;
  /** As written, without indentation and trailing blanks. */
  readonly text: string;
  /** True where a blank line stands before it. */
  readonly isSeparate: boolean;
}

/** All expressions of a tree, outermost first. */
export function* walkPython(root: PythonExpression): Iterable<PythonExpression> {
  yield root;
  for (const child of childrenOf(root)) yield* walkPython(child);
}

function childrenOf(expression: PythonExpression): readonly PythonExpression[] {
  switch (expression.kind) {
    case 'number':
    case 'string':
    case 'name':
      return [];
    case 'attribute':
      return [expression.object];
    case 'call':
      return [expression.callee, ...expression.arguments.map(({ value }) => value)];
    case 'list':
      return expression.elements;
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'mapping':
      return expression.entries.map(({ value }) => value);
    case 'template':
    case 'other':
      return expression.parts;
  }
}

/** The expression with a name replaced by a value, in `name.attribute` too. */
export function substitute(root: PythonExpression, name: string, value: PythonExpression): PythonExpression {
  const within = (expression: PythonExpression): PythonExpression => substitute(expression, name, value);
  switch (root.kind) {
    case 'number':
    case 'string':
      return root;
    case 'name': {
      const [head, ...attributes] = root.name.split('.');
      if (head !== name) return root;
      return attributes.reduce<PythonExpression>((object, each) => ({ kind: 'attribute', object, name: each }), value);
    }
    case 'attribute':
      return { ...root, object: within(root.object) };
    case 'call':
      return {
        ...root,
        callee: within(root.callee),
        arguments: root.arguments.map((argument) => ({ ...argument, value: within(argument.value) })),
      };
    case 'list':
      return { ...root, elements: root.elements.map(within) };
    case 'unary':
      return { ...root, operand: within(root.operand) };
    case 'binary':
      return { ...root, left: within(root.left), right: within(root.right) };
    case 'mapping':
      return { ...root, entries: root.entries.map((entry) => ({ ...entry, value: within(entry.value) })) };
    case 'template':
    case 'other':
      return { ...root, parts: root.parts.map(within) };
  }
}
