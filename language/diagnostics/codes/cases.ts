import { defineCodes } from '../entry';

function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined ? '' : ` Did you mean ‘${suggestion}’?`;
}

function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `‘${name}’`);
  const last = quoted.pop();
  return quoted.length === 0 ? `${last}` : `${quoted.join(', ')} and ${last}`;
}

export const caseCodes = defineCodes({
  // Bindings.
  'unknown-binding': {
    severity: 'error',
    message: (d: { name: string; kernel: string; suggestion?: string }) =>
      `‘${d.name}’ is neither an argument of ‘${d.kernel}’ nor a setting of a case.${didYouMean(d.suggestion)}`,
  },
  'missing-binding': {
    severity: 'error',
    message: (d: { names: readonly string[]; kernel: string }) =>
      `This case gives no value for ${listed(d.names)} of ‘${d.kernel}’.`,
  },
  'reserved-setting': {
    severity: 'error',
    message: (d: { name: string }) =>
      `‘${d.name}’ is reserved for reductions over an axis, which do not exist yet: remove it.`,
  },
  'scalar-expected': {
    severity: 'error',
    message: (d: { name: string; type: string; given: string }) =>
      `‘${d.name}’ is a scalar: give it one ${d.type}, not ${d.given}.`,
  },
  'vector-expected': {
    severity: 'error',
    message: (d: { name: string; given: string; instead?: string }) =>
      `‘${d.name}’ is a vector: give it a list or a generator` +
      `${d.instead === undefined ? '' : `, such as ${d.instead}`}, not ${d.given}.`,
  },

  // Settings.
  'bad-setting': {
    severity: 'error',
    message: (d: { name: string; expected: string }) => `‘${d.name}’ takes ${d.expected}.`,
  },
  'slice-step-zero': {
    severity: 'error',
    message: (_: object) => 'The step of a slice cannot be 0: it would never end.',
  },
  'tolerance-without-expect': {
    severity: 'hint',
    message: (d: { name: string }) => `‘${d.name}’ has no effect in a case without ‘expect’.`,
  },
  'empty-input': {
    severity: 'error',
    message: (d: { kernel: string }) =>
      `There is nothing to reduce, and ‘${d.kernel}’ has no ‘neutral’ to give instead: add elements, or a neutral.`,
  },

  'sum-overflow': {
    severity: 'warning',
    message: (d: { sum: string; type: string; limit: string; where: 'accumulator' | 'result'; wider?: string }) =>
      `This sum comes to about ${d.sum}, and ${d.type}, the type of the ${d.where}, ends at ${d.limit}` +
      (d.wider === undefined ? '.' : `: set ${d.where === 'result' ? 'dtype_out' : 'reduce_type'} = ${d.wider}.`),
  },

  // Constants.
  'constant-expected': {
    severity: 'error',
    message: (d: { what: string }) =>
      `The values of a case are constants: ${d.what} cannot stand here. Numbers, C++ operators, nan, inf, true and false can.`,
  },
  'constant-unknown-name': {
    severity: 'error',
    message: (d: { name: string; suggestion?: string }) =>
      `‘${d.name}’ is no constant: a case knows numbers, nan, inf, true and false.${didYouMean(d.suggestion)}`,
  },
  'constant-division-by-zero': {
    severity: 'error',
    message: (_: object) => 'This divides by zero: write inf, -inf or nan where you mean them.',
  },
  'constant-integer-division': {
    severity: 'warning',
    message: (d: { quotient: bigint; exact: string }) =>
      `This divides integers, which gives ${d.quotient} and not ${d.exact}: make one of them a double for the fraction.`,
  },
  'constant-integer-operator': {
    severity: 'error',
    message: (d: { operator: string }) => `‘${d.operator}’ works on integers only, as in C++: cast the operand first.`,
  },
  'constant-shift-count': {
    severity: 'error',
    message: (d: { count: bigint }) => `An integer cannot be shifted by ${d.count} bits: 0 to 127 are possible.`,
  },
  'constant-too-large': {
    severity: 'error',
    message: (_: object) => 'This is beyond every integer type (2^128): write a double, such as 1e40.',
  },
  'constant-cast-range': {
    severity: 'error',
    message: (d: { value: string; type: string; min: bigint; max: bigint }) =>
      `${d.value} cannot become ‘${d.type}’, which holds ${d.min} … ${d.max}.`,
  },

  // Values and their types.
  'value-does-not-fit': {
    severity: 'error',
    message: (d: { value: string; name: string; problem: string }) =>
      `${d.value} does not fit ‘${d.name}’: ${d.problem}.`,
  },
  'wrong-value-form': {
    severity: 'error',
    message: (d: { name: string; expected: string; given: string }) =>
      `‘${d.name}’ takes ${d.expected} here, not ${d.given}.`,
  },
  'wrong-value-count': {
    severity: 'error',
    message: (d: { type: string; expected: number; given: number; form: string }) =>
      `${d.type} has ${d.expected} parts, and ${d.given} are given: write ${d.form}.`,
  },
  'unknown-value-field': {
    severity: 'error',
    message: (d: { name: string; struct: string; fields: readonly string[]; suggestion?: string }) =>
      `‘${d.struct}’ has no field ‘${d.name}’.` +
      (d.suggestion === undefined ? ` It has ${listed(d.fields)}.` : didYouMean(d.suggestion)),
  },
  'missing-value-field': {
    severity: 'error',
    message: (d: { names: readonly string[]; struct: string }) =>
      `The ${d.names.length === 1 ? 'field' : 'fields'} ${listed(d.names)} of ‘${d.struct}’ ${d.names.length === 1 ? 'has' : 'have'} no value.`,
  },
  'repeated-value-field': {
    severity: 'error',
    message: (d: { name: string }) => `The field ‘${d.name}’ has a value already: remove one of the two.`,
  },

  // Generators.
  'unknown-generator': {
    severity: 'error',
    message: (d: { name: string; known: readonly string[]; suggestion?: string }) =>
      `There is no generator ‘${d.name}’.` +
      (d.suggestion === undefined ? ` There are ${listed(d.known)}.` : didYouMean(d.suggestion)),
  },
  'generator-arguments': {
    severity: 'error',
    message: (d: { name: string; signature: string; given: number }) =>
      `‘${d.name}’ cannot take ${d.given} ${d.given === 1 ? 'argument' : 'arguments'}: write ${d.signature}.`,
  },
  'generator-named-argument': {
    severity: 'error',
    message: (d: { name: string; generator: string; signature: string; suggestion?: string }) =>
      `‘${d.generator}’ has no argument that is named ‘${d.name}’: write ${d.signature}.${didYouMean(d.suggestion)}`,
  },
  'repeated-seed': {
    severity: 'error',
    message: (_: object) => 'This generator has a ‘seed’ already: remove one of the two.',
  },
  'generator-argument': {
    severity: 'error',
    message: (d: { generator: string; argument: string; expected: string }) =>
      `The ${d.argument} of ‘${d.generator}’ has to be ${d.expected}.`,
  },
  'generator-element': {
    severity: 'error',
    message: (d: { generator: string; name: string; type: string; instead: string }) =>
      `‘${d.generator}’ cannot make ${d.type}, which the elements of ‘${d.name}’ are: use ${d.instead}.`,
  },
  'generator-range': {
    severity: 'error',
    message: (d: { generator: string; reaches: string; name: string; problem: string }) =>
      `This ‘${d.generator}’ reaches ${d.reaches}, which does not fit ‘${d.name}’: ${d.problem}.`,
  },

  // Data files.
  'data-file': {
    severity: 'error',
    message: (d: { path: string; problem: string }) => `‘${d.path}’ ${d.problem}.`,
  },
  'data-file-dtype': {
    severity: 'error',
    message: (d: { path: string; dtype: string; name: string; type: string; convert: string }) =>
      `‘${d.path}’ holds ${d.dtype}, and the elements of ‘${d.name}’ are ${d.type}: save ${d.convert} instead, or change the argument's type.`,
  },

  // Lengths.
  'vector-too-short': {
    severity: 'error',
    message: (d: { name: string; length: number; n: number }) =>
      `‘${d.name}’ has ${d.length} ${d.length === 1 ? 'element' : 'elements'}, and ‘n’ asks for ${d.n}.`,
  },
  'lengths-disagree': {
    severity: 'error',
    message: (d: { name: string; length: number; other: string; otherLength: number }) =>
      `‘${d.name}’ has ${d.length} ${d.length === 1 ? 'element' : 'elements'} and ‘${d.other}’ has ${d.otherLength}: ` +
      `make them agree, or set ‘n’.`,
  },
  'length-needed': {
    severity: 'error',
    message: (d: { name: string; signature: string }) =>
      `‘${d.name}’ is read through an index of its own, so ‘n’ does not tell its length: write ${d.signature} with a length.`,
  },
  'index-outside-vector': {
    severity: 'warning',
    message: (d: { name: string; read: string; element: number; length: number; i?: number }) => {
      const cure = d.element < 0 ? 'read it behind a condition' : `make ‘${d.name}’ longer`;
      return (
        `‘${d.name}’ has ${d.length} ${d.length === 1 ? 'element' : 'elements'}, and ‘${d.read}’ ` +
        (d.i === undefined
          ? `can read element ${d.element}: keep the index within it, or ${cure}.`
          : `reads element ${d.element} where i is ${d.i}: leave that i out with ‘slice’, or ${cure}.`)
      );
    },
  },
});
