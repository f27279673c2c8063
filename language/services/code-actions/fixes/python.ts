import { span } from '../../../text/span';
import { convertPyCuda } from '../../pycuda/convert';
import { commentOut } from '../../pycuda/print';
import { replacement, type FixProvider, type QuickFix } from '../fix';

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

/** `dtype_out=np.float32, neutral="0",` */
const pythonArgument = /=\s*(?:[rR]?["'][^;\r\n]*["']|np\.\w+|numpy\.\w+)\s*[,)]/;

/** A kernel whose body is the arguments of Python's call: written as fields, all at once. */
export const writeFields: FixProvider = ({ kernelItem, start, analysis }): readonly QuickFix[] => {
  if (kernelItem === undefined) return [];
  const { text, name, body } = kernelItem;
  // The bracket that closes the call may have come along.
  const inside = text
    .slice(body.start + 1, body.end)
    .replace(/\}\s*$/, '')
    .replace(/([^\w\s(]\s*)\)\s*$/, '$1');
  if (!pythonArgument.test(inside)) return [];
  const others = [...analysis.model.kernelsByName.keys()].filter((each) => each !== name.text);
  const converted = convertPyCuda(`${name.text || 'reduction'} = ReductionKernel(${inside}\n)`, others);
  const where = span(start + text.lastIndexOf('kernel', name.span.start), start + body.end);
  return converted === undefined
    ? []
    : [{ ...replacement('Write Python’s arguments as fields', where, converted.trimEnd()), isTrusted: true }];
};
