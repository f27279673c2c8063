import { defineCodes } from '../entry';

/** Diagnostics of the `.reduce` language itself: items, fields, bindings and the values of cases. */
export const itemCodes = defineCodes({
  // The file.
  'unknown-item': {
    severity: 'error',
    message: (d: { word: string; suggestion?: string }) =>
      d.suggestion === undefined
        ? `‘${d.word}’ begins no item: a file holds ‘kernel NAME { … }’, ‘case NAME of KERNEL { … }’ and ‘preamble { … }’; C++ goes into a preamble.`
        : `‘${d.word}’ begins no item: did you mean ‘${d.suggestion}’?`,
  },
  'python-code': {
    severity: 'error',
    message: (_: object) =>
      'This is Python, and a .reduce file holds kernels: write each ReductionKernel as kernel NAME { … }; a quick fix does it.',
  },
  'unexpected-text': {
    severity: 'error',
    message: (d: { text: string; where: string }) => `‘${d.text}’ cannot stand ${d.where}: leave it out.`,
  },
  'misplaced-directive': {
    severity: 'error',
    message: (d: { directive: string }) =>
      `‘${d.directive}’ can stand in a preamble only: write preamble { … } around it.`,
  },
  'repeated-kernel': {
    severity: 'error',
    message: (d: { name: string }) => `There is a kernel ‘${d.name}’ above already: give this one another name.`,
  },
  'repeated-case': {
    severity: 'error',
    message: (d: { name: string; kernel: string }) =>
      `‘${d.kernel}’ has a case ‘${d.name}’ above already: give this one another name.`,
  },
  'unknown-kernel': {
    severity: 'error',
    message: (d: { name: string; suggestion?: string }) =>
      d.suggestion === undefined
        ? `This file has no kernel ‘${d.name}’.`
        : `This file has no kernel ‘${d.name}’: did you mean ‘${d.suggestion}’?`,
  },

  // Heads and braces.
  'missing-name': {
    severity: 'error',
    message: (d: { what: 'kernel' | 'case'; form: string }) => `The name of the ${d.what} is missing: write ${d.form}.`,
  },
  'invalid-name': {
    severity: 'error',
    message: (d: { name: string }) =>
      `‘${d.name}’ cannot be a name: names have letters, digits and _, and do not begin with a digit.`,
  },
  'missing-of': {
    severity: 'error',
    message: (d: { name: string }) => `A case says which kernel it runs: write case ${d.name} of KERNEL { … }.`,
  },
  'missing-open-brace': {
    severity: 'error',
    message: (d: { after: string }) => `A ‘{’ is missing after ‘${d.after}’.`,
  },
  'unclosed-brace': {
    severity: 'error',
    message: (d: { what: 'kernel' | 'case' | 'preamble' }) => `The ${d.what} is never closed: add a ‘}’ at its end.`,
  },
  'stray-brace': {
    severity: 'error',
    message: (_: object) => 'This ‘}’ closes nothing: leave it out.',
  },

  // Fields and bindings.
  'unknown-field': {
    severity: 'error',
    message: (d: { name: string; suggestion?: string; known: readonly string[] }) =>
      d.suggestion === undefined
        ? `A kernel has no field ‘${d.name}’: its fields are ${d.known.join(', ')}.`
        : `A kernel has no field ‘${d.name}’: did you mean ‘${d.suggestion}’?`,
  },
  'repeated-field': {
    severity: 'error',
    message: (d: { name: string }) => `‘${d.name}’ is set twice: leave one of the two out.`,
  },
  'missing-equals': {
    severity: 'error',
    message: (d: { name: string }) => `A ‘=’ is missing after ‘${d.name}’: write ${d.name} = value;`,
  },
  'missing-value': {
    severity: 'error',
    message: (d: { name: string }) => `‘${d.name}’ has no value: write ${d.name} = value; or leave the line out.`,
  },
  'missing-semicolon': {
    severity: 'error',
    message: (_: object) => 'A ‘;’ is missing after this.',
  },

  // Values of cases.
  'missing-element': {
    severity: 'error',
    message: (d: { what: string }) => `${d.what} is missing here: add it, or leave the comma out.`,
  },
  'unnamed-member': {
    severity: 'error',
    message: (_: object) => 'The members of a struct are named: write { member: value, … }.',
  },
  'unexpected-after-value': {
    severity: 'error',
    message: (d: { what: string; text: string }) => `‘${d.text}’ cannot follow ${d.what}: leave it out.`,
  },
  'value-too-deep': {
    severity: 'error',
    message: (d: { limit: number }) => `This value is nested more than ${d.limit} levels deep.`,
  },
  'slice-parts': {
    severity: 'error',
    message: (d: { count: number }) => `A slice has at most three parts, start:stop:step; here are ${d.count}.`,
  },
});
