/** The names that expressions have beside the arguments. Markdown. */
const variables: ReadonlyMap<string, string> = new Map([
  [
    'i',
    `The element's index: 0 … \`n\` − 1, or the values of the case's \`slice\`. It exists in \`map_expr\` only.

*PyCUDA:* \`i\`, a \`size_t\`.`,
  ],
  [
    'n',
    'The number of elements. A `slice` does not change it.\n\n*PyCUDA:* `n`, the size of the first vector argument.',
  ],
  [
    'a',
    `An operand: a value of the map, or one of values combined before. In \`post_map_expr\`, the reduced value.

*PyCUDA:* \`a\`, a macro's parameter.`,
  ],
  ['b', "The other operand of `reduce_expr`.\n\n*PyCUDA:* `b`, a macro's parameter."],
]);

const reducedValue = 'The reduced value: what all elements came to.\n\n*PyCUDA:* none.';

/**
 * What `i`, `n`, `a` or `b` of an expression means, as Markdown; undefined for other names.
 *
 * @param field that the expression is the value of; left out where that is not known
 */
export function variableDocumentation(name: string, field?: string): string | undefined {
  return name === 'a' && field === 'post_map_expr' ? reducedValue : variables.get(name);
}
