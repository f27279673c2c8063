import { guess, removal, wholeLines, type FixProvider } from '../fix';
import { removeOption } from './options';

/** What keeps a kernel from being deterministic. */

/** Gives up on it: whether the same bits everywhere are worth other functions, only the author can tell. */
export const leaveOut: FixProvider = (problem) => {
  const field = problem.kernelItem?.fields.find(({ name }) => name.text === 'deterministic');
  if (field === undefined) return [];
  return [guess(removal('Remove ‘deterministic’', wholeLines(problem.text, problem.at(field.span))))];
};

export const leaveOptionOut: FixProvider = (problem) => [...removeOption(problem), ...leaveOut(problem)];
