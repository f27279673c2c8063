import { tokenize } from '../../../cpp/lexer';
import { Findings } from '../../../diagnostics/diagnostic';
import type { Field, KernelItem } from '../../../syntax/tree';
import { span, type Span } from '../../../text/span';
import {
  guess,
  insertion,
  removal,
  replacement,
  wholeLines,
  type FixProvider,
  type QuickFix,
  type TextChange,
} from '../fix';
import type { Problem } from '../problem';

/** Mistakes of the declarations in `arguments`. */

/** The declaration that the problem stands in, with the comma that sets it apart. */
function declarationSpan(problem: Problem): Span | undefined {
  const field = argumentsField(problem.kernelItem);
  if (field === undefined) return undefined;
  const { start, end } = problem.at(field.value);
  const { text, span: where } = problem;
  // Declarations have no commas outside the brackets of templates, arrays and function pointers.
  let depth = 0;
  let from = start;
  let isFirst = true;
  for (let at = start; at <= end; at++) {
    const character = at === end ? ',' : text.charAt(at);
    if ('(<['.includes(character)) depth++;
    else if (')>]'.includes(character)) depth--;
    else if (character === ',' && (depth <= 0 || at === end)) {
      if (at >= where.end || at === end) {
        if (at < end) return span(from, at + (/^,\s*/.exec(text.slice(at, end))?.[0].length ?? 1));
        return span(isFirst ? from : from - 1, end);
      }
      from = at + 1;
      isFirst = false;
    }
  }
  return undefined;
}

function argumentsField(item: KernelItem | undefined): Field | undefined {
  return item?.fields.find(({ name }) => name.text === 'arguments');
}

/** Takes a declaration out; the whole field where it is the only one. */
export const removeDeclaration: FixProvider = (problem) => {
  const where = declarationSpan(problem);
  const field = argumentsField(problem.kernelItem);
  if (where === undefined || field === undefined) return [];
  const value = problem.at(field.value);
  const isAll = where.start === value.start && where.end === value.end;
  const name = problem.text
    .slice(where.start, where.end)
    .replace(/^\s*,\s*|\s*,\s*$/g, '')
    .trim();
  const what = isAll ? wholeLines(problem.text, problem.at(field.span)) : where;
  return [removal(`Remove ‘${name}’`, what)];
};

export const removeComma: FixProvider = ({ span: where, text }) => {
  const comma = text.indexOf(',', where.start);
  return comma < 0 || comma > where.end ? [] : [removal('Remove the comma', span(comma, comma + 1))];
};

/** `scale` alone: a scalar, or a vector where an expression indexes it. */
export const addType: FixProvider = (problem) => {
  const { source, span: where } = problem;
  const isIndexed = new RegExp(`\\b${source}\\s*\\[`).test(problem.item.text);
  const vector = insertion(`Write const float *${source}`, where.start, 'const float *');
  const scalar = insertion(`Write float ${source}`, where.start, 'float ');
  return isIndexed ? [vector, guess(scalar)] : [scalar, guess(vector)];
};

/** `const float *` without a name: the one that expressions use and nothing declares. */
export const nameArgument: FixProvider = (problem) => {
  const { kernelState, item, source } = problem;
  const unknown = kernelState?.parts.findings.filter(({ code }) => code === 'undefined-name') ?? [];
  const names = new Set(unknown.map(({ span: where }) => item.text.slice(where.start, where.end)));
  const blank = /[\s*&]$/.test(source) ? '' : ' ';
  const named = [...names]
    .filter((name) => /^[A-Za-z_]\w*$/.test(name))
    .map((name) => insertion(`Name it ‘${name}’`, problem.span.end, blank + name));
  return [...named, ...removeDeclaration(problem)];
};

export const addComma: FixProvider = ({ span: where }) => [insertion('Add a comma', where.end, ',')];

/** `float **x` */
export const removeStars: FixProvider = (problem) => {
  const where = declarationSpan(problem);
  if (where === undefined) return [];
  const stars = /\*[\s*]*\*/.exec(problem.text.slice(where.start, where.end));
  if (stars === null) return [];
  const start = where.start + stars.index;
  return [replacement('Write one *', span(start, start + stars[0].length), '*')];
};

/** `void`, `void *x` */
export const replaceVoid: FixProvider = (problem) => {
  const where = declarationSpan(problem);
  if (where === undefined) return [];
  const text = problem.text.slice(where.start, where.end);
  const at = text.search(/\bvoid\b/);
  if (at < 0) return [];
  const word = span(where.start + at, where.start + at + 4);
  return text.includes('*') ? [replacement('Change to ‘float’', word, 'float')] : removeDeclaration(problem);
};

/** `int n` repeats what every kernel has; other names are taken and need another. */
export const renameReserved: FixProvider = (problem) => {
  const { source } = problem;
  const remove = source === 'n' ? removeDeclaration(problem) : [];
  return [...remove, ...renameArgument(problem)];
};

/** Gives an argument another name, in the kernel's expressions too, operands of that name apart. */
export const renameArgument: FixProvider = (problem) => {
  const { kernelItem, source, span: where } = problem;
  if (kernelItem === undefined) return [];
  const name = freeArgument(kernelItem, source);
  const inField = (text: string): boolean =>
    source === 'a' || source === 'b' ? text === 'map_expr' : text.endsWith('_expr') || text === 'neutral';
  const uses = kernelItem.fields
    .filter((field) => inField(field.name.text))
    .flatMap((field) => wordSpans(problem, field.value, source));
  const edits: TextChange[] = [where, ...uses].map((each) => ({ span: each, newText: name }));
  return [{ title: `Rename to ‘${name}’`, edits: [...edits, ...bindingsOf(problem, kernelItem, name)] }];
};

function bindingsOf({ analysis, source }: Problem, kernel: KernelItem, name: string): TextChange[] {
  return analysis.model.items.flatMap(({ item, start }) => {
    if (item.kind !== 'case' || item.kernel.text !== kernel.name.text || source === 'n') return [];
    return item.bindings.flatMap((binding) =>
      binding.name.text === source
        ? [{ span: span(start + binding.name.span.start, start + binding.name.span.end), newText: name }]
        : [],
    );
  });
}

/** `n` → `n_`, `a` → `a_`, or with a number where that is taken. */
function freeArgument({ text }: KernelItem, name: string): string {
  const isTaken = (candidate: string): boolean => new RegExp(`\\b${candidate}\\b`).test(text);
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? `${name}_` : `${name}_${number}`;
    if (!isTaken(candidate)) return candidate;
  }
}

function wordSpans(problem: Problem, where: Span, word: string): Span[] {
  const { tokens } = tokenize(problem.item.text, where, new Findings());
  return tokens.flatMap((token, index) => {
    const before = tokens[index - 1]?.text;
    const isMember = before === '.' || before === '->' || before === '::';
    return token.kind === 'identifier' && token.text === word && !isMember ? [problem.at(token)] : [];
  });
}

/** `const float *x, const float *x` */
export const mendRepeated: FixProvider = (problem) => {
  const { kernelItem, source, span: where } = problem;
  if (kernelItem === undefined) return [];
  const name = freeArgument(kernelItem, source);
  return [...removeDeclaration(problem), guess(replacement(`Rename to ‘${name}’`, where, name))];
};

/** An argument that nothing uses, with what cases bind to it. */
export const removeUnused: FixProvider = (problem): readonly QuickFix[] => {
  const { kernelItem, source, analysis } = problem;
  const [declaration] = removeDeclaration(problem);
  if (kernelItem === undefined || declaration === undefined) return [];
  const bindings = analysis.model.items.flatMap(({ item, start }): TextChange[] => {
    if (item.kind !== 'case' || item.kernel.text !== kernelItem.name.text) return [];
    return item.bindings.flatMap((binding) => {
      if (binding.name.text !== source) return [];
      const whole = span(start + binding.span.start, start + binding.span.end);
      return [{ span: wholeLines(problem.text, whole), newText: '' }];
    });
  });
  return [{ title: `Remove ‘${source}’`, edits: [...declaration.edits, ...bindings] }];
};
