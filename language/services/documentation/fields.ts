import { isKernelField, type KernelFieldName } from '../../syntax/fields';

/** What each field means, and what PyCUDA's `ReductionKernel` has in its place. Markdown. */
const fields: Readonly<Record<KernelFieldName, string>> = {
  dtype_out: `NumPy dtype of the result, or a struct of a preamble. Required. It is also the type of \`a\` and \`b\`, unless \`reduce_type\` says otherwise; \`float16\` and \`bfloat16\` results accumulate in \`float32\`.

*PyCUDA:* \`dtype_out\`, which is always the accumulator type too.`,
  arguments: `The C argument list. \`T *name\` is a vector, \`T name\` a scalar. It may be left out: the map is then a function of the index \`i\` alone.

*PyCUDA:* \`arguments\`. There the first vector gives the length, and no vector's length or dtype is checked.`,
  map_expr: `C++ expression that makes one value of each element, from its index \`i\`, the number of elements \`n\` and the arguments. It converts to the accumulator type. With exactly one vector \`x\` it may be left out, and is then \`x[i]\`.

*PyCUDA:* \`map_expr\`. There \`i\` is a \`size_t\`.`,
  reduce_expr: `C++ expression that combines two values, \`a\` and \`b\`. Required. A GPU combines in an order of its own, so it must be associative and commutative; both are checked by evaluating it.

*PyCUDA:* \`reduce_expr\`, the body of a macro: each operand is evaluated as often as it is written.`,
  neutral: `The identity of \`reduce_expr\`: the value of an empty reduction. It is never folded into a result that has elements. Without it, empty input is an error.

*PyCUDA:* \`neutral\`, which is required there and folded in once by every thread.`,
  post_map_expr: `C++ expression that is applied once, to the reduced value, as \`a\`. The scalars and \`n\` are there too. Its value converts to \`dtype_out\`.

*PyCUDA:* none. CuPy has it under the same name.`,
  reduce_type: `Type of the accumulator, where it should differ from \`dtype_out\`: a dtype or a struct of a preamble. A wider one keeps long sums exact, and costs no memory bandwidth.

*PyCUDA:* none; it accumulates in \`dtype_out\`. CuPy has it under the same name.`,
  accuracy: `How the accumulator treats rounding errors: \`plain\`, which is the default, or \`compensated\`. A compensated sum or dot of a \`float32\` or \`float64\` accumulator is as accurate as one in twice the precision, rounded once.

*PyCUDA:* none.`,
  options: `Options for the compiler, as quoted strings: \`"-use_fast_math", "-DLIMIT=4"\`. Those that change the kind of output, write files or name programs are refused.

*PyCUDA:* \`options\`.`,
  deterministic: `\`true\`: the result has the same bits on every GPU and on the CPU (NaNs compare equal). The order of folding is then fixed for all devices, compilers round every operation as IEEE 754 says, and functions whose results differ between devices are refused. A profile shows what it costs.

*PyCUDA:* none; its order of folding is fixed, and contraction of \`a * b + c\` is the compiler's choice.`,
};

/** What a kernel's field means, as Markdown; undefined for other names. */
export function fieldDocumentation(name: string): string | undefined {
  return isKernelField(name) ? fields[name] : undefined;
}
