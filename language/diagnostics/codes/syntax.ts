import { defineCodes } from '../entry';

export const syntaxCodes = defineCodes({
  // C++ tokens.
  'bad-character': {
    severity: 'error',
    message: (d: { character: string; instead?: string }) =>
      d.instead === undefined
        ? `C++ has no use for ‘${d.character}’ here: leave it out.`
        : `‘${d.character}’ is not a C++ operator: write ‘${d.instead}’.`,
  },
  'unterminated-literal': {
    severity: 'error',
    message: (d: { what: string; quote: string }) =>
      `This ${d.what} literal is never closed: add ${d.quote} at its end.`,
  },
  'unterminated-comment': {
    severity: 'error',
    message: (_: object) => 'This comment is never closed: add */ at its end.',
  },
  'bad-character-literal': {
    severity: 'error',
    message: (d: { reason: string }) => `This is not a character literal: ${d.reason}.`,
  },
  'bad-escape': {
    severity: 'error',
    message: (d: { escape: string }) =>
      `‘${d.escape}’ is not a C++ escape sequence: write \\\\ where a backslash is meant.`,
  },
  'bad-number': {
    severity: 'error',
    message: (d: { number: string; reason: string }) => `‘${d.number}’ is not a number: ${d.reason}.`,
  },
  'unknown-suffix': {
    severity: 'error',
    message: (d: { suffix: string; number: string; hint: string }) =>
      `The suffix ‘${d.suffix}’ cannot follow ${d.number}. ${d.hint}`,
  },
  'integer-too-large': {
    severity: 'error',
    message: (d: { number: string }) =>
      `${d.number} does not fit in 64 bits (at most 18446744073709551615): write a float, such as 1e20, or a smaller number.`,
  },
  'float-too-large': {
    severity: 'error',
    message: (d: { number: string; type: string; largest: string }) =>
      `${d.number} is beyond the largest ${d.type}, ${d.largest}: write INFINITY if infinity is meant, or a smaller number.`,
  },
  'unclosed-bracket': {
    severity: 'error',
    message: (d: { open: string; close: string }) => `This ‘${d.open}’ is never closed: add the missing ‘${d.close}’.`,
  },
  'unmatched-bracket': {
    severity: 'error',
    message: (d: { close: string; open: string }) =>
      `This ‘${d.close}’ closes nothing: leave it out, or add the ‘${d.open}’ that it belongs to.`,
  },
  'mismatched-bracket': {
    severity: 'error',
    message: (d: { open: string; close: string; expected: string }) =>
      `‘${d.open}’ cannot be closed by ‘${d.close}’: write ‘${d.expected}’.`,
  },

  // C++ expressions.
  'missing-operand': {
    severity: 'error',
    message: (d: { beside: string; side: 'after' | 'before' }) => `An expression is missing ${d.side} ‘${d.beside}’.`,
  },
  'missing-expression': {
    severity: 'error',
    message: (d: { open?: string; close?: string }) =>
      d.open === undefined
        ? 'An expression is missing here.'
        : `An expression is missing between ‘${d.open}’ and ‘${d.close}’.`,
  },
  'missing-operator': {
    severity: 'error',
    message: (d: { next: string }) => `An operator or a comma is missing before ‘${d.next}’.`,
  },
  'unexpected-token': {
    severity: 'error',
    message: (d: { token: string }) => `‘${d.token}’ cannot stand here: the expression before it is complete.`,
  },
  'missing-colon': {
    severity: 'error',
    message: (_: object) => 'This ‘?’ has no ‘:’: write condition ? value : otherwise.',
  },
  'missing-member': {
    severity: 'error',
    message: (d: { operator: string }) => `The name of a member is missing after ‘${d.operator}’.`,
  },
  'missing-type': {
    severity: 'error',
    message: (d: { where: string }) => `A type is missing ${d.where}.`,
  },
  'missing-token': {
    severity: 'error',
    message: (d: { token: string; after: string }) => `‘${d.token}’ is missing after ${d.after}.`,
  },
  'type-as-value': {
    severity: 'error',
    message: (d: { type: string }) => `‘${d.type}’ is a type, not a value: to convert to it, write ${d.type}(x).`,
  },
  'keyword-as-value': {
    severity: 'error',
    message: (d: { word: string }) => `‘${d.word}’ is a keyword of C++ and names no value.`,
  },
  'words-as-cast': {
    severity: 'error',
    message: (d: { type: string }) =>
      `A type of several words cannot be called: write (${d.type})(x), or static_cast<${d.type}>(x).`,
  },
  'bad-type-words': {
    severity: 'error',
    message: (d: { words: string }) => `‘${d.words}’ is not a C++ type: these words cannot be combined.`,
  },
  'power-operator': {
    severity: 'error',
    message: (_: object) => 'C++ has no ** operator: use pow(x, y), or x * x for a square.',
  },
  'python-conditional': {
    severity: 'error',
    message: (_: object) => 'C++ writes ‘x if c else y’ as c ? x : y.',
  },
  'unsupported-syntax': {
    severity: 'error',
    message: (d: { what: string; instead: string }) => `${d.what} cannot be used in an expression: ${d.instead}.`,
  },
  'preprocessor-line': {
    severity: 'error',
    message: (_: object) => 'Preprocessor lines can stand in a preamble only: move this line there.',
  },
  'nesting-too-deep': {
    severity: 'error',
    message: (d: { limit: number }) =>
      `This is nested more than ${d.limit} levels deep: move a part of it to a __device__ function of a preamble.`,
  },

  // Declarations of the `arguments` field.
  'argument-missing': {
    severity: 'error',
    message: (d: { side: 'before' | 'after' }) =>
      `No argument stands ${d.side} this comma: leave the comma out, or declare one.`,
  },
  'argument-type-missing': {
    severity: 'error',
    message: (d: { name: string }) =>
      `‘${d.name}’ has no type: write, for example, const float *${d.name} for a vector or float ${d.name} for a scalar.`,
  },
  'argument-name-missing': {
    severity: 'error',
    message: (d: { type: string }) => `This argument has no name: write one after ‘${d.type}’.`,
  },
  'argument-unexpected': {
    severity: 'error',
    message: (d: { token: string; after?: string }) =>
      d.after === undefined
        ? `‘${d.token}’ cannot begin an argument: write a type and a name, such as const float *x.`
        : `‘${d.token}’ cannot follow ‘${d.after}’: an argument is a type and a name.`,
  },
  'argument-comma-missing': {
    severity: 'error',
    message: (d: { name: string }) => `A comma is missing after ‘${d.name}’: arguments are separated by commas.`,
  },
  'argument-semicolon': {
    severity: 'error',
    message: (_: object) => 'Arguments are separated by commas, not by semicolons: write ‘,’.',
  },
  'argument-pointer-depth': {
    severity: 'error',
    message: (d: { name: string; type: string }) =>
      `‘${d.name}’ points to pointers, which a kernel cannot take: pass one vector, ${d.type} *${d.name}.`,
  },
  'argument-reference': {
    severity: 'error',
    message: (d: { name: string }) =>
      `‘${d.name}’ is a reference, which a kernel cannot take: leave ‘&’ out for a scalar, or write ‘*’ for a vector.`,
  },
  'argument-default': {
    severity: 'error',
    message: (d: { name: string }) => `Arguments have no default values: give ‘${d.name}’ its value in a case.`,
  },
  'argument-function-pointer': {
    severity: 'error',
    message: (_: object) =>
      'A function cannot be an argument: put it in a preamble as a __device__ function and call it by its name.',
  },
  'argument-restrict': {
    severity: 'error',
    message: (_: object) => '‘restrict’ is C, not C++: write __restrict__.',
  },
  'argument-void': {
    severity: 'error',
    message: (d: { name: string }) =>
      d.name === ''
        ? 'An empty list of arguments is left empty: leave void out.'
        : `‘${d.name}’ needs the type of its elements: void has no values.`,
  },
  'argument-keyword-name': {
    severity: 'error',
    message: (d: { name: string }) => `‘${d.name}’ is a keyword of C++ and can name no argument: choose another name.`,
  },
  'argument-storage': {
    severity: 'error',
    message: (d: { word: string }) => `‘${d.word}’ has no meaning for an argument: leave it out.`,
  },
});
