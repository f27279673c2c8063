import { removal, replacement, wholeLines, type FixProvider } from '../fix';
import { span } from '../../../text/span';

/** Mistakes of `options`. */

/** `-a, -b`: each in quotes of its own. */
export const quoteOptions: FixProvider = (problem) => {
  const field = problem.kernelItem?.fields.find(({ name }) => name.text === 'options');
  if (field === undefined) return [];
  const words = problem.textOf(field.value).match(/[^\s,"'[\]()]+/g) ?? [];
  const quoted = words.map((word) => `"${word.startsWith('-') ? word : `-${word}`}"`).join(', ');
  return quoted === '' ? [] : [replacement(`Write ${quoted}`, problem.at(field.value), quoted)];
};

export const removeOption: FixProvider = (problem) => {
  const { text, span: where } = problem;
  const field = problem.kernelItem?.fields.find(({ name }) => name.text === 'options');
  if (field === undefined) return [];
  const value = problem.at(field.value);
  if (where.start <= value.start && where.end >= value.end) {
    return [removal('Remove the option', wholeLines(text, problem.at(field.span)))];
  }
  const before = /,\s*$/.exec(text.slice(value.start, where.start));
  const after = /^\s*,\s*/.exec(text.slice(where.end, value.end));
  const from = where.start - (before?.[0].length ?? 0);
  const to = where.end + (before === null ? (after?.[0].length ?? 0) : 0);
  return [removal('Remove the option', span(from, to))];
};
