import { defaultText } from '../../../cases/default-input';
import { caseSettings } from '../../../syntax/fields';
import type { Binding, CaseItem } from '../../../syntax/tree';
import { span } from '../../../text/span';
import { startOf } from '../../model/analysis';
import { guess, removal, replacement, wholeLines, type FixProvider, type QuickFix } from '../fix';
import { newBinding, newField } from '../layout';
import type { Problem } from '../problem';
import { identityOf } from './identity';

/** Mistakes of a case's bindings and settings. */

export function bindingAt(problem: Problem): Binding | undefined {
  const { caseItem, span: where } = problem;
  return caseItem?.bindings.find((binding) => {
    const { start, end } = problem.at(binding.span);
    return start <= where.start && where.start < end;
  });
}

export const removeBinding: FixProvider = (problem) => {
  const binding = bindingAt(problem);
  if (binding === undefined) return [];
  const where = wholeLines(problem.text, problem.at(binding.span));
  return [removal(`Remove ‘${binding.name.text}’`, where)];
};

/** Replaces what an argument is given by something that its type takes. */
export const useDefault: FixProvider = (problem) => {
  const binding = bindingAt(problem);
  const text = binding && defaultFor(problem, binding.name.text);
  if (binding === undefined || text === undefined) return [];
  return [replacement(`Write ${text}`, problem.at(binding.valueSpan), text)];
};

function defaultFor({ kernelState }: Problem, name: string): string | undefined {
  const kernel = kernelState?.checked;
  const position = kernel?.arguments.findIndex((argument) => argument.name === name) ?? -1;
  const argument = kernel?.arguments[position];
  return kernel && argument && defaultText(argument, position, kernel);
}

/** `n` is more than a vector has. */
export const lowerN: FixProvider = (problem) => {
  const n = problem.caseItem?.bindings.find(({ name }) => name.text === 'n');
  const binding = bindingAt(problem);
  const length = binding && listLength(binding);
  if (n === undefined || length === undefined) return [];
  return [replacement(`Set n = ${length}`, problem.at(n.valueSpan), String(length))];
};

function listLength({ value }: Binding): number | undefined {
  return value.kind === 'list' ? value.elements.length : undefined;
}

/** Vectors of several lengths: the shortest is what all of them have. */
export const setN: FixProvider = (problem) => {
  const { caseItem, diagnostic } = problem;
  if (caseItem === undefined) return [];
  const lengths = [...diagnostic.message.matchAll(/ has (\d+)/g)].map(([, digits]) => Number(digits));
  if (lengths.length === 0) return [];
  const n = Math.min(...lengths);
  const { span: where, newText } = newBinding(caseItem, 'n', String(n));
  return [replacement(`Set n = ${n}`, problem.at(where), newText)];
};

/** Nothing to reduce: the kernel says what that gives. */
export const addNeutralToKernel: FixProvider = (problem) => {
  const { analysis, kernelState } = problem;
  if (kernelState === undefined) return [];
  const { item } = kernelState.checked;
  const start = startOf(analysis, item);
  const preambles = analysis.model.items.flatMap((each) => (each.item.kind === 'preamble' ? [each.item.text] : []));
  const identity = identityOf(item, kernelState, preambles);
  if (start === undefined || identity === undefined) return [];
  const { span: where, newText } = newField(item, 'neutral', identity);
  const name = `‘${item.name.text}’`;
  return [replacement(`Add neutral = ${identity}; to ${name}`, span(start + where.start, start + where.end), newText)];
};

/** Sets the field of the kernel that a message asks for: `set dtype_out = int64`. */
export const setWiderType: FixProvider = (problem) => {
  const { analysis, kernelState, diagnostic } = problem;
  const [, name, dtype = ''] = /set (dtype_out|reduce_type) = (\w+)/.exec(diagnostic.message) ?? [];
  if (kernelState === undefined || (name !== 'dtype_out' && name !== 'reduce_type')) return [];
  const { item } = kernelState.checked;
  const start = startOf(analysis, item);
  if (start === undefined) return [];
  const field = item.fields.find((each) => each.name.text === name);
  const change = field === undefined ? newField(item, name, dtype) : { span: field.value, newText: dtype };
  const where = span(start + change.span.start, start + change.span.end);
  return [replacement(`Set ${name} = ${dtype}`, where, change.newText)];
};

/** An unknown binding whose name is not near any that is known. */
export const removeUnknown: FixProvider = (problem): readonly QuickFix[] => {
  const fixes = removeBinding(problem);
  return problem.diagnostic.fixes.length > 0 ? fixes.map(guess) : fixes;
};

/** A binding that cannot be read, where the setting has a value that always works. */
export const resetSetting: FixProvider = (problem) => {
  const binding = bindingAt(problem);
  if (binding === undefined || !isSetting(problem.caseItem, binding)) return [];
  return removeBinding(problem).map(guess);
};

function isSetting(item: CaseItem | undefined, { name }: Binding): boolean {
  return item !== undefined && caseSettings.some((setting) => setting === name.text);
}
