import { span } from '../../../text/span';
import { vectorFields } from '../../../types/builtin';
import type { Type } from '../../../types/type';
import { guess, insertion, replacement, type FixProvider, type QuickFix } from '../fix';
import { newField } from '../layout';
import type { Problem } from '../problem';

/** Names that nothing declares, and members that do not exist. */

/** Declares an argument of the name, as it is used: a vector where it is indexed, nothing where it is called. */
export const declareArgument: FixProvider = (problem) => {
  const { kernelItem, kernelState, source } = problem;
  if (kernelItem === undefined || kernelState === undefined || !/^[A-Za-z_]\w*$/.test(source)) return [];
  const use = useOf(problem);
  if (use === undefined) return [];
  const element = elementType(problem);
  const declaration = use === 'vector' ? `const ${element} *${source}` : `${element} ${source}`;
  // Once it has a type, mistakes around it may show that were hidden.
  return [{ title: `Declare ‘${declaration}’`, edits: [declarationEdit(problem, declaration)], isTrusted: true }];
};

function declarationEdit(problem: Problem, declaration: string): QuickFix['edits'][number] {
  const { kernelItem, text } = problem;
  const field = kernelItem?.fields.find(({ name }) => name.text === 'arguments');
  if (kernelItem !== undefined && field === undefined) {
    const { span: where, newText } = newField(kernelItem, 'arguments', declaration);
    return { span: problem.at(where), newText };
  }
  const value = field === undefined ? problem.span : problem.at(field.value);
  const isEmpty = value.start === value.end || text.slice(value.start, value.end).trim() === 'void';
  if (isEmpty) return { span: value, newText: value.start === value.end ? ` ${declaration}` : declaration };
  return { span: span(value.end, value.end), newText: `, ${declaration}` };
}

/** Undefined for a name that is called, or stands where no argument can. */
function useOf(problem: Problem): 'vector' | 'scalar' | undefined {
  const { text, span: where, kernelState } = problem;
  const next = text.slice(where.end).trimStart().charAt(0);
  if (next === '(' || next === '{' || next === '<') return undefined;
  if (next !== '[') return 'scalar';
  const map = kernelState?.checked.map;
  const isInMap =
    map !== undefined && problem.at(map.span).start <= where.start && where.end <= problem.at(map.span).end;
  return isInMap ? 'vector' : undefined;
}

/** The element type that the other arguments have, else float. */
function elementType({ kernelState }: Problem): string {
  const [first] = kernelState?.checked.arguments ?? [];
  return first?.type.kind === 'arithmetic' ? first.spelling : 'float';
}

/** Members of vectors and complex numbers under the names that other languages give them. */
const memberNames: ReadonlyMap<string, string> = new Map([
  ['r', 'x'],
  ['g', 'y'],
  ['b', 'z'],
  ['a', 'w'],
  ['s0', 'x'],
  ['s1', 'y'],
  ['s2', 'z'],
  ['s3', 'w'],
  ['real', 'x'],
  ['re', 'x'],
  ['imag', 'y'],
  ['im', 'y'],
]);

export const renameMember: FixProvider = ({ source, span: where }) => {
  const name = memberNames.get(source);
  return name === undefined ? [] : [replacement(`Change to ‘${name}’`, where, name)];
};

/** `v[i].`: one of the members that there are. */
export const chooseMember: FixProvider = (problem) => {
  const types = problem.kernelState?.parts.types;
  const access = problem.expressions().findLast(({ kind }) => kind === 'member');
  if (types === undefined || access?.kind !== 'member') return [];
  const members = membersOf(types.typeOf(access.object)).slice(0, memberLimit);
  return members.map((name) => guess(insertion(`Write .${name}`, problem.at(access.memberSpan).start, name)));
};

/** More members than these are better chosen from a completion list. */
const memberLimit = 4;

function membersOf(type: Type): readonly string[] {
  switch (type.kind) {
    case 'vector':
      return vectorFields(type);
    case 'struct':
      return type.fields.map(({ name }) => name);
    default:
      return [];
  }
}

/** `x[i].y` of a float: without the member. */
export const removeMember: FixProvider = ({ text, span: where }) => {
  const before = /\s*(?:\.|->)\s*$/.exec(text.slice(0, where.start));
  if (before === null) return [];
  const from = where.start - before[0].length;
  return [replacement(`Remove ‘${text.slice(from, where.end).trim()}’`, span(from, where.end), '')];
};

/** `table[at[i]]` */
export const castIndex: FixProvider = ({ span: where }) => [insertion('Convert it with (int)', where.start, '(int)')];
