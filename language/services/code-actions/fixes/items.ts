import type { Item, KernelItem } from '../../../syntax/tree';
import { span } from '../../../text/span';
import { guess, insertion, removal, replacement, wholeLines, type FixProvider, type QuickFix } from '../fix';
import type { Problem } from '../problem';

/** Mistakes of items: what begins them, their names and their braces. */

export const removeText: FixProvider = ({ text, span: where, source }) => [
  removal(`Remove ‘${source.length > 24 ? `${source.slice(0, 23)}…` : source}’`, wholeLines(text, where)),
];

const directive = /^#\s*(?:define|elif|else|endif|error|if|ifdef|ifndef|include|line|pragma|undef|warning)\b/;

/** C++ at the top level of a file: it goes into a preamble. */
export const wrapInPreamble: FixProvider = (problem) => {
  const { text, span: where, start, item } = problem;
  // Python's comments look like directives.
  if (/^#/.test(problem.source) && !directive.test(problem.source)) {
    return [replacement('Write a comment with //', span(where.start, where.start + 1), '//')];
  }
  const end = start + item.text.length;
  const isDirective = problem.source.startsWith('#');
  const body = text.slice(where.start, end);
  const indented = isDirective ? body : body.replace(/^(?=.)/gm, '    ');
  const wrapped = replacement('Put it into a preamble', span(where.start, end), `preamble {\n${indented}\n}`);
  // A word alone is the beginning of something.
  return [/^\w*\s*$/.test(body) ? guess(wrapped) : wrapped];
};

/** Another item has this name already. */
export const renameKernel: FixProvider = ({ source, span: where, analysis }) => {
  const name = freeName(source, (candidate) => analysis.model.kernelsByName.has(candidate));
  return [replacement(`Rename to ‘${name}’`, where, name)];
};

export const renameCase: FixProvider = (problem) => {
  const taken = new Set(caseNames(problem));
  const name = freeName(problem.source, (candidate) => taken.has(candidate));
  return [replacement(`Rename to ‘${name}’`, problem.span, name)];
};

function caseNames({ analysis, caseItem }: Problem): string[] {
  return analysis.model.items.flatMap(({ item }) =>
    item.kind === 'case' && item.kernel.text === caseItem?.kernel.text ? [item.name.text] : [],
  );
}

/** `name_2`, `name_3`, …: the first that is not taken. */
export function freeName(name: string, isTaken: (candidate: string) => boolean): string {
  const stem = name.replace(/_\d+$/, '');
  for (let number = 2; ; number++) {
    const candidate = `${stem}_${number}`;
    if (!isTaken(candidate)) return candidate;
  }
}

export const spellName: FixProvider = ({ source, span: where }) => {
  const plain = source.replace(/\W+/g, '_').replace(/^(?=\d)/, '_');
  return [replacement(`Change to ‘${plain}’`, where, plain)];
};

/** `kernel {`, `case {`, `case small of {`. */
export const giveName: FixProvider = (problem) => {
  const { item, span: where, analysis, caseItem } = problem;
  if (item.kind === 'kernel') {
    const isTaken = (name: string): boolean => analysis.model.kernelsByName.has(name);
    const name = isTaken('reduction') ? freeName('reduction', isTaken) : 'reduction';
    return [insertion(`Name it ‘${name}’`, where.end, ` ${name}`)];
  }
  if (caseItem?.name.text === '') {
    const taken = new Set(caseNames(problem));
    const name = taken.has('example') ? freeName('example', (each) => taken.has(each)) : 'example';
    return [insertion(`Name it ‘${name}’`, where.end, ` ${name}`)];
  }
  return kernelChoices(problem, (kernel) => insertion(`Run kernel ‘${kernel}’`, where.end, ` ${kernel}`));
};

export const nameKernelOfCase: FixProvider = (problem) =>
  kernelChoices(problem, (kernel) => insertion(`Add ‘of ${kernel}’`, problem.span.end, ` of ${kernel}`));

/** A case of a kernel that does not exist: one of the kernels that do, or a new one. */
export const chooseKernel: FixProvider = (problem) =>
  problem.diagnostic.fixes.length > 0
    ? []
    : kernelChoices(problem, (kernel) => replacement(`Change to ‘${kernel}’`, problem.span, kernel)).map(guess);

/** Kernels that are tried for a case, the nearest first. */
const choiceLimit = 6;

/** A case most probably runs the kernel above it, or the nearest whose arguments it binds. */
function kernelChoices({ analysis, start }: Problem, fixFor: (kernel: string) => QuickFix): QuickFix[] {
  return analysis.model.items
    .flatMap((placed) => (isNamedKernel(placed.item) ? [{ name: placed.item.name.text, start: placed.start }] : []))
    .toSorted((left, right) => distance(left.start, start) - distance(right.start, start))
    .slice(0, choiceLimit)
    .map(({ name }) => fixFor(name));
}

/** Kernels above count as nearer than those below. */
function distance(kernel: number, place: number): number {
  return kernel < place ? place - kernel : 2 * (kernel - place);
}

function isNamedKernel(item: Item): item is KernelItem {
  return item.kind === 'kernel' && item.name.text !== '';
}

export const closeBrace: FixProvider = ({ start, item }) => {
  const end = start + item.text.trimEnd().length;
  const isOneLine = !/[\r\n]/.test(item.text);
  return [insertion('Add }', end, isOneLine ? ' }' : '\n}')];
};

export const closeComment: FixProvider = ({ text, span: where }) => {
  const line = /[^\r\n]*/y;
  line.lastIndex = where.start;
  const end = where.start + (line.exec(text)?.[0].trimEnd().length ?? 0);
  return [insertion('Add */ at the end of the line', end, ' */')];
};
