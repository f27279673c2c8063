import { span } from '../../../text/span';
import { partnerBracket } from '../../../syntax/value-extent';
import { guess, insertion, removal, replacement, type FixProvider, type QuickFix } from '../fix';
import type { Problem } from '../problem';

/** Mistakes of brackets, literals and other tokens of C++. */

/** Where the value ends that the problem stands in, its `;` apart. */
function valueEnd(problem: Problem): number {
  const { item, span: where } = problem;
  const spans =
    item.kind === 'kernel'
      ? item.fields.map(({ value }) => value)
      : item.kind === 'case'
        ? item.bindings.map(({ valueSpan }) => valueSpan)
        : [];
  const value = spans
    .map((each) => problem.at(each))
    .find(({ start, end }) => start <= where.start && where.start < end);
  return value?.end ?? where.end;
}

export const closeBracket: FixProvider = (problem) => {
  const close = partnerBracket(problem.source);
  return [insertion(`Add ${close}`, valueEnd(problem), close)];
};

export const removeBracket: FixProvider = ({ source, span: where }) => [removal(`Remove ${source}`, where)];

/** `(x]`: the span is the closing bracket, or the opening one. */
export const matchBracket: FixProvider = (problem) => {
  const { source, span: where, text } = problem;
  const rest = text.slice(where.end, valueEnd(problem));
  return [')', ']', '}']
    .filter((close) => close !== source)
    .map((close) => replacement(`Write ${close}`, where, close))
    .concat(rest === '' ? [] : [removal(`Remove ${source}`, where)]);
};

/** The literal has swallowed the rest of its line, the `;` included. */
export const closeLiteral: FixProvider = (problem) => {
  const { source, span: where } = problem;
  const quote = /["']/.exec(source)?.[0] ?? '"';
  const open = source.indexOf(quote) + 1;
  const inside = source.slice(open);
  const places =
    quote === "'"
      ? [/^(?:\\.|[^\\])/.exec(inside)?.[0].length ?? 0]
      : [
          /^[^;]*(?=[)\]]*\s*;?\s*$)/.exec(inside)?.[0].trimEnd().length ?? inside.length,
          inside.replace(/;?\s*$/, '').length,
        ];
  return places.map((length) => insertion(`Add ${quote}`, where.start + open + length, quote));
};

export const mendEscape: FixProvider = ({ source, span: where }) => {
  const plain = source.slice(1);
  return [replacement(`Write ‘\\${source}’`, where, `\\${source}`), replacement(`Write ‘${plain}’`, where, plain)];
};

export const writeAsFloat: FixProvider = ({ source, span: where }) => {
  const digits = source.replace(/[^\d]/g, '');
  const short = Number(digits).toExponential().replace('e+', 'e');
  return [`${short}f`, short].map((text) => replacement(`Write ${text}`, where, text));
};

/** `1.2.5`: cut before the second point. */
export const cutNumber: FixProvider = ({ source, span: where }) => {
  const cut = /^\d*\.\d+(?=\.)/.exec(source)?.[0];
  return cut === undefined ? [] : [guess(replacement(`Write ${cut}`, where, cut))];
};

/** `2 x[i]` */
export const addTimes: FixProvider = ({ span: where }) => [insertion('Add *', where.start, '* ')];

export const removeToken: FixProvider = ({ source, span: where }) => [removal(`Remove ‘${source}’`, where)];

/** `x[i] *`: nothing stands beside the operator. */
export const removeOperator: FixProvider = ({ source, span: where, text }) => {
  let { start } = where;
  while (text.charAt(start - 1) === ' ') start--;
  return [guess(removal(`Remove ‘${source}’`, span(start, where.end)))];
};

/** `x[]` */
export const addIndex: FixProvider = ({ source, span: where, text }) => {
  const from =
    source === '[]' ? where.start + 1 : text.charAt(where.start - 1) === '[' || source === '' ? where.start : where.end;
  return text.charAt(from) === ']' ? [insertion('Write [i]', from, 'i')] : [];
};

/** `c ? x` */
export const addOtherwise: FixProvider = (problem): readonly QuickFix[] => {
  return [insertion('Add : 0', valueEnd(problem), ' : 0')];
};

/** `static_cast<float> x[i]` */
export const addParentheses: FixProvider = (problem) => {
  const end = valueEnd(problem);
  const rest = problem.text.slice(problem.span.end, end);
  return [replacement('Add ( )', span(problem.span.end, end), `(${rest.trim()})`)];
};

/** `float x[i]` */
export const writeCast: FixProvider = ({ source, span: where }) => [
  replacement(`Write (${source})`, where, `(${source})`),
];

/** `return x[i]` */
export const removeReturn: FixProvider = ({ text, span: where }) => {
  const word = /return\s+/y;
  word.lastIndex = where.start;
  return word.test(text) ? [removal('Remove ‘return’', span(where.start, word.lastIndex))] : [];
};

/** `unsigned float`: one of the words. */
export const chooseWord: FixProvider = ({ source, span: where }) =>
  [...new Set(source.match(/\w+/g))].reverse().map((word, index) => {
    const fix = replacement(`Change to ‘${word}’`, where, word);
    return index === 0 ? fix : guess(fix);
  });
