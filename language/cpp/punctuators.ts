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

/** Punctuators of one character, by its UTF-16 code. */
export const singlePunctuators: ReadonlyMap<number, string> = new Map(
  punctuatorsByLength.flatMap(([length, texts]) =>
    length === 1 ? Array.from(texts, (text) => [text.charCodeAt(0), text] as const) : [],
  ),
);

const longerPunctuators = punctuatorsByLength.flatMap(([length, texts]) => (length > 1 ? [...texts] : []));
const firstCodes: ReadonlySet<number> = new Set(longerPunctuators.map((text) => text.charCodeAt(0)));
const secondCodes: ReadonlySet<number> = new Set(longerPunctuators.map((text) => text.charCodeAt(1)));

/** False where no punctuator of several characters begins with these two UTF-16 codes. */
export function mayBeLonger(first: number, second: number): boolean {
  return firstCodes.has(first) && secondCodes.has(second);
}

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
