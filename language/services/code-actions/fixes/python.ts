import { span } from '../../../text/span';
import { convertPyCuda } from '../../pycuda/convert';
import { commentOut } from '../../pycuda/print';
import { replacement, type FixProvider } from '../fix';

/** Python becomes the kernels that it makes; Python that makes none can stay as a comment. */
export const convert: FixProvider = (problem) => {
  const converted = convertPyCuda(problem.source, problem.analysis.model.kernelsByName.keys());
  if (converted !== undefined) {
    // Mistakes in the kernel are its author's, and are easier to see in a kernel.
    // What is copied from inside a function stands indented.
    const { start, end } = problem.span;
    const indentation = /[ \t]*$/.exec(problem.text.slice(0, start))?.[0].length ?? 0;
    const where = span(start - indentation, end);
    return [{ ...replacement('Convert PyCUDA to a kernel', where, converted.trimEnd()), isTrusted: true }];
  }
  return [replacement('Turn it into a comment', problem.span, commentOut(problem.source))];
};
