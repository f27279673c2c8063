/**
 * C++17 punctuators by length, longest first, so that the first that fits is the right one ([lex.pptoken], maximal
 * munch). `>>` and `>>=` are not among them: whether two `>` close template arguments or shift is for the parser to say.
 */
export const punctuatorsByLength: readonly (readonly [length: number, texts: ReadonlySet<string>])[] = [
  [3, new Set(['<<=', '...', '->*', '<=>'])],
  [
    2,
    new Set([
      '::',
      '->',
      '++',
      '--',
      '<<',
      '<=',
      '>=',
      '==',
      '!=',
      '&&',
      '||',
      '+=',
      '-=',
      '*=',
      '/=',
      '%=',
      '&=',
      '|=',
      '^=',
      '.*',
      '<:',
      ':>',
      '<%',
      '%>',
    ]),
  ],
  [1, new Set([...'()[]{}<>+-*/%&|^~!=?:;,.'])],
];

/** Second spellings of punctuators ([lex.digraph]). */
export const digraphs: ReadonlyMap<string, string> = new Map([
  ['<:', '['],
  [':>', ']'],
  ['<%', '{'],
  ['%>', '}'],
]);

/** Words that are operators ([lex.digraph]). */
export const operatorWords: ReadonlyMap<string, string> = new Map([
  ['and', '&&'],
  ['and_eq', '&='],
  ['bitand', '&'],
  ['bitor', '|'],
  ['compl', '~'],
  ['not', '!'],
  ['not_eq', '!='],
  ['or', '||'],
  ['or_eq', '|='],
  ['xor', '^'],
  ['xor_eq', '^='],
]);

/** Characters that word processors and formula editors put where C++ has an operator. */
export const typographicOperators: ReadonlyMap<string, string> = new Map([
  ['−', '-'],
  ['–', '-'],
  ['—', '-'],
  ['×', '*'],
  ['·', '*'],
  ['∗', '*'],
  ['÷', '/'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
]);
