import { defineCodes } from '../entry';

const meant = (suggestion: string | undefined): string =>
  suggestion === undefined ? '' : `: did you mean ‘${suggestion}’?`;

export const typeCodes = defineCodes({
  // Fields.
  'missing-field': {
    severity: 'error',
    message: (d: { field: string; example: string }) => `The kernel has no ${d.field}: add ‘${d.example}’.`,
  },
  'missing-map': {
    severity: 'error',
    message: (d: { vectors: number }) =>
      d.vectors === 0
        ? 'The kernel has no map_expr, and no vector that it could be left out for: say what each element is.'
        : `The kernel has no map_expr: it can be left out with exactly one vector, and here are ${d.vectors}.`,
  },
  'unknown-dtype': {
    severity: 'error',
    message: (d: { dtype: string; suggestion?: string }) =>
      `‘${d.dtype}’ is no dtype${meant(d.suggestion) || ': use a NumPy name such as float32 or int64, or a struct of a preamble.'}`,
  },
  'unknown-accuracy': {
    severity: 'error',
    message: (d: { accuracy: string; suggestion?: string }) =>
      `‘${d.accuracy}’ is no accuracy${meant(d.suggestion) || ': it is plain or compensated.'}`,
  },
  'accuracy-needs-sum': {
    severity: 'error',
    message: (d: { obstacle: string }) =>
      `A compensated accumulator keeps the rounding errors of float32 and float64 sums, ‘a + b’, and here ${d.obstacle}: leave ‘accuracy’ out.`,
  },
  'quoted-value': {
    severity: 'error',
    message: (d: { field: string }) => `The value of ${d.field} stands in quotes, as in Python: leave them out.`,
  },
  'opaque-type': {
    severity: 'error',
    message: (d: { type: string }) =>
      `The fields of ‘${d.type}’ cannot be read, so its size is not known: give it plain fields, without bases, bit fields or templates.`,
  },
  'bad-options': {
    severity: 'error',
    message: (_: object) =>
      'Options are quoted strings of one option each, which begins with a dash: "-use_fast_math", "-DN=4".',
  },
  'refused-option': {
    severity: 'error',
    message: (d: { option: string; reason: string }) => `The option ‘${d.option}’ ${d.reason}: leave it out.`,
  },

  // `deterministic`.
  'bad-deterministic': {
    severity: 'error',
    message: (d: { value: string }) => `‘${d.value}’ is neither true nor false, which deterministic is.`,
  },
  'deterministic-option': {
    severity: 'error',
    message: (d: { option: string }) =>
      `The option ‘${d.option}’ may change what arithmetic gives, which a deterministic kernel forbids: leave it out.`,
  },
  'deterministic-call': {
    severity: 'error',
    message: (d: { name: string; within?: string }) =>
      `${d.within === undefined ? `‘${d.name}’ does` : `‘${d.within}’ uses ‘${d.name}’, which does`} not give the same bits on every device: a deterministic kernel has + - * / sqrt fma and functions with exact results.`,
  },
  'deterministic-half': {
    severity: 'error',
    message: (d: { operator: string; within?: string }) =>
      `${d.within === undefined ? `‘${d.operator}’` : `‘${d.within}’ uses ‘${d.operator}’, which`} rounds half precision in a way that depends on the device: convert to float first, as in float(x[i]).`,
  },
  'deterministic-unknown': {
    severity: 'error',
    message: (d: { text: string; within?: string }) =>
      `It cannot be told that ${d.text}${d.within === undefined ? '' : `, which ‘${d.within}’ uses,`} gives the same bits on every device: a deterministic kernel has no macros, templates, included files or writes to memory.`,
  },

  // Arguments.
  'reserved-argument': {
    severity: 'error',
    message: (d: { name: string; meaning: string }) =>
      `No argument can be named ‘${d.name}’: it is ${d.meaning}. Choose another name.`,
  },
  'repeated-argument': {
    severity: 'error',
    message: (d: { name: string }) => `There is an argument ‘${d.name}’ already: give this one another name.`,
  },
  'unused-argument': {
    severity: 'warning',
    message: (d: { name: string }) => `‘${d.name}’ is never used: leave it out, or use it in an expression.`,
  },
  'operand-hides-argument': {
    severity: 'warning',
    message: (d: { name: string }) =>
      `In reduce_expr ‘${d.name}’ is an operand, which hides this argument: give the argument another name.`,
  },
  'unsupported-argument-type': {
    severity: 'error',
    message: (d: { type: string }) => `Arguments cannot be of type ‘${d.type}’: its layout is not known here.`,
  },

  // Names.
  'unknown-type': {
    severity: 'error',
    message: (d: { name: string; suggestion?: string }) =>
      `There is no type ‘${d.name}’${meant(d.suggestion) || '. A preamble can declare it.'}`,
  },
  'undefined-name': {
    severity: 'error',
    message: (d: { name: string; suggestion?: string }) =>
      `‘${d.name}’ is not defined${meant(d.suggestion) || ': it is no argument, no CUDA function and no name of a preamble.'}`,
  },
  'name-out-of-place': {
    severity: 'error',
    message: (d: { name: string; field: string; reason: string }) =>
      `‘${d.name}’ has no meaning in ${d.field}: ${d.reason}.`,
  },
  'python-name': {
    severity: 'error',
    message: (d: { name: string; instead: string }) => `‘${d.name}’ is Python; in C++ write ‘${d.instead}’.`,
  },
  'std-name': {
    severity: 'error',
    message: (d: { name: string; instead: string }) =>
      `‘${d.name}’ needs a header of the C++ library, which device code does without: write ‘${d.instead}’.`,
  },

  // Vectors and members.
  'vector-without-index': {
    severity: 'error',
    message: (d: { name: string; element: string }) =>
      `‘${d.name}’ is a vector of ${d.element}, and has no value by itself: write ‘${d.name}[i]’ for its element.`,
  },
  'scalar-indexed': {
    severity: 'error',
    message: (d: { name: string; type: string }) =>
      `‘${d.name}’ is ${article(d.type)}, not a vector: it has no elements to index.`,
  },
  'index-type': {
    severity: 'error',
    message: (d: { type: string }) => `An index is an integer, and this is ${article(d.type)}: convert it with (int).`,
  },
  'unknown-member': {
    severity: 'error',
    message: (d: { type: string; member: string; suggestion?: string }) =>
      `${d.type} has no member ‘${d.member}’${meant(d.suggestion) || '.'}`,
  },
  'not-a-struct': {
    severity: 'error',
    message: (d: { type: string; member: string }) =>
      `${capital(article(d.type))} has no members, so no ‘${d.member}’.`,
  },
  'wrong-arrow': {
    severity: 'error',
    message: (d: { instead: string }) => `Write ‘${d.instead}’ here: -> is for pointers, . for values.`,
  },

  // Calls.
  'too-few-arguments': {
    severity: 'error',
    message: (d: { signature: string; given: number; wanted: number; hasDefaults: boolean }) =>
      `${d.signature} takes ${d.hasDefaults ? 'at least ' : ''}${count(d.wanted, 'argument')}, and ${d.given === 0 ? 'none is' : d.given === 1 ? '1 is' : `${d.given} are`} given.`,
  },
  'too-many-arguments': {
    severity: 'error',
    message: (d: { signature: string; given: number; wanted: number; hasDefaults: boolean }) =>
      `${d.signature} takes ${d.wanted === 0 ? 'no arguments' : `${d.hasDefaults ? 'at most ' : ''}${count(d.wanted, 'argument')}`}, and ${d.given} ${d.given === 1 ? 'is' : 'are'} given: leave the rest out.`,
  },
  'argument-type': {
    severity: 'error',
    message: (d: { signature: string; parameter: string; wanted: string; given: string }) =>
      `${d.signature} takes ${article(d.wanted)}${d.parameter === '' ? '' : ` as ‘${d.parameter}’`}, and this is ${article(d.given)}.`,
  },
  'no-matching-overload': {
    severity: 'error',
    message: (d: { name: string; given: string }) => `No ${d.name} takes (${d.given}).`,
  },
  'ambiguous-call': {
    severity: 'error',
    message: (d: { name: string; given: string; advice: string }) =>
      `Several functions ${d.name} fit (${d.given}) equally well, so that the compiler refuses to choose: ${d.advice}.`,
  },
  'not-callable': {
    severity: 'error',
    message: (d: { name: string; instead?: string }) =>
      `‘${d.name}’ is no function${d.instead === undefined ? '' : `: write ‘${d.instead}’`}.`,
  },

  // Operators and conversions.
  'invalid-operands': {
    severity: 'error',
    message: (d: { operator: string; left: string; right?: string; advice?: string }) =>
      `${d.operator} cannot be applied to ${d.right === undefined ? article(d.left) : d.left === d.right ? `two values of type ${d.left}` : `${d.left} and ${d.right}`}${d.advice === undefined ? '.' : `: ${d.advice}.`}`,
  },
  'mixed-half': {
    severity: 'error',
    message: (d: { left: string; right: string; small: string }) =>
      `${d.left} and ${d.right} cannot be mixed, because both directions of conversion fit: convert one, as in ‘${d.small === 'half' ? '__half2float' : '__bfloat162float'}(…)’.`,
  },
  'invalid-condition': {
    severity: 'error',
    message: (d: { type: string }) =>
      `${capital(article(d.type))} is neither true nor false: compare it with something.`,
  },
  'assignment-in-expression': {
    severity: 'error',
    message: (d: { operator: string }) =>
      d.operator === '='
        ? 'An expression cannot assign: did you mean ‘==’?'
        : `An expression cannot change a value: ${d.operator} has no place here.`,
  },
  'cannot-convert': {
    severity: 'error',
    message: (d: { from: string; to: string; what: string; advice?: string }) =>
      `${d.what} is ${article(d.from)}, which does not convert to ${d.to}${d.advice === undefined ? '.' : `: ${d.advice}.`}`,
  },
  'wrong-construction': {
    severity: 'error',
    message: (d: { type: string; instead: string }) => `No ${d.type} can be made in this way: write ‘${d.instead}’.`,
  },

  // What runs, and is probably wrong or needlessly slow.
  narrowing: {
    severity: 'warning',
    message: (d: { from: string; to: string; what: string; loss: string }) =>
      d.loss === 'cannot hold it'
        ? `${d.what} is beyond the range of ${d.to}, which it becomes here: use a value that fits.`
        : `${d.what} is ${d.from} and becomes ${d.to}, which ${d.loss}: convert it with (${d.to}) if that is meant.`,
  },
  'double-literal': {
    severity: 'warning',
    message: (d: { literal: string; instead: string }) =>
      `${d.literal} is a double, so that float values are widened and computed in double precision, which most GPUs do slowly: write ${d.instead}.`,
  },
  'integer-division': {
    severity: 'warning',
    message: (d: { left: string; right: string }) =>
      `This divides integers (${d.left} / ${d.right}) and drops the fraction before the result becomes floating: convert an operand first.`,
  },
  'division-by-zero': {
    severity: 'warning',
    message: (d: { operator: '/' | '%' }) =>
      `This is ${d.operator === '/' ? 'a division' : 'the remainder of a division'} of integers by zero, which has no value: a CPU stops there, and a GPU makes one up.`,
  },
  'comparison-chain': {
    severity: 'warning',
    message: (d: { instead?: string }) =>
      `This compares the result of the first comparison, 0 or 1, with the last operand: ${d.instead === undefined ? 'write two comparisons with && between them.' : `did you mean ‘${d.instead}’?`}`,
  },
  'comma-operator': {
    severity: 'warning',
    message: (_: object) => 'A comma keeps only what follows it: what stands before it has no effect.',
  },
  'ignored-operand': {
    severity: 'warning',
    message: (d: { field: string; operand: string }) =>
      d.field === 'post_map_expr'
        ? 'post_map_expr does not use ‘a’, so that the result does not depend on the data.'
        : `reduce_expr does not use ‘${d.operand}’: elements are lost, and which ones depends on the order of the folding.`,
  },

  // Taste.
  'pow-square': {
    severity: 'hint',
    message: (d: { instead: string }) => `‘${d.instead}’ is the same, and much faster than pow.`,
  },
  'xor-as-power': {
    severity: 'hint',
    message: (d: { instead: string }) => `^ is exclusive or, not a power: did you mean ‘${d.instead}’?`,
  },
});

/** `an int`, `a float`; names of structs and pointers included. */
function article(type: string): string {
  return `${/^[aeio]|^un(?!i)/i.test(type) ? 'an' : 'a'} ${type}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
