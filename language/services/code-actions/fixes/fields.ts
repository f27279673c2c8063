import type { KernelFieldName } from '../../../syntax/fields';
import type { Field, KernelItem } from '../../../syntax/tree';
import { span } from '../../../text/span';
import { numpyName } from '../../../types/dtypes';
import { guess, removal, replacement, wholeLines, type FixProvider, type QuickFix } from '../fix';
import { newField } from '../layout';
import type { Problem } from '../problem';
import { identities } from './identity';

/** Mistakes of a kernel's fields: missing, unknown and empty ones. */

/** What PyCUDA's relatives call the fields, and other words that people try. */
const otherNames: ReadonlyMap<string, KernelFieldName> = new Map([
  ['identity', 'neutral'],
  ['init', 'neutral'],
  ['initial', 'neutral'],
  ['initial_value', 'neutral'],
  ['zero', 'neutral'],
  ['dtype', 'dtype_out'],
  ['type', 'dtype_out'],
  ['result', 'dtype_out'],
  ['output', 'dtype_out'],
  ['return_type', 'dtype_out'],
  ['args', 'arguments'],
  ['inputs', 'arguments'],
  ['params', 'arguments'],
  ['parameters', 'arguments'],
  ['in_params', 'arguments'],
  ['transform', 'map_expr'],
  ['expr', 'map_expr'],
  ['expression', 'map_expr'],
  ['combine', 'reduce_expr'],
  ['op', 'reduce_expr'],
  ['operator', 'reduce_expr'],
  ['finalize', 'post_map_expr'],
  ['final_expr', 'post_map_expr'],
  ['accumulator', 'reduce_type'],
  ['acc_type', 'reduce_type'],
  ['precision', 'accuracy'],
  ['summation', 'accuracy'],
  ['flags', 'options'],
]);

export const renameField: FixProvider = (problem) => {
  const { kernelItem, source, span: where, text } = problem;
  const field = kernelItem?.fields.find(({ name }) => problem.at(name.span).start === where.start);
  const wanted = otherNames.get(source);
  const isFree = kernelItem?.fields.every(({ name }) => name.text !== wanted) ?? false;
  const rename = wanted !== undefined && isFree ? [replacement(`Change to ‘${wanted}’`, where, wanted)] : [];
  if (field === undefined) return rename;
  return [...rename, removal('Remove this field', wholeLines(text, problem.at(field.span)))];
};

/** Adds the field that a kernel cannot do without. */
export const addField: FixProvider = (problem) => {
  const { kernelItem } = problem;
  if (kernelItem === undefined) return [];
  const name = kernelItem.fields.some((field) => field.name.text === 'dtype_out') ? 'reduce_expr' : 'dtype_out';
  const values = name === 'dtype_out' ? probableDtypes(problem) : ['a + b'];
  return values.map((value, index) => {
    const fix = addition(problem, kernelItem, name, value);
    return index === 0 ? fix : guess(fix);
  });
};

export function addition(problem: Problem, item: KernelItem, name: KernelFieldName, value: string): QuickFix {
  const { span: where, newText } = newField(item, name, value);
  return replacement(`Add ${name} = ${value};`, problem.at(where), newText);
}

/** The dtype of the map's value, else that of the first vector. */
function probableDtypes({ kernelState }: Problem): readonly string[] {
  const kernel = kernelState?.checked;
  const types = [kernel?.map.type, ...(kernel?.arguments ?? []).map(({ type }) => type)];
  const names = types.flatMap((type) => (type === undefined ? [] : (numpyName(type) ?? [])));
  return [names[0] ?? 'float32'];
}

/** The map that several vectors, or none, most often have. */
export const addMap: FixProvider = (problem) => {
  const { kernelItem, kernelState } = problem;
  if (kernelItem === undefined || kernelState === undefined) return [];
  const vectors = kernelState.checked.arguments.filter(({ role }) => role === 'vector');
  const elements = vectors.map(({ name }) => `${name}[i]`);
  if (elements.length === 0) return [guess(addition(problem, kernelItem, 'map_expr', 'i'))];
  return [
    addition(problem, kernelItem, 'map_expr', elements.join(' * ')),
    guess(addition(problem, kernelItem, 'map_expr', elements.join(' + '))),
  ];
};

/** A kernel that is no floating sum accumulates plainly. */
export const removeAccuracy: FixProvider = (problem) => {
  const field = problem.kernelItem?.fields.find(({ value }) => problem.at(value).start === problem.span.start);
  return field === undefined ? [] : [removal('Remove accuracy', wholeLines(problem.text, problem.at(field.span)))];
};

/** `neutral = ;` */
export const giveValue: FixProvider = (problem) => {
  const { item, span: where, text } = problem;
  const members: readonly { readonly name: Field['name']; readonly span: Field['span'] }[] =
    item.kind === 'kernel' ? item.fields : item.kind === 'case' ? item.bindings : [];
  const member = members.find(({ name }) => problem.at(name.span).start === where.start);
  if (member === undefined) return [removal('Remove this line', wholeLines(text, withSemicolon(text, where)))];
  const whole = problem.at(member.span);
  const remove = removal('Remove this line', wholeLines(text, whole));
  if (item.kind !== 'kernel') return [remove];
  return [
    ...likelyValues(problem, member.name.text).map((value) =>
      replacement(`Write ${member.name.text} = ${value};`, span(where.end, whole.end), ` ${value};`),
    ),
    remove,
  ];
};

function withSemicolon(text: string, where: { readonly start: number; readonly end: number }) {
  const end = /\s*;/y;
  end.lastIndex = where.end;
  return span(where.start, end.test(text) ? end.lastIndex : where.end);
}

function likelyValues(problem: Problem, field: string): readonly string[] {
  switch (field) {
    case 'neutral':
      return identities(problem);
    case 'reduce_expr':
      return ['a + b'];
    case 'dtype_out':
      return probableDtypes(problem);
    case 'accuracy':
      return ['compensated'];
    default:
      return [];
  }
}
